import { describe, expect, it } from 'vitest'
import { DEFAULT_OPTIONS } from '../../../../src/engine/select/options.ts'
import {
  childrenOf,
  type FlameModel,
  frameOf,
  hit,
  indexOfPath,
  largest,
  matchesOf,
  modelOf,
  neighbour,
  nextMatch,
  pathOf,
  placeOf,
  stackOf,
} from '../../../../src/views/picture/model.ts'
import { Places } from '../../../../src/views/picture/places.ts'
import {
  coloringOf,
  measureOf,
  relationsOf,
  spokenOf,
  statusOf,
  valueText,
} from '../../../../src/views/picture/words.ts'
import { drawn } from './drawn.ts'

const model = modelOf(
  drawn(
    `
      main   main   main   main   gc     gc     gc     gc
      serve  serve  serve  idle   mark   mark   sweep  .
      json   json   sort   .      json   .      .      .
    `,
    (name) => name === 'json' || name === 'main',
  ),
)
const name = (i: number) => (i < 0 ? 'nothing' : frameOf(model, i).name)
const at = (row: number, column: number) => hit(model, row, (column + 0.5) / 8)
const key = (text: string) => model.answer.frames.find((frame) => frame.name === text)!.key

describe('rows', () => {
  it('are ordered from left to right, whatever the order of the answer', () => {
    const answer = drawn('a b c d')
    const turned = { ...answer, x: answer.x.map((x, i) => (i === 0 ? 0 : 0.75 - x)) }
    const rows = modelOf(turned)
    const names = Array.from(rows.order, (i) => frameOf(rows, i).name)
    expect(names).toEqual(['root', 'd', 'c', 'b', 'a'])
  })

  it('of nothing are none', () => {
    const nothing = modelOf({ ...drawn('a'), depth: new Uint16Array(), node: new Int32Array() })
    expect(nothing.rows).toBe(0)
    expect(hit(nothing, 0, 0.5)).toBe(-1)
    expect(nextMatch(nothing, -1, 1)).toBe(-1)
  })
})

describe('the frame at a point', () => {
  it.each([
    [0, 0, 'root'],
    [1, 3, 'main'],
    [1, 4, 'gc'],
    [2, 3, 'idle'],
    [2, 7, 'nothing'],
    [3, 2, 'sort'],
    [3, 3, 'nothing'],
    [3, 4, 'json'],
    [4, 0, 'nothing'],
    [-1, 0, 'nothing'],
  ])('row %i, column %i: %s', (row, column, expected) => {
    expect(name(at(row, column))).toBe(expected)
  })

  it('belongs to the right one of two neighbours at their edge', () => {
    expect(name(hit(model, 1, 0.5))).toBe('gc')
    expect(name(hit(model, 1, 0.5 - 1e-12))).toBe('main')
  })

  it('is found a little beside a narrow frame', () => {
    expect(name(hit(model, 3, 0.377))).toBe('nothing')
    expect(name(hit(model, 3, 0.377, 0.01))).toBe('sort')
    expect(name(hit(model, 3, 0.495, 0.01))).toBe('json')
  })
})

describe('walking by key', () => {
  it.each([
    ['up', 3, 0, 'serve'],
    ['up', 1, 0, 'root'],
    ['up', 0, 0, 'nothing'],
    ['down', 0, 0, 'main'],
    ['down', 1, 0, 'serve'],
    ['down', 1, 6, 'mark'],
    ['down', 2, 0, 'json'],
    ['down', 3, 0, 'nothing'],
    ['right', 2, 0, 'idle'],
    ['right', 2, 3, 'mark'],
    ['left', 2, 4, 'idle'],
    ['left', 1, 0, 'nothing'],
    ['right', 1, 4, 'nothing'],
  ] as const)('%s from row %i, column %i is %s', (direction, row, column, expected) => {
    expect(name(neighbour(model, at(row, column), direction))).toBe(expected)
  })

  it('finds the callees of a frame, and none that are its neighbour’s', () => {
    expect(childrenOf(model, at(1, 0)).map(name)).toEqual(['serve', 'idle'])
    expect(childrenOf(model, at(1, 5)).map(name)).toEqual(['mark', 'sweep'])
    expect(childrenOf(model, at(3, 0))).toEqual([])
  })
})

