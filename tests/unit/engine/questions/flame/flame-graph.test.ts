import { describe, expect, test } from 'vitest'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import {
  DEFAULT_OPTIONS,
  OptionError,
  type Options,
} from '../../../../../src/engine/select/options.ts'
import type {
  FlameAnswer,
  FlameRequest,
  FrameAnswer,
} from '../../../../../src/engine/session/answers.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

const session = new EngineSession(
  fromStacks(`
    main   main   main   gc
    json   serve  serve  .
    .      sort   json   .
    ---
    cpu/milliseconds  20  30  40  10
  `),
)

function flame(request: Partial<FlameRequest> = {}, options: Partial<Options> = {}): FlameAnswer {
  return ask(session, 'flame', {
    root: [],
    from: 0,
    to: 1,
    width: 1000,
    minWidth: 1,
    search: { text: '', regexp: false, matchCase: false },
    ...request,
    options: { ...DEFAULT_OPTIONS, ...options },
  })
}

/** Frames by depth and place: `depth name total self`. */
const drawn = ({ node, x, depth, frame, frames, total, self }: FlameAnswer): string[] =>
  Array.from(node.keys())
    .sort((a, b) => depth[a]! - depth[b]! || x[a]! - x[b]!)
    .map((i) => `${depth[i]} ${frames[frame[i]!]!.name} ${total[i]} ${self[i]}`)

const keyOf = (name: string): number => flame().frames.find((frame) => frame.name === name)!.key
const path = (...names: string[]): number[] => names.map(keyOf)

describe('the flame graph', () => {
  test('has for each frame its value with all that it calls, and its own', () => {
    expect(drawn(flame())).toEqual([
      '0 root 100 0',
      '1 main 90 0',
      '1 gc 10 10',
      '2 serve 70 0',
      '2 json 20 20',
      '3 json 40 40',
      '3 sort 30 30',
    ])
  })

  test('says how deep it is and what its width stands for', () => {
    expect(flame()).toMatchObject({ maxDepth: 3, total100: 100, root: [], rootDepth: 0 })
    expect(flame({}, { focus: 'gc' })).toMatchObject({ maxDepth: 1, total100: 10 })
  })

  test('leaves out what is narrower than asked for on screen', () => {
    expect(drawn(flame({ minWidth: 150 }))).not.toContain('1 gc 10 10')
    expect(drawn(flame({ minWidth: 100 }))).toContain('1 gc 10 10')
    // A tenth of the width fills the screen: frames are ten times as wide.
    expect(drawn(flame({ minWidth: 950, from: 0.9, to: 1 }))).toContain('1 gc 10 10')
    expect(drawn(flame({ width: 100, minWidth: 15 }))).not.toContain('1 gc 10 10')
  })

  test('zooms by a path of frames', () => {
    const answer = flame({ root: path('main', 'serve') })
    expect(drawn(answer)).toEqual([
      '0 root 100 0',
      '1 main 90 0',
      '2 serve 70 0',
      '3 json 40 40',
      '3 sort 30 30',
    ])
    expect(answer).toMatchObject({ root: path('main', 'serve'), rootDepth: 2 })
  })

  test('zooms as far as the path is there', () => {
    expect(flame({ root: path('main', 'sort') })).toMatchObject({
      root: path('main'),
      rootDepth: 1,
    })
    expect(flame({ root: path('gc') }, { ignore: 'gc' })).toMatchObject({ root: [], rootDepth: 0 })
  })

  test('tells each frame once, however often it is there', () => {
    const { frames } = flame()
    expect(frames.map(({ name }) => name).sort()).toEqual(
      ['gc', 'json', 'main', 'root', 'serve', 'sort'].sort(),
    )
  })
})

describe('the search', () => {
  const search = (text: string): FlameAnswer =>
    flame({ search: { text, regexp: false, matchCase: false } })

  test('marks the frames that match', () => {
    const { match, frame, frames } = search('json')
    const marked = Array.from(match, (bit, i) => (bit === 1 ? frames[frame[i]!]!.name : ''))
    expect(marked.filter((name) => name !== '')).toEqual(['json', 'json'])
  })

  test('adds up the matches, what is below a match not again', () => {
    expect(search('json')).toMatchObject({
      matched: 60,
      matchedText: '60ms',
      matchedPercent: '60.00%',
    })
    expect(search('s')).toMatchObject({ matched: 90 })
    expect(search('nothing')).toMatchObject({ matched: 0, matchedText: '0' })
    expect(search('')).toMatchObject({ matched: 0 })
  })

  test('adds up what is too narrow to be seen as well', () => {
    const answer = flame({
      minWidth: 500,
      search: { text: 'json', regexp: false, matchCase: false },
    })
    expect(answer).toMatchObject({ matched: 60 })
  })
})

