import { describe, expect, test } from 'vitest'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import {
  DEFAULT_OPTIONS,
  OptionError,
  type Options,
} from '../../../../../src/engine/select/options.ts'
import type { FlameAnswer, FlameShape } from '../../../../../src/engine/session/answers.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

const session = new EngineSession(
  fromStacks(`
    main   main   main   gc
    json   serve  serve  mark
    .      json   walk   .
    .      .      walk   .
    .      .      json   .
    -----------------------------
    cpu/milliseconds  20  30  40  10
  `),
)

const DOWN: FlameShape = { direction: 'down', frame: '', collapse: false, order: 'size' }
const NO_SEARCH = { text: '', regexp: false, matchCase: false }

function flame(shape: Partial<FlameShape>, search = '', options: Partial<Options> = {}) {
  return ask(session, 'flame', {
    root: [],
    from: 0,
    to: 1,
    width: 1000,
    minWidth: 1,
    search: { ...NO_SEARCH, text: search },
    shape: { ...DOWN, ...shape },
    options: { ...DEFAULT_OPTIONS, ...options },
  })
}

/** A line per frame, row by row from the left, two spaces deeper for each row: `name total self`. */
const drawn = ({ node, depth, frame, frames, total, self }: FlameAnswer): string[] =>
  Array.from(
    node.keys(),
    (i) => `${'  '.repeat(depth[i]!)}${frames[frame[i]!]!.name} ${total[i]} ${self[i]}`,
  )

describe('the flame graph', () => {
  test('from the leaves up has functions by their own value, and below those that call them', () => {
    expect(drawn(flame({ direction: 'up' }))).toEqual([
      'root 100 0',
      '  json 90 0',
      '  mark 10 0',
      '    walk 40 0',
      '    serve 30 0',
      '    main 20 20',
      '    gc 10 10',
      '      walk 40 0',
      '      main 30 30',
      '        serve 40 0',
      '          main 40 40',
    ])
  })

  test('of the callers of a frame begins with its cum', () => {
    expect(drawn(flame({ direction: 'callers', frame: 'json' }))).toEqual([
      'json 90 0',
      '  walk 40 0',
      '  serve 30 0',
      '  main 20 20',
      '    walk 40 0',
      '    main 30 30',
      '      serve 40 0',
      '        main 40 40',
    ])
  })

  test('of the callees of a frame that calls itself counts its outermost call', () => {
    expect(drawn(flame({ direction: 'callees', frame: 'walk' }))).toEqual([
      'walk 40 0',
      '  walk 40 0',
      '    json 40 40',
    ])
    expect(drawn(flame({ direction: 'callers', frame: 'walk' }))).toEqual([
      'walk 40 0',
      '  serve 40 0',
      '    main 40 40',
    ])
  })

  test('shows direct repeats as one where asked', () => {
    expect(drawn(flame({ collapse: true })).slice(-2)).toEqual([
      '      json 30 30',
      '        json 40 40',
    ])
    expect(drawn(flame({ direction: 'callees', frame: 'walk', collapse: true }))).toEqual([
      'walk 40 0',
      '  json 40 40',
    ])
    expect(drawn(flame({ direction: 'up', collapse: true }))).not.toContain('      walk 40 0')
  })

  test('has siblings by name where asked', () => {
    const names = drawn(flame({ order: 'name' })).map((line) => line.trim().split(' ')[0])
    expect(names).toEqual([
      'root',
      'gc',
      'main',
      'mark',
      'json',
      'serve',
      'json',
      'walk',
      'walk',
      'json',
    ])
    const { x, w } = flame({ order: 'name' })
    expect(Array.from(x.subarray(0, 3))).toEqual([0, 0, 0.1])
    expect(w[2]).toBe(0.9)
  })

  test('of a frame that is not there is an error that names it', () => {
    expect(() => flame({ direction: 'callers', frame: 'nothing' })).toThrow(
      new OptionError('no frame is called nothing'),
    )
  })

  test('of a frame that the filters leave out is empty', () => {
    const answer = flame({ direction: 'callees', frame: 'walk' }, '', { focus: 'gc' })
    expect(answer).toMatchObject({ total100: 0, rootDepth: 0 })
    expect(answer.node).toHaveLength(0)
  })
})

