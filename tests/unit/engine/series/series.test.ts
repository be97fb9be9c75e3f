import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compareWithBase } from '../../../../src/engine/combine/base.ts'
import { loadProfile } from '../../../../src/engine/load.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import type {
  SeriesAnswer,
  SeriesRequest,
  SeriesRow,
} from '../../../../src/engine/questions/series/answers.ts'
import { askSeries } from '../../../../src/engine/questions/series-questions.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../src/engine/select/options.ts'
import { trendOf } from '../../../../src/engine/series/trend.ts'
import { SeriesSession } from '../../../../src/engine/session/series-session.ts'
import { EngineSession } from '../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'

/** Profiles by name, in any order. */
type Snapshots = Readonly<Record<string, Profile>>

interface Asked {
  readonly table?: SeriesRequest['table']
  readonly column?: SeriesRequest['column']
  readonly reverse?: boolean
  readonly search?: string
  readonly onlyMatches?: boolean
  readonly given?: boolean
  readonly options?: Partial<Options>
  readonly to?: number
}

function ask(snapshots: Snapshots, asked: Asked = {}): Promise<SeriesAnswer> {
  const { table = 'stacks', column = 'growth', reverse = false, search = '' } = asked
  const members = Object.entries(snapshots).map(([name, profile]) => ({
    name,
    session: new EngineSession(profile),
    taken: 0,
  }))
  return askSeries(new SeriesSession(), 'series', members, {
    ...{ table, column, reverse },
    names: members.map(({ name }) => name),
    options: { ...DEFAULT_OPTIONS, ...asked.options },
    given: asked.given ?? false,
    search: { text: search, regexp: false, matchCase: false },
    onlyMatches: asked.onlyMatches ?? false,
    from: 0,
    to: asked.to ?? 100,
  })
}

/** `name: 1 2 3 (+2)` */
function lines({ rows }: SeriesAnswer): string[] {
  return rows.map(
    ({ frame, values, growthText }) => `${frame.name}: ${values.join(' ')} (${growthText})`,
  )
}

