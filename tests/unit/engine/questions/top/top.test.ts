import { describe, expect, test } from 'vitest'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../../src/engine/select/options.ts'
import type { TopAnswer, TopRequest } from '../../../../../src/engine/session/answers.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

const session = new EngineSession(
  fromStacks(
    `
      main.main@/src/main.go:3!/bin/server  main.main@/src/main.go:3!/bin/server  gc
      net/http.serve@http.go:7              net/http.serve@http.go:7              .
      json.Marshal@json.go:9                sort.Sort[inl]                        .
      ---
      samples/count    1         2         3
      cpu/nanoseconds  10000000  20000000  30000000
    `,
    { timeNanos: 1n, durationNanos: 120_000_000n, comments: ['a note', '#hidden'] },
  ),
)

const NO_SEARCH = { text: '', regexp: false, matchCase: false }

function top(request: Partial<TopRequest> = {}, options: Partial<Options> = {}): TopAnswer {
  return ask(session, 'top', {
    column: 'flat',
    reverse: false,
    search: NO_SEARCH,
    onlyMatches: false,
    from: 0,
    to: 100,
    ...request,
    options: { ...DEFAULT_OPTIONS, ...options },
  })
}

const names = ({ rows }: TopAnswer): string[] => rows.map(({ frame }) => frame.name)

describe('a row', () => {
  test('has numbers, and texts as pprof prints them', () => {
    const [gc, sort] = top().rows
    expect(gc).toMatchObject({ flat: 30e6, cum: 30e6, flatText: '30ms', flatPercent: '50.00%' })
    expect(sort).toMatchObject({
      flatText: '20ms',
      sumPercent: '83.33%',
      cumText: '20ms',
      cumPercent: '33.33%',
      inline: '(inline)',
      match: false,
    })
  })

  test('is divided as divide_by says, and so is the total; shares stay', () => {
    const options = { divide_by: 4 }
    expect(top({}, options).rows[0]).toMatchObject({ flatText: '7.50ms', flatPercent: '50.00%' })
    const header = ask(session, 'header', { options: { ...DEFAULT_OPTIONS, ...options } })
    expect(header).toMatchObject({ totalText: '15ms', shownText: '15ms', shownPercent: '100%' })
    // As pprof has it: the share of the duration is that of what was measured.
    expect(header.ratio).toBe('50.00%')
  })

  test('says of its frame where it is and what it belongs to', () => {
    const frame = top().rows.find((row) => row.frame.name === 'net/http.serve')!.frame
    expect(frame).toMatchObject({ file: 'http.go', line: 7, package: 'net/http' })
  })

  test('shows a value that the unit would round to 0', () => {
    const skewed = new EngineSession(fromStacks('a  b\n---\ncpu/nanoseconds  9000000000  100000'))
    const { rows } = ask(skewed, 'top', {
      options: DEFAULT_OPTIONS,
      column: 'flat',
      reverse: false,
      search: NO_SEARCH,
      onlyMatches: false,
      from: 0,
      to: 9,
    })
    // b is below nodefraction: the report would drop it, the table shows it.
    expect(rows.map(({ flatText }) => flatText)).toEqual(['9s', '100us'])
  })
})

describe('the order', () => {
  test('is by flat or by cum, the heaviest first, or by name from A', () => {
    expect(names(top())).toEqual(['gc', 'sort.Sort', 'json.Marshal', 'main.main', 'net/http.serve'])
    expect(names(top({ column: 'cum' }))).toEqual([
      'gc',
      'main.main',
      'net/http.serve',
      'sort.Sort',
      'json.Marshal',
    ])
    expect(names(top({ column: 'name' }))).toEqual([
      'gc',
      'json.Marshal',
      'main.main',
      'net/http.serve',
      'sort.Sort',
    ])
  })

  test('turns round', () => {
    for (const column of ['flat', 'cum', 'name'] as const) {
      expect(names(top({ column, reverse: true }))).toEqual(names(top({ column })).reverse())
    }
  })

  test('gives running sums a meaning, or they are left out', () => {
    const sums = (request: Partial<TopRequest>): string[] =>
      top(request).rows.map(({ sumPercent }) => sumPercent)
    expect(sums({})).toEqual(['50.00%', '83.33%', '100%', '100%', '100%'])
    expect(sums({ column: 'cum' })).toEqual(['50.00%', '50.00%', '50.00%', '83.33%', '100%'])
    expect(sums({ reverse: true })).toEqual(['', '', '', '', ''])
    expect(sums({ column: 'name' })).toEqual(['', '', '', '', ''])
  })
})

