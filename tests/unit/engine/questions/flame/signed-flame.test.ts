import { describe, expect, test } from 'vitest'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../../src/engine/select/options.ts'
import type { FlameAnswer, FlameShape } from '../../../../../src/engine/session/answers.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

// A profile whose values are changes, as a difference that was saved.

const session = new EngineSession(
  fromStacks(`
    main   main   main   gc
    cache  serve  serve  .
    .      sort   json   .
    ---
    inuse/bytes  -60  30  -30  40
  `),
)

const NO_SEARCH = { text: '', regexp: false, matchCase: false }
const window = { root: [], from: 0, to: 1, width: 1000, minWidth: 1, search: NO_SEARCH }

function flame(shape?: Partial<FlameShape>, options: Partial<Options> = {}): FlameAnswer {
  const whole: FlameShape = { direction: 'down', frame: '', collapse: false, order: 'size' }
  return ask(session, 'flame', {
    ...window,
    shape: { ...whole, ...shape },
    options: { ...DEFAULT_OPTIONS, ...options },
  })
}

/** Frames by depth and place: `depth name width: total self, of changed`. */
const drawn = ({ node, x, w, depth, frame, frames, total, self, changed }: FlameAnswer): string[] =>
  Array.from(node.keys())
    .sort((a, b) => depth[a]! - depth[b]! || x[a]! - x[b]!)
    .map((i) => {
      const width = Math.round(w[i]! * 160)
      const name = frames[frame[i]!]!.name
      return `${depth[i]} ${name} ${width}: ${total[i]} ${self[i]}, of ${changed?.[i]}`
    })

describe('a flame graph of changes', () => {
  test('has what shrank beside what grew, as wide as what has changed', () => {
    expect(drawn(flame())).toEqual([
      '0 root 160: -20 0, of 160',
      '1 main 120: -60 0, of 120',
      '1 gc 40: 40 40, of 40',
      '2 cache 60: -60 -60, of 60',
      '2 serve 60: 0 0, of 60',
      '3 sort 30: 30 30, of 30',
      '3 json 30: -30 -30, of 30',
    ])
  })

  test('from the leaves up, and of one function', () => {
    expect(drawn(flame({ direction: 'up' })).slice(0, 5)).toEqual([
      '0 root 160: -20 0, of 160',
      '1 cache 60: -60 0, of 60',
      '1 gc 40: 40 40, of 40',
      '1 sort 30: 30 0, of 30',
      '1 json 30: -30 0, of 30',
    ])
    expect(drawn(flame({ direction: 'callees', frame: 'serve' }))).toEqual([
      '0 serve 160: 0 0, of 60',
      '1 sort 80: 30 30, of 30',
      '1 json 80: -30 -30, of 30',
    ])
  })

  test('stays one where a filter leaves only what grew', () => {
    expect(drawn(flame({}, { focus: '^gc$' }))).toEqual([
      '0 root 160: 40 0, of 40',
      '1 gc 160: 40 40, of 40',
    ])
  })

  test('is zoomed to a frame that shrank by a search', () => {
    const { path } = ask(session, 'flame-match', {
      options: DEFAULT_OPTIONS,
      shape: { direction: 'down', frame: '', collapse: false, order: 'size' },
      search: { ...NO_SEARCH, text: 'json' },
      from: [],
      step: 1,
      share: 0.01,
    })
    expect(path).toHaveLength(3)
  })
})

test('a profile without negative values is drawn as ever', () => {
  const plain = new EngineSession(fromStacks('main main\nsort json\n---\ncpu/ms 20 30'))
  const answer = ask(plain, 'flame', { ...window, options: DEFAULT_OPTIONS })
  expect(answer.changed).toBeUndefined()
})

describe('the header', () => {
  const header = (options: Partial<Options> = {}) =>
    ask(session, 'header', { options: { ...DEFAULT_OPTIONS, ...options } })

  test('tells what grew from what shrank, call path by call path', () => {
    expect(header()).toMatchObject({
      total: 160,
      shown: -20,
      changes: { isMarked: false, grewText: '70B', shrankText: '90B' },
    })
  })

  test('of what the filters leave', () => {
    expect(header({ focus: 'serve' }).changes).toMatchObject({ grewText: '30B', shrankText: '30B' })
  })
})
