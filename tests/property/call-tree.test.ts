import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type CallTreeAnswer,
  callTree,
  callTreeOpen,
} from '../../src/engine/questions/calltree/calltree.ts'
import type { OpenNode } from '../../src/engine/questions/calltree/rows.ts'
import { DEFAULT_OPTIONS } from '../../src/engine/select/options.ts'
import { EngineSession } from '../../src/engine/session/session.ts'
import { fromStacks } from '../fixtures/stacks.ts'

/**
 * Stacks of few functions, so that paths meet and calls are recursive; outermost first. Some values
 * are negative, as in a difference, and may cancel those of other stacks out.
 */
const samples = fc.uniqueArray(
  fc.record({
    stack: fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { minLength: 1, maxLength: 6 }),
    value: fc.integer({ min: -3, max: 9 }).filter((value) => value !== 0),
  }),
  { minLength: 1, maxLength: 10, selector: ({ stack }) => stack.join() },
)
type Samples = Parameters<Parameters<typeof samples.map>[0]>[0]

const NO_SEARCH = { text: '', regexp: false, matchCase: false }

function open(drawn: Samples): EngineSession {
  const depth = Math.max(...drawn.map(({ stack }) => stack.length))
  const rows = Array.from({ length: depth }, (_, row) =>
    drawn.map(({ stack }) => stack[row] ?? '.').join(' '),
  )
  const values = drawn.map(({ value }) => value).join(' ')
  return new EngineSession(fromStacks(`${rows.join('\n')}\n---\nsamples/count ${values}`))
}

interface Shape {
  readonly direction: 'down' | 'up'
  readonly collapse: boolean
  readonly onlyOwn: boolean
}

const shapes = fc.record({
  direction: fc.constantFrom<'down' | 'up'>('down', 'up'),
  collapse: fc.boolean(),
  onlyOwn: fc.constant(false),
})

/** The obvious way: the paths of the samples, and for each what lies on it and what ends there. */
function slowPaths(drawn: Samples, { direction, collapse }: Shape) {
  const paths = new Map<string, { cum: number; flat: number }>()
  for (const { stack, value } of drawn) {
    const single = collapse ? stack.filter((name, i) => name !== stack[i - 1]) : stack
    const path = direction === 'down' ? single : single.toReversed()
    for (let length = 1; length <= path.length; length++) {
      const key = path.slice(0, length).join(' ')
      const known = paths.get(key) ?? { cum: 0, flat: 0 }
      known.cum += value
      if (length === path.length) known.flat += value
      paths.set(key, known)
    }
  }
  return paths
}

/** The paths of the rows, by their depths. */
function pathsOf({ rows }: CallTreeAnswer): string[] {
  const at: string[] = []
  return rows.map(({ depth, frame }) => {
    at.splice(depth - 1)
    at.push(frame.name)
    return at.join(' ')
  })
}

function ask(session: EngineSession, shape: Shape, opened: readonly OpenNode[] | null) {
  const request = { options: DEFAULT_OPTIONS, ...shape, search: NO_SEARCH, onlyMatches: false }
  return callTree(session, { ...request, open: opened, from: 0, to: 10_000 })
}

/** Opens what is closed, chosen by `picks`, as a person does by clicks. */
function opening(session: EngineSession, shape: Shape, picks: readonly number[]) {
  let answer = ask(session, shape, [])
  for (const pick of picks) {
    const closed = answer.rows.filter((row) => row.hasChildren && row.open < 0)
    const row = closed[pick % closed.length]
    if (!row) break
    answer = ask(session, shape, [...answer.open, { above: row.above, key: row.frame.key }])
  }
  return answer
}

test('rows are the children of what is open, largest first, with the values of adding up samples', () => {
  fc.assert(
    fc.property(samples, shapes, fc.array(fc.nat(), { maxLength: 12 }), (drawn, shape, picks) => {
      const answer = opening(open(drawn), shape, picks)
      const all = slowPaths(drawn, shape)
      const paths = pathsOf(answer)
      const opened = new Set(paths.filter((_, i) => answer.rows[i]!.open >= 0))
      const parent = (path: string) => path.split(' ').slice(0, -1).join(' ')
      const expected = [...all.keys()].filter((path) => {
        for (let at = parent(path); at !== ''; at = parent(at)) if (!opened.has(at)) return false
        return true
      })
      expect([...paths].sort()).toEqual(expected.sort())
      for (const [i, row] of answer.rows.entries()) {
        const path = paths[i]!
        const { cum, flat } = all.get(path)!
        expect([row.cumText, row.flatText]).toEqual([`${cum}`, `${flat}`])
        expect(row.parentRow).toBe(paths.indexOf(parent(path)))
        expect(row.hasChildren).toBe([...all.keys()].some((other) => parent(other) === path))
        const before = paths.slice(0, i).findLast((other) => parent(other) === parent(path))
        if (before === undefined) continue
        expect(Math.abs(all.get(before)!.cum)).toBeGreaterThanOrEqual(Math.abs(cum))
      }
    }),
    { numRuns: 300 },
  )
})

test('the next match opens what hides it, and all are visited before the first comes again', () => {
  fc.assert(
    fc.property(samples, shapes, (drawn, shape) => {
      const session = open(drawn)
      const search = { ...NO_SEARCH, text: 'a' }
      const common = { options: DEFAULT_OPTIONS, ...shape, search, onlyMatches: false }
      const wanted = [...slowPaths(drawn, shape).keys()].filter((path) => path.endsWith('a'))
      const seen: string[] = []
      let opened: readonly OpenNode[] = []
      let row = -1
      for (let i = 0; i < wanted.length; i++) {
        const found = callTreeOpen(session, { ...common, open: opened, row, to: 'next-match' })
        opened = found.open
        row = found.row
        seen.push(pathsOf(ask(session, shape, opened))[row]!)
      }
      expect(seen.sort()).toEqual(wanted.sort())
    }),
    { numRuns: 200 },
  )
})

test('only matches shows what matches and what leads there', () => {
  fc.assert(
    fc.property(samples, shapes, fc.array(fc.nat(), { maxLength: 6 }), (drawn, shape, picks) => {
      const session = open(drawn)
      const all = opening(session, shape, picks)
      const search = { ...NO_SEARCH, text: 'a' }
      const request = { options: DEFAULT_OPTIONS, ...shape, search, onlyMatches: true }
      const only = callTree(session, { ...request, open: all.open, from: 0, to: 10_000 })
      const leads = [...slowPaths(drawn, shape).keys()].filter((path) => path.endsWith('a'))
      const expected = pathsOf(all).filter((path) =>
        leads.some((match) => match === path || match.startsWith(`${path} `)),
      )
      expect(pathsOf(only)).toEqual(expected)
    }),
    { numRuns: 200 },
  )
})

test('at first the hottest path is open', () => {
  const session = new EngineSession(
    fromStacks(`
      main  main  main  gc
      serve serve log   .
      json  sort  .     .
      ---
      samples/count 6 3 2 4
    `),
  )
  const answer = ask(session, { direction: 'down', collapse: false, onlyOwn: false }, null)
  expect(pathsOf(answer)).toEqual([
    'main',
    'main serve',
    'main serve json',
    'main serve sort',
    'main log',
    'gc',
  ])
  expect(answer.rows[answer.hottest]!.frame.name).toBe('json')
})
