import { describe, expect, test } from 'vitest'
import type { Profile } from '../../../../../src/engine/profile/profile.ts'
import type {
  SeriesFlameAnswer,
  SeriesOf,
  SeriesWidth,
} from '../../../../../src/engine/questions/series/answers.ts'
import { askSeries } from '../../../../../src/engine/questions/series-questions.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../../src/engine/select/options.ts'
import { SeriesSession } from '../../../../../src/engine/session/series-session.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { modelOf, pathOf } from '../../../../../src/views/picture/model.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

const SNAPSHOTS = [
  fromStacks(`
    main.main         main.main  main.main
    main.grow@a.go:7  main.warm  main.serve
    ------------------------------
    inuse_space/bytes 10 30 5
  `),
  fromStacks(`
    main.main         main.main         main.main
    main.grow@a.go:7  main.grow@a.go:9  main.serve
    ------------------------------
    inuse_space/bytes 20 10 5
  `),
  fromStacks(`
    main.main         main.main         main.main   main.main
    main.grow@a.go:7  main.grow@a.go:9  main.serve  main.grow@a.go:9
    .                 .                 .           runtime.mallocgc
    ------------------------------
    inuse_space/bytes 20 30 5 10
  `),
]

function opened(profiles: readonly Profile[], options: Partial<Options> = {}) {
  const members = profiles.map((profile, i) => ({
    session: new EngineSession(profile),
    name: `heap.${i}`,
    taken: 0,
  }))
  const of: SeriesOf = {
    options: { ...DEFAULT_OPTIONS, ...options },
    names: members.map(({ name }) => name),
    given: true,
  }
  const answers = new SeriesSession()
  return {
    flame: (by: SeriesWidth, more: { minWidth?: number; search?: string; root?: number[] } = {}) =>
      askSeries(answers, 'series-flame', members, {
        ...{ ...of, by, root: more.root ?? [], from: 0, to: 1, width: 100 },
        minWidth: more.minWidth ?? 0.5,
        search: { text: more.search ?? '', regexp: false, matchCase: false },
      }),
    match: (text: string, step: 1 | -1) =>
      askSeries(answers, 'series-flame-match', members, {
        ...{ ...of, by: 'all', from: [], step, share: 0.5 },
        search: { text, regexp: false, matchCase: false },
      }),
    node: (path: readonly number[]) => askSeries(answers, 'series-node', members, { ...of, path }),
    frame: (name: string) => askSeries(answers, 'series-frame', members, { ...of, name }),
  }
}

/** `main.grow 10 → 60` row by row. */
function lines({ frame, frames, old, new: now }: SeriesFlameAnswer): string[] {
  return Array.from(frame, (at, i) => `${frames[at]!.name} ${old[i]} → ${now[i]}`)
}

/** The way to a frame, as a zoom has it. */
function pathTo(answer: SeriesFlameAnswer, name: string): number[] {
  const i = answer.frame.findIndex((at) => answer.frames[at]!.name === name)
  return pathOf(modelOf(answer), i)
}

