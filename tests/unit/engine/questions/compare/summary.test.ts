import { describe, expect, test } from 'vitest'
import { type Mode, ProfilePair } from '../../../../../src/engine/compare/pair.ts'
import type { Profile } from '../../../../../src/engine/profile/profile.ts'
import { askPair } from '../../../../../src/engine/questions/compare-questions.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../../src/engine/select/options.ts'
import { CompareSession } from '../../../../../src/engine/session/compare-session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

const BASE = { diff: false, normalize: false }

async function compare(old: Profile, now: Profile): Promise<CompareSession> {
  const [sources, bases] = [now, old].map((profile) => [{ profile, scale: 1 }])
  return new CompareSession(await ProfilePair.open(sources!, bases!))
}

const summary = (session: CompareSession, mode: Mode = BASE, options: Partial<Options> = {}) =>
  askPair(session, 'compare-summary', { options: { ...DEFAULT_OPTIONS, ...options }, mode })

/** main.serve calls what grows from two places; the runtime is at the root of all. */
const picture = (grown: number, steady: number) =>
  fromStacks(`
    runtime.main  runtime.main  runtime.main
    main.main     main.main     main.main
    main.serve    main.serve    main.other
    main.get      main.put      .
    main.grow     main.grow     .
    ---
    inuse_objects/count  1         1         1
    inuse_space/bytes    ${grown}  ${grown}  ${steady}
  `)

const grown = () => compare(picture(1048576, 1048576), picture(3145728, 1572864))

describe('the sentence', () => {
  test('says how much more, and where most of it is', async () => {
    expect(summary(await grown()).sentence).toBe(
      '+4.50MB (+150%) inuse_space: 4MB of it in main.grow',
    )
  })

  test('says where most of it goes through', async () => {
    const spread = (a: number, b: number) =>
      fromStacks(`
        main.main   main.main
        main.serve  main.serve
        main.get    main.put
        ---
        cpu/ns  ${a}  ${b}
      `)
    expect(summary(await compare(spread(100, 100), spread(190, 200))).sentence).toBe(
      '+190ns (+95%) cpu: 100ns of it in main.put, 190ns under main.serve',
    )
  })

  test('of less has signs', async () => {
    const { sentence } = summary(await compare(picture(3145728, 1), picture(1048576, 1)))
    expect(sentence).toBe('−4MB (−67%) inuse_space: 4MB of it in main.grow')
  })

  test('names the largest change that goes the other way', async () => {
    const moved = (a: number, b: number, c: number) =>
      fromStacks(`a b c\n---\ncpu/ns  ${a}  ${b}  ${c}`)
    expect(summary(await compare(moved(50, 10, 10), moved(20, 30, 30))).sentence).toBe(
      '+10ns (+14%) cpu: but −30ns in a, 20ns under b',
    )
    expect(summary(await compare(moved(50, 10, 10), moved(30, 20, 20))).sentence).toBe(
      'No change of cpu: 70ns before and after, but −20ns in a',
    )
  })

  test('of equal profiles says so', async () => {
    const { sentence, byFlat, byCum } = summary(await compare(picture(5, 5), picture(5, 5)))
    expect(sentence).toBe('No change of inuse_space: 15B before and after')
    expect([byFlat, byCum]).toEqual([null, null])
  })

  test('of something out of nothing has no share', async () => {
    const { sentence } = summary(
      await compare(fromStacks('a\n---\ncpu/ns  0'), fromStacks('a\n---\ncpu/ns  7')),
    )
    expect(sentence).toBe('+7ns cpu: 7ns of it in a')
  })

  test('of scaled profiles compares shares', async () => {
    const two = (a: number, b: number) => fromStacks(`a b\n---\ncpu/ns  ${a}  ${b}`)
    const session = await compare(two(100, 300), two(400, 400))
    expect(summary(session, { diff: true, normalize: true }).sentence).toBe(
      'cpu scaled to the same total: +100ns (+25.00%) in a',
    )
  })

  test('is of what the filters leave', async () => {
    const { sentence, total, shown } = summary(await grown(), BASE, { focus: 'other' })
    expect(sentence).toBe('+512kB (+50%) inuse_space: 512kB of it in main.other')
    expect([total.deltaText, shown.deltaText]).toEqual(['+4.50MB', '+512kB'])
  })
})

describe('what contributes', () => {
  test('by cum is the deepest frame that carries the change, no root of everything', async () => {
    const { byFlat, byCum } = summary(await grown(), BASE, { focus: 'serve' })
    expect(byFlat!.frame.name).toBe('main.grow')
    expect(byCum!.frame.name).toBe('main.grow')
    const roots = summary(await grown(), BASE, { hide: 'serve|get|put|grow|other' })
    expect(roots.byCum).toBeNull()
  })
})

test('every sample type has its totals', async () => {
  const { sampleTypes } = summary(await grown(), BASE, { sample_index: '0' })
  expect(sampleTypes).toMatchObject([
    { type: 'inuse_objects', oldText: '3', newText: '3', deltaText: '0', deltaPercent: '0%' },
    { type: 'inuse_space', oldText: '3MB', newText: '7.50MB', deltaPercent: '+150.00%' },
  ])
})

describe('what 100 % is', () => {
  test.each([
    [
      { diff: false, normalize: false },
      '100% is 4.50MB: all changes, increases and decreases added up stack by stack.',
    ],
    [{ diff: true, normalize: false }, '100% is 3MB: the total of the old profile.'],
    [
      { diff: true, normalize: true },
      '100% is 3MB: the total of the old profile. The new profile is scaled to the total of the ' +
        'old one first: shares are compared, not amounts.',
    ],
  ])('in the mode %o', async (mode, text) => {
    expect(summary(await grown(), mode).hundredText).toBe(text)
  })

  test('where the old profile has nothing', async () => {
    const session = await compare(fromStacks('a\n---\ncpu/ns  0'), fromStacks('a\n---\ncpu/ns  7'))
    expect(summary(session, { diff: true, normalize: false }).hundredText).toMatch(
      /^100% is 7ns: the total of the new profile/,
    )
  })
})

