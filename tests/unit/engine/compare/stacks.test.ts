import { describe, expect, test } from 'vitest'
import { type Located, mergeStacks } from '../../../../src/engine/compare/merged-stacks.ts'
import { byRow, rowsOf } from '../../../../src/engine/compare/rows.ts'

/** A tree drawn as its nodes, "parent>location", from node 1 on. */
function tree(drawn: string, locationOf: readonly number[]): Located {
  const nodes = drawn.split(' ').map((node) => node.split('>').map(Number))
  const column = (at: 0 | 1) => Int32Array.from([-1, ...nodes.map((node) => node[at]!)])
  const stacks = { count: nodes.length + 1, parent: column(0), location: column(1) }
  return { stacks, locationOf: Int32Array.from(locationOf) }
}

/** Of each stack its path of shared locations, the outermost first. */
function paths({ parent, location }: Located['stacks'], numbers: Int32Array): string[] {
  const path = (node: number): string =>
    node === 0 ? '' : `${path(parent[node]!)} ${location[node]!}`
  return Array.from(numbers, path)
}

const own = ({ stacks, locationOf }: Located): string[] => {
  const shared = { ...stacks, location: stacks.location.map((l) => (l < 0 ? l : locationOf[l]!)) }
  return paths(
    shared,
    Int32Array.from({ length: stacks.count }, (_, node) => node),
  )
}

describe('two trees as one', () => {
  const first = tree('0>0 1>1 1>2 0>2', [3, 1, 2])
  const second = tree('0>1 1>0 2>2 1>1 0>0', [1, 3, 0])

  test('have every path once, those of the first in its own order', () => {
    const { stacks, firstOf, secondOf } = mergeStacks(first, second, 4)
    expect(Array.from(firstOf)).toEqual([0, 1, 2, 3, 4])
    expect(paths(stacks, firstOf)).toEqual(own(first))
    expect(paths(stacks, secondOf)).toEqual(own(second))
    const all = paths(
      stacks,
      Int32Array.from({ length: stacks.count }, (_, node) => node),
    )
    expect(new Set(all).size).toBe(stacks.count)
    expect(new Set([...own(first), ...own(second)])).toEqual(new Set(all))
  })

  test('are matched where a node has many children', () => {
    const many = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => `0>${from + i} ${2 * i + 1}>0`).join(' ')
    const same = Array.from({ length: 40 }, (_, location) => location)
    const [a, b] = [tree(many(0, 30), same), tree(many(10, 40), same)]
    const { stacks, firstOf, secondOf } = mergeStacks(a, b, 40)
    expect(paths(stacks, firstOf)).toEqual(own(a))
    expect(paths(stacks, secondOf)).toEqual(own(b))
    // Of sixty nodes in each tree, forty are in both.
    expect(stacks.count).toBe(1 + 60 + 20)
  })

  test('have parents before their children', () => {
    const { stacks } = mergeStacks(first, second, 4)
    for (let node = 1; node < stacks.count; node++) expect(stacks.parent[node]).toBeLessThan(node)
  })

  test('are one where locations of one of them have become one', () => {
    const doubled = tree('0>0 0>1 1>2 2>2', [3, 3, 1])
    for (const [a, b] of [
      [first, doubled],
      [doubled, first],
    ] as const) {
      const { stacks, firstOf, secondOf } = mergeStacks(a, b, 4)
      expect(paths(stacks, firstOf)).toEqual(own(a))
      expect(paths(stacks, secondOf)).toEqual(own(b))
      expect(stacks.count).toBe(5)
    }
  })
})

describe('rows', () => {
  test('are samples of one stack and one set of labels, in the order of their coming', () => {
    const column = (...values: number[]) => Uint32Array.from(values)
    const source = { stack: column(2, 1, 2, 2), labelSet: column(0, 0, 1, 0) }
    const base = { stack: column(1, 2, 1), labelSet: column(0, 1, 1) }
    const rows = rowsOf(source, base, 3)
    expect(rows).toEqual({
      count: 4,
      source: Int32Array.of(0, 1, 2, 0),
      base: Int32Array.of(1, 2, 3),
    })
    expect(byRow(rows, source.stack, base.stack)).toEqual(column(2, 1, 2, 1))
    expect(byRow(rows, source.labelSet, base.labelSet)).toEqual(column(0, 0, 1, 1))
  })

  test('take no longer where one stack has all the labels', () => {
    const count = 200_000
    const source = {
      stack: new Uint32Array(count),
      labelSet: Uint32Array.from({ length: count }, (_, set) => set),
    }
    const { count: rows } = rowsOf(source, source, 1)
    expect(rows).toBe(count)
  })
})
