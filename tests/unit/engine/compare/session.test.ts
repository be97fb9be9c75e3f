import { describe, expect, test } from 'vitest'
import { ProfilePair } from '../../../../src/engine/compare/pair.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import { askPair } from '../../../../src/engine/questions/compare-questions.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../src/engine/select/options.ts'
import type {
  CompareFlameRequest,
  CompareTopRequest,
} from '../../../../src/engine/session/compare-answers.ts'
import { CompareSession } from '../../../../src/engine/session/compare-session.ts'
import { type DrawnHeader, fromStacks } from '../../../fixtures/stacks.ts'

const BASE = { diff: false, normalize: false }
const NO_SEARCH = { text: '', regexp: false, matchCase: false }

async function compare(old: Profile, now: Profile): Promise<CompareSession> {
  const pair = await ProfilePair.open([{ profile: now, scale: 1 }], [{ profile: old, scale: 1 }])
  return new CompareSession(pair)
}

/** A heap before and after main.grow has taken more, with something new and something gone. */
const heaps = (oldHeader: DrawnHeader = {}, newHeader: DrawnHeader = {}) =>
  compare(
    fromStacks(
      `main.main     main.main   main.main
       main.grow     main.cache  main.once
       ---
       inuse_objects/count  2        5     1
       inuse_space/bytes    2097152  1024  512`,
      oldHeader,
    ),
    fromStacks(
      `main.main     main.main   main.main
       main.grow     main.cache  main.fresh
       ---
       inuse_objects/count  6        5     1
       inuse_space/bytes    8388608  512   2048`,
      newHeader,
    ),
  )

const top = (session: CompareSession, request: Partial<CompareTopRequest> = {}) =>
  askPair(session, 'compare-top', {
    options: DEFAULT_OPTIONS,
    mode: BASE,
    metric: 'flat',
    column: 'change',
    reverse: false,
    filter: 'all',
    minimum: { value: 0, percent: 0 },
    search: NO_SEARCH,
    onlyMatches: false,
    from: 0,
    to: 100,
    ...request,
  })

const names = (session: CompareSession, request: Partial<CompareTopRequest> = {}) =>
  top(session, request).rows.map(({ frame }) => frame.name)

const bytes: Options = { ...DEFAULT_OPTIONS, unit: 'B' }

