import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { StackInterner } from '../../../../src/engine/profile/stacks.ts'

describe('the tree of stacks', () => {
  test('has node 0 for the empty stack', () => {
    const interner = new StackInterner()
    expect(interner.internPath([], 0, 0)).toBe(0)
    const tree = interner.finish()
    expect([tree.count, tree.parent[0], tree.location[0]]).toEqual([1, -1, -1])
  })

  test('gives equal paths one node and shares what they have in common from the root', () => {
    const interner = new StackInterner()
    const json = interner.internPath([7, 5, 3], 0, 3)
    const sort = interner.internPath([9, 5, 3], 0, 3)
    const serve = interner.internPath([5, 3], 0, 2)
    expect(interner.internPath([7, 5, 3], 0, 3)).toBe(json)
    expect(interner.count).toBe(5)
    const { parent, location } = interner.finish()
    expect([parent[json], parent[sort]]).toEqual([serve, serve])
    expect([location[json], location[sort], location[serve]]).toEqual([7, 9, 5])
  })

  test('numbers the nodes of whole paths as those of the same calls one by one', () => {
    const path = fc.array(fc.nat(2), { maxLength: 40 })
    fc.assert(
      fc.property(fc.array(path, { maxLength: 30 }), (paths) => {
        const whole = new StackInterner()
        const single = new StackInterner()
        for (const calls of [...paths, ...paths]) {
          const node = calls.reduceRight((above, call) => single.intern(above, call), 0)
          expect(whole.internPath(calls, 0, calls.length)).toBe(node)
        }
        expect(whole.finish()).toEqual(single.finish())
      }),
    )
  })

  test('reads a path out of the middle of a column', () => {
    const interner = new StackInterner()
    const whole = interner.internPath([7, 5], 0, 2)
    expect(interner.internPath(Int32Array.of(1, 7, 5, 2), 1, 3)).toBe(whole)
  })

  test.each([
    ['a node has many children', (i: number, _count: number) => (i < 5000 ? 0 : 1)],
    ['nodes have few children each', (i: number, count: number) => (i * 7919) % count],
    ['stacks are deep', (_i: number, count: number) => count - 1],
  ])('tells (parent, location) pairs apart where %s', (_what, parentOf) => {
    const interner = new StackInterner(1)
    const known = new Map<string, number>()
    let mistaken = 0
    for (let i = 0; i < 20_000; i++) {
      const parent = parentOf(i, interner.count)
      const pair = `${parent} ${(i * 31) % 1009}`
      const node = interner.intern(parent, (i * 31) % 1009)
      if (node !== (known.get(pair) ?? interner.count - 1)) mistaken++
      known.set(pair, node)
    }
    const tree = interner.finish()
    expect(mistaken).toBe(0)
    expect(tree.count).toBe(known.size + 1)
    const pairs = Array.from(
      known.values(),
      (node) => `${tree.parent[node]} ${tree.location[node]}`,
    )
    expect(pairs).toEqual([...known.keys()])
    expect(tree.parent.every((parent, node) => parent < node)).toBe(true)
  })

  test('in preorder has each subtree in one stretch, siblings in the order they came', () => {
    const interner = new StackInterner()
    // main → serve, main → gc, main → serve → json: locations 1 to 4, added breadth first.
    const main = interner.intern(0, 1)
    const serve = interner.intern(main, 2)
    const gc = interner.intern(main, 3)
    const json = interner.intern(serve, 4)
    const tree = interner.finishInPreorder()
    expect(Array.from(tree.location)).toEqual([-1, 1, 2, 4, 3])
    expect(Array.from(tree.parent)).toEqual([-1, 0, 1, 2, 1])
    expect(Array.from(tree.end)).toEqual([5, 5, 4, 4, 5])
    expect([main, serve, gc, json].map((node) => interner.placeOf(node))).toEqual([1, 2, 4, 3])
  })
})