describe('paths', () => {
  it('lead from the root to the frame and back', () => {
    const path = pathOf(model, at(3, 4))
    expect(path).toEqual([key('gc'), key('mark'), key('json')])
    expect(indexOfPath(model, path)).toBe(at(3, 4))
    expect(stackOf(model, at(3, 4))).toEqual(['gc', 'mark', 'json'])
    expect(pathOf(model, at(0, 0))).toEqual([])
  })

  it('that are not there lead nowhere', () => {
    expect(indexOfPath(model, [key('gc'), key('serve')])).toBe(-1)
    expect(placeOf(model, [])).toBeUndefined()
  })

  it('have places, from one root to any other that was seen', () => {
    const places = new Places()
    places.learn(model, pathOf(model, at(3, 4)), pathOf(model, at(2, 0)))
    const gc = [key('gc')]
    expect(places.relative([...gc, key('mark')], gc)).toEqual({ x: 0, w: 0.5 })
    expect(places.relative(gc, [])).toEqual({ x: 0.5, w: 0.5 })
    expect(places.relative([], gc)).toEqual({ x: -1, w: 2 })
    expect(places.relative(gc, [key('main'), key('serve')])).toEqual({ x: 4 / 3, w: 4 / 3 })
    expect(places.relative([key('main'), key('idle')], [])).toBeUndefined()
  })
})

describe('matches', () => {
  it('come in reading order', () => {
    expect(matchesOf(model).map((i) => model.answer.x[i]! * 8)).toEqual([0, 0, 4])
    expect(matchesOf(model).map(name)).toEqual(['main', 'json', 'json'])
  })

  it('come one after the other in both directions, up to the last', () => {
    const walk = (step: 1 | -1, from: number) => {
      const seen: string[] = []
      for (let at = nextMatch(model, from, step); at >= 0; at = nextMatch(model, at, step)) {
        seen.push(`${name(at)} ${model.answer.x[at]! * 8}`)
      }
      return seen
    }
    expect(walk(1, -1)).toEqual(['main 0', 'json 0', 'json 4'])
    expect(walk(-1, -1)).toEqual(['json 4', 'json 0', 'main 0'])
  })

  it('go on from a frame that does not match', () => {
    expect(name(nextMatch(model, at(2, 0), 1))).toBe('json')
    expect(nextMatch(model, at(2, 3), 1)).toBe(at(3, 4))
    expect(nextMatch(model, at(2, 3), -1)).toBe(at(3, 0))
  })
})

it('the largest frames come first, callers before what they call', () => {
  expect(largest(model, 4).map(name)).toEqual(['root', 'main', 'gc', 'serve'])
})

it('colours by own value show in trees of callers whose value leads through a frame', () => {
  expect(coloringOf({ direction: 'callees' }, 'self')).toBe('self')
  expect(coloringOf({ direction: 'up' }, 'self')).toBe('total')
  expect(coloringOf({ direction: 'callers' }, 'self')).toBe('total')
  expect(coloringOf({ direction: 'up' }, 'package')).toBe('package')
})

describe('in words', () => {
  const measure = measureOf(2e9, 'nanoseconds', DEFAULT_OPTIONS)
  const down = relationsOf({ direction: 'down' })
  const up = relationsOf({ direction: 'up' })
  const seconds: FlameModel = modelOf({
    ...model.answer,
    total: model.answer.total.map((value) => value * 2.5e8),
    self: model.answer.self.map((value) => value * 2.5e8),
  })

  it('for the line below', () => {
    expect(statusOf(seconds, at(2, 0), measure, down)).toBe('serve · 0.75s of 2s (37.50%) · self 0')
  })

  it('for the line below where callers are below', () => {
    expect(statusOf(seconds, at(2, 3), measure, up)).toBe(
      'idle · 0.25s of 2s (12.50%) · outermost 0.25s',
    )
    expect(spokenOf(seconds, at(2, 0), measure, up)).toBe(
      'serve, 0.75s, 37.50% of all, outermost 0, calls main, 2 callers, depth 2',
    )
  })

  it('for the ear', () => {
    expect(spokenOf(seconds, at(3, 0), measure, down)).toBe(
      'json, 0.50s, 25.00% of all, self 0.50s, called by serve, 0 callees, depth 3, matches the search',
    )
  })
})

it.each([
  [3.62e9, 7.1e8, '0.71s'],
  [3.62e9, 3.62e9, '3.62s'],
  [3.62e9, 4e6, '4ms'],
  [3.62e9, 0, '0'],
])('of %d ns, %d ns is %s', (all, value, text) => {
  expect(valueText(value, measureOf(all, 'nanoseconds', DEFAULT_OPTIONS))).toBe(text)
})

it('values are in the unit that the options name, counts in none', () => {
  expect(
    valueText(7.1e8, measureOf(3.62e9, 'nanoseconds', { ...DEFAULT_OPTIONS, unit: 'ms' })),
  ).toBe('710ms')
  expect(valueText(20_000, measureOf(40_000, 'count', DEFAULT_OPTIONS))).toBe('20000')
  // As pprof's divide_by: whole numbers of the profile's unit.
  const third = { ...DEFAULT_OPTIONS, divide_by: 3 }
  expect(valueText(20_000, measureOf(40_000, 'count', third))).toBe('6666')
})