describe('the table', () => {
  test('has both values, the change and what became of a frame', async () => {
    const { rows } = top(await heaps(), { options: bytes })
    const texts = rows.map(({ frame, flat }) =>
      [frame.name, flat.oldText, flat.newText, flat.deltaText, flat.deltaPercent, flat.state].join(
        ' ',
      ),
    )
    expect(texts).toEqual([
      'main.grow 2097152B 8388608B +6291456B +300.00% grew',
      'main.fresh 0 2048B +2048B  new',
      'main.cache 1024B 512B −512B −50.00% shrank',
      'main.once 512B 0 −512B  gone',
      'main.main 0 0 0  same',
    ])
  })

  test('prints a column in one unit, that of the report on the difference', async () => {
    const [grow, fresh] = top(await heaps()).rows
    expect(grow!.flat.deltaText).toBe('+6MB')
    expect(grow!.flat.newText).toBe('8MB')
    // As in the table of one profile, what that unit would round to 0 has one that fits it.
    expect(fresh!.flat.deltaText).toBe('+2kB')
  })

  test('tells of each change its share of all that has changed', async () => {
    const [grow, fresh, cache] = top(await heaps()).rows
    const all = 6291456 + 2048 + 512 + 512
    expect(grow!.flat.share).toBe(6291456 / all)
    expect(fresh!.flat.shareText).toBe('+0.033%')
    expect(cache!.flat.shareText).toBe('−0.0081%')
    // main.main calls all of it: there increases and decreases cancel.
    expect(top(await heaps(), { metric: 'cum' }).rows[0]!.cum.share).toBe(
      (6291456 + 2048 - 512 - 512) / all,
    )
  })

  test('of means the change is that of the means', async () => {
    const { rows } = top(await heaps(), { options: { ...bytes, mean: true } })
    const grow = rows.find(({ frame }) => frame.name === 'main.grow')!.flat
    expect([grow.old, grow.new, grow.delta]).toEqual([1048576, 1398101, 349525])
    expect([grow.share, grow.shareText]).toEqual([0, ''])
  })

  test.each([
    ['change', ['main.grow', 'main.fresh', 'main.cache', 'main.once', 'main.main']],
    ['delta', ['main.grow', 'main.fresh', 'main.main', 'main.cache', 'main.once']],
    ['percent', ['main.fresh', 'main.grow', 'main.main', 'main.cache', 'main.once']],
    ['old', ['main.grow', 'main.cache', 'main.once', 'main.fresh', 'main.main']],
    ['new', ['main.grow', 'main.fresh', 'main.cache', 'main.once', 'main.main']],
    ['name', ['main.cache', 'main.fresh', 'main.grow', 'main.main', 'main.once']],
  ] as const)('is sorted by %s, and the other way round', async (column, order) => {
    const session = await heaps()
    expect(names(session, { column })).toEqual(order)
    expect(names(session, { column, reverse: true })).toEqual(order.toReversed())
  })

  test('shows what a filter takes in, and how much each would', async () => {
    const session = await heaps()
    expect(names(session, { filter: 'grew' })).toEqual(['main.grow', 'main.fresh'])
    expect(names(session, { filter: 'shrank' })).toEqual(['main.cache', 'main.once'])
    expect(names(session, { filter: 'new' })).toEqual(['main.fresh'])
    expect(names(session, { filter: 'gone' })).toEqual(['main.once'])
    const counts = { all: 5, grew: 2, shrank: 2, new: 1, gone: 1 }
    expect(top(session, { filter: 'new' }).counts).toEqual(counts)
  })

  test('leaves out changes that are too small', async () => {
    const session = await heaps()
    expect(names(session, { minimum: { value: 1000, percent: 0 } })).toEqual([
      'main.grow',
      'main.fresh',
    ])
    // What is new has grown by more than any share.
    expect(names(session, { minimum: { value: 0, percent: 60 } })).toEqual([
      'main.grow',
      'main.fresh',
      'main.once',
    ])
  })

  test('shows where a search matches, and a window', async () => {
    const session = await heaps()
    const search = { ...NO_SEARCH, text: 'CACHE' }
    const answer = top(session, { search })
    expect([answer.count, answer.matches, answer.rows[2]!.match]).toEqual([5, 1, true])
    expect(names(session, { search, onlyMatches: true })).toEqual(['main.cache'])
    expect(names(session, { from: 1, to: 2 })).toEqual(['main.fresh'])
    expect(top(session, { from: 9, to: 12 })).toMatchObject({ rows: [], from: 5 })
    expect(top(session, { search: { ...NO_SEARCH, text: '(', regexp: true } }).searchError).toMatch(
      /parsing|missing/,
    )
  })

  test('drops what has shrunk where the options say so', async () => {
    const options = { ...DEFAULT_OPTIONS, drop_negative: true }
    expect(names(await heaps(), { options })).toEqual(['main.grow', 'main.fresh', 'main.main'])
  })

  test('counts frames that are made of labels', async () => {
    const picture = (a: number, b: number) =>
      fromStacks(`main  main\n---\ncpu/ns  ${a}  ${b}\n@tenant  red  green`)
    const options = { ...DEFAULT_OPTIONS, tagroot: 'tenant' }
    const { rows } = top(await compare(picture(5, 7), picture(9, 7)), { options, metric: 'cum' })
    expect(rows.map(({ frame, cum }) => `${frame.name} ${cum.deltaText}`)).toEqual([
      'main +4ns',
      'red +4ns',
      'green 0',
    ])
  })
})

test('frames have the same keys on both sides and in the difference', async () => {
  const session = await heaps()
  const keys = [
    session.old(BASE),
    session.new(BASE),
    session.difference(BASE),
    session.difference({ diff: true, normalize: true }),
  ].map((side) => {
    const { structure, frames } = side.selection(DEFAULT_OPTIONS)
    return { structure, frames }
  })
  for (const { structure, frames } of keys) {
    expect(structure).toBe(keys[0]!.structure)
    expect(frames).toBe(keys[0]!.frames)
  }
})

