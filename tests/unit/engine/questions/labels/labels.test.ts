import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { loadProfile } from '../../../../../src/engine/load.ts'
import { report } from '../../../../../src/engine/pprof.ts'
import type { Profile } from '../../../../../src/engine/profile/profile.ts'
import { histogram } from '../../../../../src/engine/questions/labels/buckets.ts'
import type {
  LabelsAnswer,
  LabelsRequest,
  MoreRow,
  ValueRow,
} from '../../../../../src/engine/questions/labels/labels.ts'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

async function recorded(name: string): Promise<Profile> {
  const bytes = await readFile(new URL(`../../../../fixtures/profiles/${name}`, import.meta.url))
  return (await loadProfile(bytes)).profile
}

const drawn = fromStacks(`
  main   main   main   main   main
  a      b      c      a      d
  -----
  cpu/nanoseconds  10    20      30   40   50
  @route           /a,x  /b=1    /a,x .    200
  @status          200   500     .    .    200
  #size/bytes      64    1048575 .    64   .
  #goid            7     .       .    .    9
`)

function askLabels(
  profile: Profile,
  request: Partial<LabelsRequest> = {},
  options: Partial<Options> = {},
): LabelsAnswer {
  return ask(new EngineSession(profile), 'labels', {
    filter: '',
    open: [],
    from: 0,
    to: 1000,
    ...request,
    options: { ...DEFAULT_OPTIONS, ...options },
  })
}

const valueRows = ({ rows }: LabelsAnswer) =>
  rows.filter((row): row is ValueRow => !['key', 'more'].includes(row.kind))

/** The lines of the report with figures: keys, and values with their figures and names. */
function reported(profile: Profile, options: Partial<Options>): string[] {
  const lines = report(profile, { name: 'tags', options: { ...DEFAULT_OPTIONS, ...options } })
  return [...(lines as Iterable<string>)].map((line) => line.trim().replace(/\s+/g, ' '))
}

/** What the view shows, in the report's words. */
function shown({ rows }: LabelsAnswer, total: string): string[] {
  return rows.flatMap((row) => {
    if (row.kind === 'key') {
      return [`${row.key}: Total ${row.totalText} of ${total} (${row.percent})`]
    }
    if (row.kind !== 'value') return []
    return [`${row.text} (${row.percent}): ${row.name}`]
  })
}

describe('the figures', () => {
  test.each([
    ['cpu.pb.gz', {}],
    ['cpu.pb.gz', { focus: 'json', relative_percentages: true, unit: 'seconds' }],
    ['cpu.pb.gz', { sample_index: 'samples', tagignore: 'hash' }],
    ['heap.4.pb.gz', { sample_index: 'alloc_space' }],
    ['heap.4.pb.gz', { unit: 'kb', taghide: 'nothing' }],
    ['goroutine.4.pb.gz', {}],
  ])('of %s with %o are those of the report tags', async (name, options) => {
    const profile = await recorded(name)
    const lines = reported(profile, options).filter((line) => line !== '')
    const open = askLabels(profile, { to: 1e6 }, options).rows.map(({ key }) => key)
    const answer = askLabels(profile, { open, to: 1e6 }, options)
    const total = lines[0]?.match(/Total \S+ of (\S+)/)?.[1] ?? ''
    // The report pads percentages, as in "( 1.23%)".
    const squeezed = lines.map((line) => line.replace('( ', '('))
    expect(shown(answer, total)).toEqual(squeezed)
    if (name !== 'goroutine.4.pb.gz') expect(squeezed.length).toBeGreaterThan(2)
  })

  test('say their shares of the profile and of what has the label', async () => {
    const answer = askLabels(await recorded('cpu.pb.gz'))
    expect(answer.totalText).toBe('3.62s')
    expect(answer.rows[0]).toMatchObject({ key: 'route', percent: '96.96%' })
    expect(answer.rows[1]).toMatchObject({
      ...{ name: '/sort', percent: '55.25%', ofKey: { text: '3.51s', percent: '56.98%' } },
    })
    expect(valueRows(answer).find(({ kind }) => kind === 'missing')?.ofKey).toBeNull()
  })

  test('say what the samples without the label add up to', () => {
    const missing = askLabels(drawn).rows.filter((row) => row.kind === 'missing')
    expect(missing).toMatchObject([
      { key: 'goid', text: '90ns', percent: '60.00%' },
      { key: 'route', text: '40ns', percent: '26.67%' },
      { key: 'size', text: '80ns', percent: '53.33%' },
      { key: 'status', text: '70ns', percent: '46.67%' },
    ])
  })
})