describe('the value of the matches', () => {
  test('is the same whichever way the tree goes', () => {
    for (const direction of ['down', 'up'] as const) {
      expect(flame({ direction }, 'serve')).toMatchObject({ matched: 70, matchedPercent: '70.00%' })
      expect(flame({ direction }, 'json')).toMatchObject({ matched: 90 })
    }
  })

  test('of a sandwich is that of the stacks that have both', () => {
    for (const direction of ['callers', 'callees'] as const) {
      expect(flame({ direction, frame: 'serve' }, 'json')).toMatchObject({ matched: 70 })
      expect(flame({ direction, frame: 'walk' }, 'serve')).toMatchObject({ matched: 40 })
      expect(flame({ direction, frame: 'mark' }, 'json')).toMatchObject({ matched: 0 })
    }
  })
})

describe('the next match', () => {
  const keyOf = (name: string) => flame({}).frames.find((frame) => frame.name === name)!.key
  const next = (
    names: readonly string[],
    step: 1 | -1,
    text = 'json',
    shape: Partial<FlameShape> = {},
    share = 0.5,
  ) => {
    const { path, root, frame } = ask(session, 'flame-match', {
      options: DEFAULT_OPTIONS,
      shape: { ...DOWN, ...shape },
      search: { ...NO_SEARCH, text },
      from: names.map(keyOf),
      step,
      share,
    })
    const names2 = new Map(flame({}).frames.map(({ key, name }) => [key, name]))
    const text2 = (keys: readonly number[]) => keys.map((key) => names2.get(key)).join(' ')
    return path && { path: text2(path), root: text2(root), name: frame?.name }
  }

  test('comes in reading order, and after the last the first again', () => {
    const deep = 'main serve walk walk json'
    expect(next([], 1)).toMatchObject({ path: deep, name: 'json' })
    expect(next(deep.split(' '), 1)).toMatchObject({ path: 'main serve json' })
    expect(next(['main', 'serve', 'json'], 1)).toMatchObject({ path: 'main json' })
    expect(next(['main', 'json'], 1)).toMatchObject({ path: deep })
    expect(next(['main', 'json'], -1)).toMatchObject({ path: 'main serve json' })
    expect(next([], -1)).toMatchObject({ path: 'main json' })
  })

  test('says how far to zoom in to see it', () => {
    expect(next(['main', 'serve', 'json'], 1, 'json', {}, 0.1)).toMatchObject({ root: '' })
    expect(next(['main', 'serve', 'json'], 1, 'json', {}, 0.21)).toMatchObject({ root: 'main' })
    expect(next(['main', 'serve', 'json'], 1, 'json', {}, 0.5)).toMatchObject({ root: 'main json' })
  })

  test('is found in every tree, and nowhere where there is none', () => {
    expect(next([], 1, 'gc', { direction: 'up' })).toMatchObject({ path: 'mark gc' })
    expect(next([], 1, 'gc', { direction: 'callers', frame: 'mark' })).toMatchObject({ path: 'gc' })
    expect(next([], 1, 'gc', { direction: 'callers', frame: 'json' })).toBeNull()
    expect(next([], 1, 'nothing')).toBeNull()
    expect(next([], 1, '')).toBeNull()
  })
})

test('a chain that is deeper than calls can nest is drawn, led through, and collapsed', () => {
  const depth = 30_000
  const chain = new EngineSession(fromStacks(Array(depth).fill('walk').join('\n')))
  const askShape = (shape: Partial<FlameShape>) =>
    ask(chain, 'flame', {
      root: [],
      from: 0,
      to: 1,
      width: 100,
      minWidth: 1,
      search: NO_SEARCH,
      shape: { ...DOWN, ...shape },
      options: DEFAULT_OPTIONS,
    })
  expect(askShape({}).node).toHaveLength(depth + 1)
  expect(askShape({ direction: 'up' }).node).toHaveLength(depth + 1)
  expect(askShape({ collapse: true }).node).toHaveLength(2)
  expect(askShape({ direction: 'up', collapse: true }).node).toHaveLength(2)
  const { path } = ask(chain, 'flame-match', {
    options: DEFAULT_OPTIONS,
    shape: DOWN,
    search: { ...NO_SEARCH, text: 'walk' },
    from: [],
    step: -1,
    share: 0.5,
  })
  expect(path).toHaveLength(depth)
})