describe('the card of a frame', () => {
  const card = (name: string, node = -1, options: Partial<Options> = {}): FrameAnswer =>
    ask(session, 'frame', { options: { ...DEFAULT_OPTIONS, ...options }, key: -1, name, node })
  const neighbours = (list: FrameAnswer['callers']): string[] =>
    list.map(({ frame, valueText, percent }) => `${frame.name} ${valueText} ${percent}`)

  test('says what it costs and on how many paths it is', () => {
    expect(card('json')).toMatchObject({
      flatText: '60ms',
      flatPercent: '60.00%',
      cumText: '60ms',
      cumPercent: '60.00%',
      paths: 2,
      nodeTotalText: '',
      path: [],
    })
    expect(card('serve')).toMatchObject({ flatText: '0', cumText: '70ms', paths: 1 })
  })

  test('lists callers and callees, the heaviest first, as shares of it', () => {
    expect(neighbours(card('json').callers)).toEqual(['serve 40ms 66.67%', 'main 20ms 33.33%'])
    expect(neighbours(card('main').callees)).toEqual(['serve 70ms 77.78%', 'json 20ms 22.22%'])
    expect(card('gc')).toMatchObject({ callers: [], callees: [] })
  })

  test('tells of the node under the pointer', () => {
    const { node, frame, depth, frames } = flame()
    const at = node.findIndex((_, i) => frames[frame[i]!]!.name === 'json' && depth[i] === 3)
    expect(card('json', node[at]!)).toMatchObject({
      nodeSelfText: '40ms',
      nodeTotalText: '40ms',
      nodePercent: '40.00%',
      nodeOfParent: '57.14%',
      path: path('main', 'serve', 'json'),
    })
  })

  test('is found by key or by name, else that is an error', () => {
    expect(
      ask(session, 'frame', { options: DEFAULT_OPTIONS, key: keyOf('gc'), node: -1 }).frame.name,
    ).toBe('gc')
    expect(() => card('nothing')).toThrow(new OptionError('no frame is called nothing'))
    expect(() => ask(session, 'frame', { options: DEFAULT_OPTIONS, key: 99, node: -1 })).toThrow(
      OptionError,
    )
  })

  test('names the binary', () => {
    const binary = new EngineSession(fromStacks('0x10!/usr/lib/libc.so.6'))
    const request = { options: DEFAULT_OPTIONS, key: 0, node: -1 }
    expect(ask(binary, 'frame', request)).toMatchObject({
      binary: 'libc.so.6',
      frame: { name: '[libc.so.6]' },
    })
  })

  test('counts a recursive call once on a path, and no call to itself', () => {
    const recursive = new EngineSession(
      fromStacks(`
        main  main
        walk  walk
        walk  json
        json  walk
        .     json
        ---
        cpu/ms  1  10
      `),
    )
    const walk = ask(recursive, 'frame', {
      options: DEFAULT_OPTIONS,
      key: -1,
      name: 'walk',
      node: -1,
    })
    expect(walk).toMatchObject({ cumText: '11ms', paths: 1 })
    expect(neighbours(walk.callers)).toEqual(['main 11ms 100%', 'json 10ms 90.91%'])
    expect(neighbours(walk.callees)).toEqual(['json 11ms 100%'])
  })
})

describe('of a mean', () => {
  const delays = new EngineSession(
    fromStacks(`
      main  main
      lock  wait
      ---
      contentions/count  3  1
      delay/ms           9  7
    `),
  )
  const mean = { ...DEFAULT_OPTIONS, mean: true }

  test('the card has means for the frame', () => {
    const lock = ask(delays, 'frame', { options: mean, key: -1, name: 'lock', node: -1 })
    expect(lock).toMatchObject({ flatText: '3ms', cumText: '3ms', cumPercent: '75.00%' })
  })

  test('the card has means for the calls', () => {
    const { callees } = ask(delays, 'frame', { options: mean, key: -1, name: 'main', node: -1 })
    expect(callees.map(({ frame, valueText }) => `${frame.name} ${valueText}`)).toEqual([
      'wait 7ms',
      'lock 3ms',
    ])
  })

  test('the sum of the matches is a mean', () => {
    const answer = ask(delays, 'flame', {
      options: mean,
      root: [],
      from: 0,
      to: 1,
      width: 100,
      minWidth: 1,
      search: { text: 'lock', regexp: false, matchCase: false },
    })
    expect(answer).toMatchObject({ matchedText: '3ms', matchedPercent: '75.00%' })
  })
})