describe('the filters of a row', () => {
  test.each([
    ['hand-drawn', async () => drawn, {}],
    ['cpu.pb.gz', () => recorded('cpu.pb.gz'), {}],
    ['heap.4.pb.gz', () => recorded('heap.4.pb.gz'), { sample_index: 'alloc_space' }],
  ])('leave just its samples, or all but them, of %s', async (_, load, options) => {
    const profile = await load()
    const session = new EngineSession(profile)
    const open = askLabels(profile, {}, options).rows.map(({ key }) => key)
    const rows = valueRows(askLabels(profile, { open, to: 1e6 }, options))
    expect(rows.length).toBeGreaterThan(2)
    const left = (filters: Partial<Options>) =>
      ask(session, 'header', { options: { ...DEFAULT_OPTIONS, ...options, ...filters } })
    const all = left({})
    for (const { kind, text, percent, name, filters } of rows) {
      // For samples without a key it is the other option that keeps them.
      const [keeps, drops] =
        kind === 'missing'
          ? (['tagignore', 'tagfocus'] as const)
          : (['tagfocus', 'tagignore'] as const)
      const kept = left({ [keeps]: filters.focus })
      expect(kept.shownText, `${keeps}=${filters.focus} (${name})`).toBe(text)
      expect(kept.shownPercent).toBe(percent)
      const dropped = left({ [drops]: filters.ignore })
      expect(dropped.shown, `${drops}=${filters.ignore}`).toBe(all.shown - kept.shown)
    }
  })

  test('there are none where pprof could not tell the label apart', () => {
    const odd = fromStacks(`
      main  main
      -----
      cpu/nanoseconds  1     2
      @size            64B   .
      #size/bytes      .     64
      #a=b/bytes       5     .
    `)
    const texts = valueRows(askLabels(odd)).map(({ key, name, filters }) => [
      key,
      name,
      filters.focus,
    ])
    expect(texts).toEqual([
      ['a=b', '5B', ''],
      ['a=b', '', ''],
      ['size', '64B', ''],
    ])
  })
})

describe('the list', () => {
  const many = fromStacks(`
    ${'main '.repeat(40)}
    -----
    cpu/nanoseconds  ${Array.from({ length: 40 }, (_, i) => i + 1).join(' ')}
    @user            ${Array.from({ length: 40 }, (_, i) => `user${i}`).join(' ')}
    #size/bytes      ${Array.from({ length: 40 }, (_, i) => 1024 * (i + 1)).join(' ')}
  `)

  test('has the heaviest values until a key is opened', () => {
    const answer = askLabels(many)
    const users = answer.rows.filter(({ key }) => key === 'user')
    expect(users).toHaveLength(1 + 10 + 1)
    expect(users[1]).toMatchObject({ name: 'user39', text: '40ns', share: 1 })
    expect(users.at(-1)).toEqual({
      kind: 'more',
      key: 'user',
      hidden: 30,
      listed: 10,
    } satisfies MoreRow)
    expect(answer).toMatchObject({ keys: 2, allKeys: 2, values: 80, labelled: true })

    const opened = askLabels(many, { open: ['user'] })
    expect(opened.rows.filter(({ kind }) => kind === 'value')).toHaveLength(40)
    expect(opened.rows.at(-1)).toEqual({ kind: 'more', key: 'user', hidden: 0, listed: 40 })
  })

  test('comes in windows', () => {
    const whole = askLabels(many)
    const part = askLabels(many, { from: 5, to: 9 })
    expect(part.rows).toEqual(whole.rows.slice(5, 9))
    expect(part.count).toBe(whole.rows.length)
    expect(askLabels(many, { from: 1e6, to: 2e6 }).rows).toEqual([])
  })

  test('is narrowed by a text in keys or values', () => {
    expect(askLabels(many, { filter: 'USER3' }).rows.map(({ kind }) => kind)).toEqual([
      'key',
      ...Array(10).fill('value'),
      'more',
    ])
    expect(askLabels(many, { filter: 'siz' }).rows.map(({ key }) => key)).not.toContain('user')
    expect(askLabels(many, { filter: 'nobody' })).toMatchObject({ count: 0, allKeys: 2 })
  })

  test('shows many numbers as a histogram', () => {
    const buckets = valueRows(askLabels(many)).filter(({ kind }) => kind === 'bucket')
    expect(buckets.map(({ name }) => name)).toEqual([
      '1kB – 2kB',
      '2kB – 4kB',
      '4kB – 8kB',
      '8kB – 16kB',
      '16kB – 32kB',
      '32kB – 64kB',
    ])
    expect(buckets[0]).toMatchObject({
      text: '1ns',
      filters: { focus: 'size=1024bytes:2047bytes' },
    })
  })

  test('is empty where no sample has a label', () => {
    expect(askLabels(fromStacks('main'))).toMatchObject({ count: 0, labelled: false })
  })
})

describe('a histogram', () => {
  const numbers = (...list: readonly number[]) => new Map(list.map((number) => [number, 1]))

  test.each<[string, number[], string, number]>([
    ['close counts', [3, 4, 9], 'count', 7],
    ['wide counts', [0, 1, 5_000_000], 'count', 8],
    ['bytes over all sizes', [1, 2 ** 52], 'bytes', 14],
    ['one number', [5], 'bytes', 1],
    ['negative numbers', [-5, -1, 3], 'count', 2],
    ['0 alone', [0], 'count', 1],
    ['all negative', [-5], 'count', 1],
  ])('of %s loses nothing and has no gaps', (_, list, unit, count) => {
    const buckets = histogram(numbers(...list), unit)
    expect(buckets.reduce((sum, bucket) => sum + bucket.sum, 0)).toBe(list.length)
    for (const number of list) {
      const at = buckets.filter(({ from, to }) => number >= from && number <= to)
      expect(at, `bars of ${number}`).toHaveLength(1)
    }
    const growing = buckets.filter(({ from }) => from >= 0)
    for (let i = 1; i < growing.length; i++) expect(growing[i]!.from).toBe(growing[i - 1]!.to + 1)
    expect(buckets).toHaveLength(count)
  })
})
