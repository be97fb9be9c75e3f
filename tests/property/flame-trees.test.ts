import fc from 'fast-check'
import { expect, test } from 'vitest'
import { layoutFlame } from '../../src/engine/layout/flame.ts'
import { nextMatch } from '../../src/engine/layout/next-match.ts'
import { NONE } from '../../src/engine/profile/ids.ts'
import {
  ranksOf,
  type ShapedTree,
  shapedTree,
} from '../../src/engine/questions/flame/flame-trees.ts'
import { DEFAULT_OPTIONS } from '../../src/engine/select/options.ts'
import { Selector } from '../../src/engine/select/selection.ts'
import type { FlameShape } from '../../src/engine/session/answers.ts'
import { fromStacks } from '../fixtures/stacks.ts'

/** Stacks of few functions, so that paths meet and calls are recursive; outermost first. */
const samples = fc.array(
  fc.record({
    stack: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 7 }),
    value: fc.integer({ min: 1, max: 9 }),
  }),
  { minLength: 1, maxLength: 12 },
)
type Samples = Parameters<Parameters<typeof samples.map>[0]>[0]

const shapes = fc.record({
  direction: fc.constantFrom('down', 'up', 'callers', 'callees'),
  collapse: fc.boolean(),
  order: fc.constantFrom('size', 'name'),
})

function select(drawn: Samples) {
  const depth = Math.max(...drawn.map(({ stack }) => stack.length))
  const rows = Array.from({ length: depth }, (_, row) =>
    drawn.map(({ stack }) => stack[row] ?? '.').join(' '),
  )
  const values = drawn.map(({ value }) => value).join(' ')
  const profile = fromStacks(`${rows.join('\n')}\n---\nsamples/count ${values}`)
  return new Selector(profile).select(DEFAULT_OPTIONS)
}

/** The obvious way: each sample's path in the shape, and the value at each step of it. */
function slowTree(drawn: Samples, shape: FlameShape): Map<string, number> {
  const totals = new Map<string, number>()
  for (const { stack, value } of drawn) {
    for (const path of pathsIn(stack, shape)) {
      for (let length = 0; length <= path.length; length++) {
        const key = path.slice(0, length).join(' ')
        totals.set(key, (totals.get(key) ?? 0) + value)
      }
    }
  }
  return totals
}

function pathsIn(stack: readonly string[], { direction, frame, collapse }: FlameShape) {
  const single = collapse ? stack.filter((name, i) => name !== stack[i - 1]) : stack
  const first = single.indexOf(frame)
  switch (direction) {
    case 'down':
      return [single]
    case 'up':
      return [single.toReversed()]
    case 'callers':
      return first < 0 ? [] : [single.slice(0, first).reverse()]
    case 'callees':
      return first < 0 ? [] : [single.slice(first + 1)]
  }
}

function fastTree(tree: ShapedTree, nameOf: (key: number) => string): Map<string, number> {
  const totals = new Map<string, number>()
  const walk = (node: number, path: readonly string[]) => {
    expect(tree.depthOf(node)).toBe(path.length)
    totals.set(path.join(' '), tree.totalOf(node))
    tree.eachChild(node, (child) => {
      expect(tree.parentOf(child)).toBe(node)
      walk(child, [...path, nameOf(tree.keyOf(child))])
    })
  }
  walk(0, [])
  return totals
}

const sorted = (totals: Map<string, number>) => [...totals].sort(([a], [b]) => (a < b ? -1 : 1))

test('every shape of the tree has the values that adding up sample by sample gives', () => {
  fc.assert(
    fc.property(samples, shapes, fc.nat(), (drawn, kind, pick) => {
      const selection = select(drawn)
      const { frames, names } = selection
      const single = kind.direction === 'callers' || kind.direction === 'callees'
      const frame = single ? names.of(pick % frames.count) : ''
      const shape = { ...kind, frame }
      const tree = shapedTree(selection, shape)
      expect(tree.keyOf(0) === NONE ? '' : names.of(tree.keyOf(0))).toBe(frame)
      expect(sorted(fastTree(tree, (key) => names.of(key)))).toEqual(sorted(slowTree(drawn, shape)))
    }),
    { numRuns: 400 },
  )
})

test('the picture has each node where the reading order and the values before it say', () => {
  fc.assert(
    fc.property(samples, shapes, (drawn, kind) => {
      const selection = select(drawn)
      const single = kind.direction === 'callers' || kind.direction === 'callees'
      const shape = { ...kind, frame: single ? selection.names.of(0) : '' }
      const tree = shapedTree(selection, shape)
      const ranks = ranksOf(selection, shape)
      const rows = layoutFlame(tree, { root: 0, from: 0, to: 1, minShare: 0, ranks })
      const all = tree.totalOf(0)
      expect(rows.node.length).toBe(slowTree(drawn, shape).size)
      for (const [i, node] of rows.node.entries()) {
        expect(rows.w[i]).toBeCloseTo(tree.totalOf(node) / all, 9)
        let children = 0
        let place = rows.x[i]!
        for (const [j, child] of rows.node.entries()) {
          if (tree.parentOf(child) !== node) continue
          expect(rows.x[j]).toBeCloseTo(place, 9)
          place += rows.w[j]!
          children += tree.totalOf(child)
        }
        expect(rows.self[i]).toBe(tree.totalOf(node) - children)
      }
    }),
    { numRuns: 150 },
  )
})

test('from match to match one comes to all of them in reading order, and back', () => {
  fc.assert(
    fc.property(samples, shapes, fc.constantFrom('a', 'b'), (drawn, kind, wanted) => {
      const selection = select(drawn)
      const { frames, names } = selection
      const single = kind.direction === 'callers' || kind.direction === 'callees'
      const shape = { ...kind, frame: single ? names.of(0) : '' }
      const tree = shapedTree(selection, shape)
      const ranks = ranksOf(selection, shape)
      const found = Uint8Array.from({ length: frames.count }, (_, key) =>
        names.of(key) === wanted ? 1 : 0,
      )
      const matches = {
        matches: (node: number) => found[tree.keyOf(node)] === 1,
        leads: tree.leadsToMatch(found),
      }
      const { node, x } = layoutFlame(tree, { root: 0, from: 0, to: 1, minShare: 0, ranks })
      const reading = Array.from(node.keys())
        .sort((a, b) => x[a]! - x[b]! || tree.depthOf(node[a]!) - tree.depthOf(node[b]!))
        .map((i) => node[i]!)
        .filter(matches.matches)
      const walk = (step: 1 | -1) => {
        const seen: number[] = []
        let at = step > 0 && reading[0] === 0 ? (reading.at(-1) ?? 0) : 0
        for (let i = 0; i < reading.length; i++) {
          at = nextMatch(tree, matches, at, step, ranks)
          seen.push(at)
        }
        return seen
      }
      if (reading.length === 0) {
        expect(nextMatch(tree, matches, 0, 1, ranks)).toBe(-1)
        return
      }
      expect(walk(1)).toEqual(reading)
      expect(walk(-1)).toEqual(reading.toReversed())
    }),
    { numRuns: 300 },
  )
})