describe('the window', () => {
  test('is cut out of all rows', () => {
    const answer = top({ from: 1, to: 3 })
    expect(names(answer)).toEqual(['sort.Sort', 'json.Marshal'])
    expect(answer).toMatchObject({ from: 1, count: 5 })
  })

  test('may reach beyond the last row', () => {
    expect(top({ from: 4, to: 90 })).toMatchObject({ from: 4, count: 5 })
    expect(top({ from: 70, to: 90 })).toMatchObject({ from: 5, count: 5, rows: [] })
    expect(top({ from: -3, to: 1 })).toMatchObject({ from: 0, count: 5 })
  })
})

describe('the search', () => {
  const found = (text: string, search: Partial<TopRequest['search']> = {}): string[] =>
    top({ search: { ...NO_SEARCH, text, ...search }, onlyMatches: true }).rows.map(
      ({ frame }) => frame.name,
    )

  test('marks rows and counts them', () => {
    const answer = top({ search: { ...NO_SEARCH, text: 'SORT' } })
    expect(answer.rows.map(({ match }) => match)).toEqual([false, true, false, false, false])
    expect(answer).toMatchObject({ count: 5, matches: 1 })
  })

  test('is literal, in any case, unless told otherwise', () => {
    expect(found('json.m')).toEqual(['json.Marshal'])
    expect(found('json.m', { matchCase: true })).toEqual([])
    expect(found('t.')).toEqual(['sort.Sort'])
    expect(found('t.', { regexp: true })).toEqual(['sort.Sort', 'net/http.serve'])
    expect(found('^MAIN', { regexp: true })).toEqual(['main.main'])
    expect(found('^MAIN', { regexp: true, matchCase: true })).toEqual([])
    expect(found('(*', {})).toEqual([])
  })

  test('shows only matches on request, with their sums as they were', () => {
    const answer = top({ search: { ...NO_SEARCH, text: 'sort' }, onlyMatches: true })
    expect(answer).toMatchObject({ count: 1, matches: 1, from: 0 })
    expect(answer.rows[0]!.sumPercent).toBe('83.33%')
    expect(top({ onlyMatches: true }).count).toBe(5)
  })

  test('with a pattern that does not parse finds nothing and says why', () => {
    const answer = top({ search: { ...NO_SEARCH, text: '(', regexp: true } })
    expect(answer.searchError).toMatch(/missing closing \)/)
    expect(answer).toMatchObject({ count: 5, matches: 0 })
  })
})

test('the table changes with the options', () => {
  expect(names(top({}, { focus: 'json' }))).toEqual(['json.Marshal', 'main.main', 'net/http.serve'])
  expect(names(top({}, { noinlines: true }))).not.toContain('sort.Sort')
  expect(top({}, { sample_index: 'samples' }).rows[0]).toMatchObject({ flat: 3, flatText: '3' })
  expect(names(top({}, { granularity: 'lines' }))).toContain('main.main /src/main.go:3')
})

describe('the header', () => {
  const header = (options: Partial<Options> = {}) =>
    ask(session, 'header', { options: { ...DEFAULT_OPTIONS, ...options } })

  test('says what the profile is', () => {
    expect(header()).toMatchObject({
      file: 'server',
      buildId: '',
      type: 'cpu',
      unit: 'nanoseconds',
      duration: '120ms',
      total: 60e6,
      totalText: '60ms',
      ratio: '50.00%',
      comments: ['a note'],
      unmatched: [],
    })
  })

  test('says what the filters leave', () => {
    expect(header({ focus: 'json' })).toMatchObject({
      totalText: '60ms',
      shownText: '10ms',
      shownPercent: '16.67%',
    })
    expect(header({ focus: 'nothing' })).toMatchObject({ shown: 0, unmatched: ['focus'] })
  })

  test('names a mean', () => {
    expect(header({ mean: true })).toMatchObject({
      type: 'mean_cpu',
      totalText: '10ms',
      shownText: '10ms',
      shownPercent: '100%',
    })
  })
})