async function recorded(...names: string[]): Promise<Snapshots> {
  const entries = names.map(async (name) => {
    const bytes = readFileSync(new URL(`../../../fixtures/profiles/${name}`, import.meta.url))
    return [name, (await loadProfile(bytes)).profile] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

const GOROUTINES = [1, 2, 3, 4].map((i) => `goroutine.${i}.pb.gz`)
const HEAPS = [1, 2, 3, 4].map((i) => `heap.${i}.pb.gz`)

/** Growth by name as the difference with the first as base has it, zeros left out. */
function differences(base: Profile, source: Profile, table: 'flat' | 'cum'): Map<string, number> {
  const difference = compareWithBase(source, base, { diff: false, normalize: false })
  const session = new EngineSession(difference)
  const { nodes, values } = session.totalsOf(DEFAULT_OPTIONS)
  const { names } = session.selection(DEFAULT_OPTIONS)
  const entries = Array.from(nodes, (key) => [names.of(key), values[table][key]!] as const)
  return new Map(entries.filter(([, value]) => value !== 0))
}

function growths(rows: readonly SeriesRow[]): Map<string, number> {
  return new Map(
    rows.filter(({ growth }) => growth !== 0).map(({ frame, growth }) => [frame.name, growth]),
  )
}

describe('a recorded series', () => {
  test('of goroutines names the leak, with the increments of -base', async () => {
    const snapshots = await recorded(...GOROUTINES)
    const answer = await ask(snapshots, { table: 'cum', to: 1000 })
    expect(answer.findings).toHaveLength(1)
    expect(answer.findings[0]).toMatchObject({
      ...{ kind: 'grows', function: 'main.leak', line: 32, since: 0, first: 85, last: 289 },
      sentence:
        'Not sure that it stays, but goroutines at main.leak (main.go:32, chan send) grow: 85 → 289 goroutines over 4 snapshots in 7.9 s, about 1,506 more per minute; 4 snapshots are too few to tell.',
      frame: { name: 'main.leak', line: 32 },
      evidence: [
        'goroutines: 85 → 160 → 222 → 289.',
        '1,506 per minute, 95 %: 1,459 to 1,716 (Theil–Sen), by the times of the snapshots.',
        'That is 100% of what the total grew by.',
        'The state is inferred from the runtime’s frames.',
      ],
      nextMeasurement: 'Two more snapshots 2.6 s apart would settle it.',
    })
    expect(answer.rows.find(({ frame }) => frame.name === 'main.leak')?.slopeText).toBe(
      '+1,538/min',
    )
    const [first, , , last] = GOROUTINES.map((name) => snapshots[name]!)
    for (const table of ['flat', 'cum'] as const) {
      const { rows } = await ask(snapshots, { table, to: 1000 })
      expect(growths(rows)).toEqual(differences(first!, last!, table))
    }
    expect(differences(first!, last!, 'cum').get('main.leak')).toBe(204)
  })

  test('of heaps names what allocates, with the increments of -base', async () => {
    const snapshots = await recorded(...HEAPS)
    const [finding] = (await ask(snapshots)).findings
    expect(finding).toMatchObject({ kind: 'grows', function: 'main.grow', line: 28 })
    expect(finding?.sentence).toBe(
      'Not sure that it stays, but memory at main.grow (main.go:28) grows: 14.25MB → 52.02MB inuse_space over 4 snapshots in 7.7 s, about 278.05MB more per minute; 4 snapshots are too few to tell.',
    )
    expect(finding?.evidence).toContain('That is 98% of what the total grew by.')
    expect(finding?.evidence).toContain('Of what it allocated meanwhile, 100% is still in use.')
    const { rows } = await ask(snapshots, { table: 'flat', to: 1000 })
    expect(rows[0]).toMatchObject({ growthText: '+37.77MB', rose: 3, fell: 0 })
    const [first, , , last] = HEAPS.map((name) => snapshots[name]!)
    expect(growths(rows)).toEqual(differences(first!, last!, 'flat'))
  })

  test('may mix forms: a dump goes on where binary profiles end', async () => {
    const answer = await ask(await recorded('goroutine.late.debug2.txt', ...GOROUTINES))
    expect(answer.snapshots.map(({ name }) => name)).toEqual([
      ...GOROUTINES,
      'goroutine.late.debug2.txt',
    ])
    // The dump does not say when it was taken.
    expect(answer.timed).toBe(false)
    expect(lines(answer)[0]).toBe('main.leak: 85 160 222 289 2714 (+2,629)')
    expect(answer.findings[0]?.sentence).toContain(
      'main.leak (main.go:32, chan send) grow: 85 → 2,714 goroutines over 5 snapshots',
    )
    expect(answer.findings[0]?.evidence).toContain('Created by main.leakLoop.')
    // What main waits in is one row, though the forms differ in the frames around it.
    expect(lines(answer)).toContain('main.main: 1 1 1 1 1 (0)')
  })

  test('of what can only grow is called no leak', async () => {
    const snapshots = await recorded(...HEAPS)
    const { findings } = await ask(snapshots, { options: { sample_index: 'alloc_space' } })
    expect(findings).toHaveLength(1)
    expect(findings[0]?.kind).toBe('grows')
    expect(findings[0]?.sentence).toContain('can only grow: this is no leak by itself')
  })

  test('respects the filters of the page', async () => {
    const snapshots = await recorded(...GOROUTINES)
    const focused = await ask(snapshots, { options: { focus: 'waitForever' } })
    expect(lines(focused)).toEqual(['main.waitForever: 12 12 12 12 (0)'])
    expect(focused.findings).toMatchObject([
      { kind: 'nothing', sentence: 'Nothing grows over 4 snapshots: 12 → 12 goroutines in all.' },
    ])
  })
})

/** Stacks of one function each, at the level of a heap. */
function levels(values: Readonly<Record<string, number>>): Profile {
  const names = Object.keys(values)
  return fromStacks(`
    ${names.map(() => 'main.main').join(' ')}
    ${names.join(' ')}
    ------------------------------
    inuse_objects/count ${Object.values(values).join(' ')}
  `)
}

describe('the rows', () => {
  const snapshots = {
    'a.10': levels({ 'main.a': 1, 'main.b': 9, 'main.c': 5 }),
    'a.9': levels({ 'main.a': 4, 'main.b': 3, 'main.c': 5 }),
  }

  test('are ordered by growth, rate, last value or name', async () => {
    const first = async (asked: Asked): Promise<string> => lines(await ask(snapshots, asked))[0]!
    expect(lines(await ask(snapshots))).toEqual([
      'main.b: 3 9 (+6)',
      'main.c: 5 5 (0)',
      'main.a: 4 1 (-3)',
    ])
    expect(await first({ reverse: true })).toBe('main.a: 4 1 (-3)')
    expect(await first({ column: 'slope' })).toBe('main.b: 3 9 (+6)')
    expect(await first({ column: 'last', reverse: true })).toBe('main.a: 4 1 (-3)')
    expect(await first({ column: 'name' })).toBe('main.a: 4 1 (-3)')
    expect(await first({ table: 'cum' })).toBe('main.b: 3 9 (+6)')
  })

  test('are searched', async () => {
    const answer = await ask(snapshots, { search: 'MAIN.C' })
    expect(answer.matches).toBe(1)
    expect(answer.rows.map(({ match }) => match)).toEqual([false, true, false])
    expect(lines(await ask(snapshots, { search: 'c', onlyMatches: true }))).toEqual([
      'main.c: 5 5 (0)',
    ])
  })

  test('keep the order that is given', async () => {
    expect(lines(await ask(snapshots, { given: true }))[0]).toBe('main.a: 1 4 (+3)')
  })

  test('are refused for profiles of different kinds', async () => {
    const [heap] = Object.values(await recorded('heap.1.pb.gz'))
    await expect(ask({ a: heap!, b: levels({ 'main.a': 1 }) })).rejects.toThrow(
      'profiles of one kind',
    )
  })

  test('of a stack go by its place in one of the profiles', async () => {
    const members = Object.entries(snapshots).map(([name, profile]) => ({
      name,
      session: new EngineSession(profile),
      taken: 0,
    }))
    const { stack } = snapshots['a.10'].samples
    const { values } = await askSeries(new SeriesSession(), 'series-trend', members, {
      options: DEFAULT_OPTIONS,
      names: ['a.10', 'a.9'],
      given: false,
      member: 0,
      stacks: [stack[1]!, 0],
    })
    expect(values).toEqual([[3, 9], []])
  })
})

test('a trend is a line of least squares', () => {
  expect(trendOf([1, 3, 2, 6], [0, 1, 2, 3])).toEqual({ growth: 5, rose: 2, fell: 1, slope: 1.4 })
  expect(trendOf([10, 20], [0, 4]).slope).toBe(2.5)
  expect(trendOf([7], [0])).toEqual({ growth: 0, rose: 0, fell: 0, slope: 0 })
})
