import { describe, expect, test } from 'vitest'
import { followPath, pathTo } from '../../../../src/engine/layout/flame.ts'
import { WholeTree } from '../../../../src/engine/layout/flame-tree.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { drawing, flame, select } from '../../drawn.ts'

const server = fromStacks(`
  main   main   main   gc
  json   serve  serve  .
  .      sort   hash   .
  ---------------------------
  cpu/ns  20  30  40  10
`)

describe('the layout of the flame graph', () => {
  test('gives each frame its share of the width, the heaviest on the left', () => {
    expect(flame(server)).toBe(
      drawing(`
        0 0–1 root
        1 0–0.9 main
        1 0.9–1 gc
        2 0–0.7 serve
        2 0.7–0.9 json
        3 0–0.4 hash
        3 0.4–0.7 sort
      `),
    )
  })

  test('leaves out what is too narrow, and all above it', () => {
    expect(flame(server, { minShare: 0.35 })).toBe(
      drawing(`
        0 0–1 root
        1 0–0.9 main
        2 0–0.7 serve
        3 0–0.4 hash
      `),
    )
    expect(flame(server, { minShare: 0.1 })).toBe(flame(server))
  })

  test('zooms: the frame fills the width, its callers stand at full width', () => {
    expect(flame(server, { root: ['main', 'serve'] })).toBe(
      drawing(`
        0 0–1 root
        1 0–1 main
        2 0–1 serve
        3 0–0.571 hash
        3 0.571–1 sort
      `),
    )
  })

  test('measures narrowness by the frame that is zoomed to', () => {
    expect(flame(server, { root: ['gc'], minShare: 0.9 })).toBe('0 0–1 root\n1 0–1 gc')
  })

  test('lays out what overlaps the part that is looked at', () => {
    expect(flame(server, { from: 0.75, to: 0.95 })).toBe(
      drawing(`
        0 0–1 root
        1 0–0.9 main
        1 0.9–1 gc
        2 0.7–0.9 json
      `),
    )
    // Touching is not overlapping.
    expect(flame(server, { from: 0.9, to: 1 })).toBe('0 0–1 root\n1 0.9–1 gc')
    expect(flame(server, { from: 0, to: 0.4 })).not.toContain('sort')
  })

  test('gives no width to what has no positive value', () => {
    const comparison = fromStacks(`
      main  main  main  gc
      json  sort  init  .
      ---------------------
      cpu/ns  30  -10  0  -5
    `)
    const names = flame(comparison).replaceAll(/.* /g, '').split('\n')
    expect(names).toEqual(['root', 'main', 'json'])
    const less = fromStacks('main\n---\ncpu/ns -3')
    expect(flame(less)).toBe('')
    expect(flame(less, { root: ['main'] })).toBe('0 0–1 root')
  })

  test('keeps the order of equal children', () => {
    const profile = fromStacks('c  a  b')
    expect(flame(profile)).toBe(
      drawing(`
        0 0–1 root
        1 0–0.333 c
        1 0.333–0.667 a
        1 0.667–1 b
      `),
    )
  })

  test('has recursive calls one above the other', () => {
    expect(flame(fromStacks('walk walk\nwalk .'))).toBe('0 0–1 root\n1 0–1 walk\n2 0–0.5 walk')
  })
})

describe('a path of frame keys', () => {
  const { tree, weights, names } = select(server, { ignore: 'gc' })
  const whole = new WholeTree(tree, weights)
  const named = (node: number): string => names.of(tree.key[node]!)
  const keyOf = (name: string): number => {
    for (let node = 1; node < tree.count; node++) if (named(node) === name) return tree.key[node]!
    throw new Error(`no ${name}`)
  }

  test('leads to its node', () => {
    const path = ['main', 'serve', 'hash'].map(keyOf)
    const { node, found } = followPath(whole, path)
    expect(named(node)).toBe('hash')
    expect(found).toEqual(path)
    expect(pathTo(tree, node).slice(1).map(named)).toEqual(['main', 'serve', 'hash'])
  })

  test('leads as far as it is there', () => {
    const path = ['main', 'hash', 'serve'].map(keyOf)
    expect(followPath(whole, path)).toEqual({ node: 1, found: path.slice(0, 1) })
    expect(followPath(whole, [])).toEqual({ node: 0, found: [] })
    expect(followPath(whole, [-5])).toEqual({ node: 0, found: [] })
  })

  test('does not lead to what the filters leave out', () => {
    expect(followPath(whole, [keyOf('gc')])).toEqual({ node: 0, found: [] })
  })
})