describe('the card of a frame', () => {
  test('has both values, its callers and callees', async () => {
    const card = askPair(await heaps(), 'compare-frame', {
      options: bytes,
      mode: BASE,
      key: -1,
      name: 'main.main',
    })
    expect(card.frame.name).toBe('main.main')
    expect(card.cum).toMatchObject({ oldText: '2098688B', newText: '8391168B', state: 'grew' })
    expect(card.paths).toEqual({ old: 1, new: 1 })
    expect(card.callers).toEqual([])
    expect(card.callees.map(({ frame, change }) => `${frame.name} ${change.deltaText}`)).toEqual([
      'main.grow +6291456B',
      'main.fresh +2048B',
      'main.cache −512B',
      'main.once −512B',
    ])
  })

  test('is of a frame that there is', async () => {
    const session = await heaps()
    const request = { options: DEFAULT_OPTIONS, mode: BASE, key: -1, name: 'nowhere' }
    expect(() => askPair(session, 'compare-frame', request)).toThrow(/no frame is called nowhere/)
  })
})

describe('the flame graph', () => {
  const flame = (session: CompareSession, request: Partial<CompareFlameRequest>) => {
    const answer = askPair(session, 'compare-flame', {
      options: DEFAULT_OPTIONS,
      mode: BASE,
      by: 'new',
      root: [],
      from: 0,
      to: 1,
      width: 1e9,
      minWidth: 0,
      search: NO_SEARCH,
      ...request,
    })
    return Array.from(
      answer.frame,
      (at, i) => `${answer.frames[at]!.name} ${answer.old[i]}→${answer.new[i]} ${answer.total[i]}`,
    )
  }

  test('is as wide as the new values, both together or all that has changed', async () => {
    const session = await heaps()
    expect(flame(session, { by: 'new' })).toEqual([
      'root 2098688→8391168 8391168',
      'main.main 2098688→8391168 8391168',
      'main.grow 2097152→8388608 8388608',
      'main.fresh 0→2048 2048',
      'main.cache 1024→512 512',
    ])
    expect(flame(session, { by: 'sum' })[1]).toBe('main.main 2098688→8391168 10489856')
    expect(flame(session, { by: 'delta' })).toEqual([
      'root 2098688→8391168 6294528',
      'main.main 2098688→8391168 6294528',
      'main.grow 2097152→8388608 6291456',
      'main.fresh 0→2048 2048',
      'main.cache 1024→512 512',
      'main.once 512→0 512',
    ])
  })

  test('says what share of the picture the search found, whatever has changed', async () => {
    const found = (session: CompareSession, by: CompareFlameRequest['by'], text: string) =>
      askPair(session, 'compare-flame', {
        ...{ options: DEFAULT_OPTIONS, mode: BASE, by, root: [], from: 0, to: 1 },
        ...{ width: 1, minWidth: 0, search: { ...NO_SEARCH, text } },
      }).matchedPercent
    const session = await heaps()
    expect(found(session, 'sum', 'main.main')).toBe('100%')
    expect(found(session, 'sum', 'cache')).toBe('0.015%')
    expect(found(session, 'delta', 'fresh')).toBe('0.033%')
    expect(found(session, 'new', '')).toBe('')
  })

  test('keeps a frame in which changes cancel', async () => {
    const session = await compare(
      fromStacks('main main\na b\n---\ncpu/ns  10  20'),
      fromStacks('main main\na b\n---\ncpu/ns  20  10'),
    )
    expect(flame(session, { by: 'delta' })).toEqual([
      'root 30→30 20',
      'main 30→30 20',
      'a 10→20 10',
      'b 20→10 10',
    ])
  })

  test('has both values in other shapes, too', async () => {
    const shape = { direction: 'up', frame: '', collapse: false, order: 'name' } as const
    expect(flame(await heaps(), { by: 'sum', shape })).toEqual([
      'root 2098688→8391168 10489856',
      'main.cache 1024→512 1536',
      'main.fresh 0→2048 2048',
      'main.grow 2097152→8388608 10485760',
      'main.once 512→0 512',
      'main.main 1024→512 1536',
      'main.main 0→2048 2048',
      'main.main 2097152→8388608 10485760',
      'main.main 512→0 512',
    ])
  })

  test('is right after other questions have used the columns', async () => {
    const session = await heaps()
    const first = flame(session, { by: 'delta' })
    flame(session, { by: 'delta', options: { ...DEFAULT_OPTIONS, focus: 'cache' } })
    top(session, { options: { ...DEFAULT_OPTIONS, sample_index: '0' } })
    expect(flame(session, { by: 'delta' })).toEqual(first)
  })
})