describe('the flame graph of a series', () => {
  test('has what is gone by the end as well, and the first beside the last', async () => {
    const answer = await opened(SNAPSHOTS).flame('all')
    expect(answer.total100).toBe(45 + 35 + 65)
    expect(lines(answer)).toEqual([
      'root 45 → 65',
      'main.main 45 → 65',
      'main.grow 10 → 60',
      'main.warm 30 → 0',
      'main.serve 5 → 5',
    ])
  })

  test('has the last snapshot alone where that is asked for', async () => {
    const answer = await opened(SNAPSHOTS).flame('last')
    expect(answer.total100).toBe(65)
    expect(lines(answer).slice(2)).toEqual(['main.grow 10 → 60', 'main.serve 5 → 5'])
  })

  test('sends no frame that is too narrow to be seen', async () => {
    const answer = await opened(SNAPSHOTS).flame('all', { minWidth: 15 })
    expect(lines(answer).slice(2)).toEqual(['main.grow 10 → 60', 'main.warm 30 → 0'])
    expect(answer.narrow[1]).toBe(1)
  })

  test('is zoomed and searched as that of one profile', async () => {
    const { flame } = opened(SNAPSHOTS)
    const whole = await flame('all')
    const zoomed = await flame('all', { root: pathTo(whole, 'main.grow'), search: 'warm' })
    expect(zoomed.rootDepth).toBe(2)
    expect(lines(zoomed)).toEqual(lines(whole).slice(0, 3))
    expect(zoomed.matchedPercent).toBe('20.69%')
  })

  test('leads to matches that are too narrow to be seen', async () => {
    const { flame, match } = opened(SNAPSHOTS)
    const path = pathTo(await flame('all'), 'main.serve')
    expect(await match('serve', 1)).toMatchObject({ path, root: path, frame: { line: 0 } })
    expect((await match('nothing', 1)).path).toBeNull()
  })

  test('counts what the filters leave, and hides what they hide', async () => {
    const focused = opened(SNAPSHOTS, { focus: 'grow', hide: '^main.main$' })
    expect(lines(await focused.flame('all'))).toEqual(['root 10 → 60', 'main.grow 10 → 60'])
  })

  test('parts lines where these are frames of their own', async () => {
    const byLine = opened(SNAPSHOTS, { granularity: 'lines' })
    expect(lines(await byLine.flame('last')).slice(2)).toEqual([
      'main.grow a.go:9 0 → 40',
      'main.grow a.go:7 10 → 20',
      'main.serve 5 → 5',
    ])
  })
})

describe('a node of it', () => {
  test('says how it went in each snapshot, and which line grew most', async () => {
    const { flame, node } = opened(SNAPSHOTS)
    const path = pathTo(await flame('all'), 'main.grow')
    expect(await node(path)).toMatchObject({
      values: [10, 30, 60],
      growthText: '+50B',
      share: '250.00%',
      rose: 2,
      fell: 0,
      slopeText: '+25B/step',
      line: 9,
    })
    // The line is that of the call of what is below, not of what is below.
    expect((await node(path.slice(0, 1))).values).toEqual([45, 35, 65])
  })

  test('has its own line also where prune_from lets stacks end below it', async () => {
    const pruned = opened(
      [1, 2].map((bytes) =>
        fromStacks(`
          main.serve@a.go:3
          main.call@a.go:5
          main.serve@a.go:4
          main.rest@a.go:9
          ------------------------------
          inuse_space/bytes ${bytes}
        `),
      ),
      { prune_from: 'serve' },
    )
    const path = pathTo(await pruned.flame('all'), 'main.call')
    expect(await pruned.node(path)).toMatchObject({ values: [1, 2], line: 5 })
  })

  test('that the filters leave nothing of is told as far as its path leads', async () => {
    const { flame, node } = opened(SNAPSHOTS)
    const path = pathTo(await flame('all'), 'main.serve')
    expect((await node([...path, 99])).values).toEqual([5, 5, 5])
    expect((await node([])).values).toEqual([45, 35, 65])
  })
})

describe('a function', () => {
  test('goes as the reports on the snapshots have it', async () => {
    const { frame } = opened(SNAPSHOTS)
    expect(await frame('main.main')).toMatchObject({
      flat: { values: [0, 0, 0] },
      cum: { values: [45, 35, 65], growthText: '+20B', rose: 1, fell: 1 },
    })
    expect((await frame('runtime.mallocgc')).flat?.values).toEqual([0, 0, 10])
  })

  test('that no snapshot has, has no course', async () => {
    expect(await opened(SNAPSHOTS).frame('main.nowhere')).toEqual({
      ...{ name: 'main.nowhere', flat: null, cum: null },
    })
  })
})

test('values are divided as the options say, also of a series that is open already', async () => {
  const members = SNAPSHOTS.map((profile, i) => ({
    session: new EngineSession(profile),
    name: `heap.${i}`,
    taken: 0,
  }))
  const answers = new SeriesSession()
  const of = (divide_by: number) =>
    askSeries(answers, 'series-frame', members, {
      options: { ...DEFAULT_OPTIONS, divide_by },
      names: members.map(({ name }) => name),
      given: true,
      name: 'main.main',
    })
  expect((await of(1)).cum?.lastText).toBe('65B')
  expect((await of(5)).cum?.lastText).toBe('13B')
  await expect(of(0)).rejects.toThrow('zero divisor specified')
})