describe('what a reader should know', () => {
  const second = 1_000_000_000n
  const recorded = (seconds: bigint, type = 'cpu/nanoseconds') =>
    fromStacks(`main\n---\nsamples/count 1\n${type} 5`, {
      durationNanos: seconds * second,
      timeNanos: seconds * second,
    })

  test('recordings of other durations are better compared per second', async () => {
    const { facts, notes } = summary(await compare(recorded(30n), recorded(60n)))
    expect(facts.duration).toEqual({ old: '30s', new: '60s' })
    expect(facts.rates).toEqual({ possible: true, advised: ['samples', 'cpu'] })
    expect(notes).toContain('The old profile records 30s, the new one 60s.')
  })

  test.each([
    ['nearly equal durations are equal', [100n, 101n, 'cpu/nanoseconds'], true, []],
    ['a heap does not grow with its duration', [30n, 60n, 'inuse_space/bytes'], true, ['samples']],
    ['allocations do', [30n, 60n, 'alloc_space/bytes'], true, ['samples', 'alloc_space']],
    ['without a duration nothing is known', [0n, 60n, 'cpu/nanoseconds'], false, []],
  ] as const)('%s', async (_, [old, now, type], possible, advised) => {
    const { facts } = summary(await compare(recorded(old, type), recorded(now, type)))
    expect(facts.rates).toEqual({ possible, advised })
  })

  test('per second, twice as much in twice the time is no change', async () => {
    const [old, now] = [2n, 4n].map((seconds) =>
      fromStacks(`main\n---\ncpu/ms ${3n * seconds}`, { durationNanos: seconds * second }),
    )
    const mode = { ...BASE, perSecond: true }
    expect(summary(await compare(old!, now!), mode).sentence).toBe(
      'No change of cpu per second: 3ms before and after',
    )
    expect(summary(await compare(old!, now!)).sentence).toBe('+6ms (+100%) cpu: 6ms of it in main')
  })

  test('all amounts of a sentence have one unit', async () => {
    const [old, now] = [9_000, 1_000].map((seconds) =>
      fromStacks(`main main main\nserve serve .\njson sort .\n---\ncpu/s ${seconds} 600 0.5`),
    )
    expect(summary(await compare(old!, now!)).sentence).toBe(
      '−2.22hrs (−83%) cpu: 2.22hrs of it in json',
    )
    const { total } = summary(await compare(old!, now!))
    expect([total.oldText, total.newText]).toEqual(['2.67hrs', '0.44hrs'])
  })

  test('which was first', async () => {
    expect(summary(await compare(recorded(30n), recorded(60n))).notes).toContain(
      'The new profile was taken 30 s after the old one.',
    )
    expect(summary(await compare(recorded(60n), recorded(30n))).notes).toContain(
      'The old profile was taken 30 s after the new one: they may be the wrong way round.',
    )
  })

  test('types of one side are left out, units are brought together', async () => {
    const session = await compare(
      fromStacks('a\n---\nsamples/count 1\ncpu/milliseconds 5'),
      fromStacks('a\n---\ncpu/microseconds 7000\nwall/ns 9'),
    )
    expect(summary(session).notes).toEqual([
      'Only the old profile counts samples, which is left out.',
      'Only the new profile counts wall, which is left out.',
      'cpu of the old profile is converted from milliseconds to microseconds.',
    ])
    expect(summary(session).total).toMatchObject({ old: 5000, new: 7000, deltaText: '+2ms' })
  })

  test('profiles without anything in common cannot be compared', async () => {
    const cpu = fromStacks('a\n---\ncpu/ns 1')
    const heap = fromStacks('a\n---\ninuse_space/bytes 1')
    await expect(compare(cpu, heap)).rejects.toMatchObject({
      kind: 'incompatible',
      message: 'The profiles cannot be compared: the old one counts cpu, the new one inuse_space.',
      hint: 'Compare profiles of one kind, such as two CPU profiles or two heap profiles.',
    })
  })
})

describe('the table for a pull request', () => {
  const report = async (names = { old: 'before.pb.gz', new: 'after.pb.gz' }) =>
    askPair(await grown(), 'compare-report', {
      options: DEFAULT_OPTIONS,
      mode: BASE,
      metric: 'flat',
      count: 1,
      names,
    }).markdown

  test('has a title, the sentence, the total and the largest changes', async () => {
    expect(await report()).toBe(
      [
        '### `after.pb.gz` against base `before.pb.gz`',
        '',
        '`+4.50MB (+150%) inuse_space: 4MB of it in main.grow`',
        '',
        '| function | old | new | Δ | Δ% | of change |',
        '|---|--:|--:|--:|--:|--:|',
        '| **total** | 3072kB | 7680kB | +4608kB | +150.00% | +100% |',
        '| `main.grow` | 2048kB | 6144kB | +4096kB | +200.00% | +88.89% |',
        '',
        '`inuse_space`, flat (own values). The 1 largest of 2 changes. 100% is 4.50MB: all ' +
          'changes, increases and decreases added up stack by stack.',
        '',
      ].join('\n'),
    )
  })

  test('shows names as they are, whatever is in them', async () => {
    const text = await report({ old: 'a`b|c\n# title', new: '<img src=x>' })
    expect(text.split('\n')[0]).toBe('### `<img src=x>` against base `` a`b\\|c # title ``')
  })
})
