import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadProfile } from '../../../../../src/engine/load.ts'
import { report } from '../../../../../src/engine/pprof.ts'
import type {
  GoroutinesAnswer,
  GoroutinesRequest,
} from '../../../../../src/engine/questions/goroutines/goroutines.ts'
import type { GoroutineGroupAnswer } from '../../../../../src/engine/questions/goroutines/group.ts'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'

async function open(name: string): Promise<EngineSession> {
  const bytes = readFileSync(new URL(`../../../../fixtures/profiles/${name}`, import.meta.url))
  return new EngineSession((await loadProfile(bytes)).profile)
}

interface Asked extends Partial<Omit<GoroutinesRequest, 'options' | 'search'>> {
  readonly options?: Partial<Options>
  readonly search?: string
}

function requestOf({ options, search = '', ...asked }: Asked): GoroutinesRequest {
  return {
    options: { ...DEFAULT_OPTIONS, ...options },
    states: [],
    minWait: 0,
    search: { text: search, regexp: false, matchCase: false },
    onlyMatches: false,
    by: 'count',
    reverse: false,
    from: 0,
    to: 100,
    ...asked,
  }
}

const askList = (session: EngineSession, asked: Asked = {}): GoroutinesAnswer =>
  ask(session, 'goroutines', requestOf(asked))

const groupOf = (
  session: EngineSession,
  group: number,
  asked: { from?: number; to?: number; goroutine?: number } = {},
): GoroutineGroupAnswer =>
  ask(session, 'goroutine-group', {
    ...requestOf({}),
    ...{ group, from: 0, to: 3, goroutine: -1, ...asked },
  })

/** `2714 chan send: main.leak main.go:32` */
function lines({ rows }: GoroutinesAnswer): string[] {
  return rows.map(({ count, states, shown }) => {
    const calls = shown.map(({ name, place }) => `${name} ${place}`).join(' < ')
    return `${count} ${states[0]?.name}: ${calls}`
  })
}

const DUMP = 'goroutine.late.debug2.txt'

describe('the groups of a dump', () => {
  test('are those of the report', async () => {
    const session = await open(DUMP)
    const answer = askList(session)
    expect(answer).toMatchObject({ goroutines: true, inferred: false, count: 12, listed: 2742 })
    expect(lines(answer).slice(0, 3)).toEqual([
      '2714 chan send: main.leak main.go:32',
      '12 semacquire: main.waitForever main.go:41',
      '7 semacquire: main.(*registry).put main.go:49 < main.main.func1 main.go:122',
    ])
    const output = report(session.profile, { name: 'top', options: DEFAULT_OPTIONS })
    const top = [...(output as Iterable<string>)].join('\n')
    expect(top).toMatch(/^\s+2714 98\.98% .* main\.leak$/m)
    expect(answer.rows[0]).toMatchObject({
      percent: '98.98%',
      longest: 1,
      median: 0,
      creators: [{ name: 'main.leakLoop', count: 2714 }],
      stateFilter: 'state=^chan send$',
    })
  })

  test('are what the filters of the page leave', async () => {
    const session = await open(DUMP)
    const focused = askList(session, { options: { focus: 'registry' } })
    expect(focused.total).toBe(8)
    expect(focused.states.map(({ name, count }) => `${name} ${count}`)).toEqual([
      'semacquire 7',
      'runnable 1',
    ])
    // The filter that a group offers finds the group again.
    const [leak] = askList(session).rows
    const found = askList(session, {
      options: { focus: '^main\\.leak$', tagfocus: leak!.stateFilter },
    })
    expect(lines(found)).toEqual(['2714 chan send: main.leak main.go:32'])
    // With frames made of labels the groups are the same.
    expect(askList(session, { options: { tagroot: 'state' } }).count).toBe(12)
  })

  test('are filtered by state and wait, and searched by any frame', async () => {
    const session = await open(DUMP)
    const long = askList(session, { minWait: 1 })
    expect([long.listed < 2742, long.total]).toEqual([true, 2742])
    expect(long.rows.every(({ longest }) => longest! >= 1)).toBe(true)
    expect(lines(askList(session, { states: ['IO wait'] }))).toEqual([
      '1 IO wait: main.main main.go:133',
    ])
    const searched = askList(session, { search: 'SEMACQUIRE' })
    expect(searched.matches).toBe(2)
    expect(searched.count).toBe(12)
    expect(askList(session, { search: 'semacquire', onlyMatches: true }).count).toBe(2)
    expect(askList(session, { from: 1, to: 2 }).rows.map(({ count }) => count)).toEqual([12])
  })

  test('name frames as they are selected at each granularity', async () => {
    const session = await open(DUMP)
    const nameAt = (options: Partial<Options>): string | undefined =>
      askList(session, { options }).rows[0]?.shown[0]?.frame.name
    expect(nameAt({})).toBe('main.leak')
    expect(nameAt({ granularity: 'lines' })).toBe('main.leak /srv/leakdemo/main.go:32')
    // A frame that is hidden can still be seen here.
    const [, waiting] = askList(session, { options: { hide: 'waitForever' } }).rows
    expect(waiting?.shown[0]?.frame).toMatchObject({ key: -1, name: 'main.waitForever', line: 41 })
  })

  test('name their goroutines, a window at a time, and read one with its arguments', async () => {
    const session = await open(DUMP)
    const [leak] = askList(session).rows
    const answer = groupOf(session, leak!.group, { from: 1, to: 3 })
    expect(answer.count).toBe(2714)
    expect(answer.goroutines).toHaveLength(2)
    expect(answer.block).toBeNull()
    const { row, id } = answer.goroutines[0]!
    const { block } = groupOf(session, leak!.group, { goroutine: row })
    expect(block?.header).toMatch(new RegExp(`^goroutine ${id} \\[chan send`))
    expect(block?.calls[0]?.text).toMatch(/^main\.leak\(/)
    expect(block?.calls.at(-1)?.text).toMatch(/^created by main\.leakLoop/)
  })

  test('have their whole stack, innermost frame first', async () => {
    const session = await open(DUMP)
    const group = askList(session).rows[1]!.group
    expect(groupOf(session, group).frames.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'sync.runtime_Semacquire standard',
      'sync.(*WaitGroup).Wait standard',
      'main.waitForever own',
    ])
    expect(groupOf(session, 999)).toMatchObject({ frames: [], count: 0 })
  })
})

describe('what is listed can be left to every view, by filters on labels', () => {
  /** 1, 2, 4 … goroutines: each list has its own sum. */
  const STATUSES = [
    'running',
    'select',
    'select, 1 minutes',
    'select, 5 minutes',
    'chan send, 5 minutes',
    'chan send, 90 minutes',
    'IO wait, 6 minutes',
  ]
  const BLOCKS = STATUSES.flatMap((status, i) => Array(2 ** i).fill(status)).map(
    (status, i) => `goroutine ${i + 1} [${status}]:\nmain.f()\n\t/srv/main.go:7 +0x25\n`,
  )
  const statesAndWaits = async () =>
    new EngineSession((await loadProfile(new TextEncoder().encode(BLOCKS.join('\n')))).profile)

  test.each<[options: Partial<Options>, asked: Asked, filters: Partial<Options>]>([
    [
      {},
      { states: ['select', 'running'] },
      { tagfocus: 'state=^select$,^running$', tagignore: '' },
    ],
    [{}, { minWait: 5 }, { tagfocus: 'wait=5:', tagignore: '' }],
    [{}, { minWait: 4.5 }, { tagfocus: 'wait=5:', tagignore: '' }],
    [
      {},
      { minWait: 5, states: ['select'] },
      { tagfocus: 'wait=5:', tagignore: 'state=^running$,^chan send$,^IO wait$' },
    ],
    // Beside a filter that is set already.
    [{ tagfocus: 'state=select|send' }, { minWait: 5 }, { tagfocus: 'wait=5:' }],
    [{ tagfocus: 'wait=2:' }, { minWait: 6 }, { tagfocus: 'wait=6:', tagignore: '' }],
    [{ tagfocus: 'wait=6:' }, { minWait: 2 }, { tagfocus: 'wait=6:', tagignore: '' }],
    [{ tagfocus: 'wait=5:' }, { states: ['chan send'] }, { tagfocus: 'wait=5:' }],
    [
      { tagfocus: 'wait=5:', tagignore: 'state=send' },
      { states: ['select'] },
      { tagfocus: 'wait=5:' },
    ],
    [
      { tagfocus: 'state=select', tagignore: 'wait=1' },
      { states: ['select'] },
      { tagignore: 'wait=1' },
    ],
  ])('%j and %j', async (options, asked, filters) => {
    const session = await statesAndWaits()
    const { listed, everyView } = askList(session, { ...asked, options })
    expect(everyView).toMatchObject(filters)
    expect(askList(session, { options: { ...options, ...everyView } }).total).toBe(listed)
    const output = report(session.profile, {
      name: 'top',
      options: { ...DEFAULT_OPTIONS, ...options, ...everyView },
    })
    expect([...(output as Iterable<string>)].join('\n')).toContain(
      `Showing nodes accounting for ${listed}, `,
    )
  })

  test.each<[options: Partial<Options>, asked: Asked]>([
    [{}, {}],
    [{ tagfocus: 'wait=1:5' }, { minWait: 2 }],
    [{ tagfocus: 'route=x', tagignore: 'y' }, { minWait: 2 }],
    [{ tagfocus: 'wait=1:', tagignore: 'wait=5' }, { states: ['select'] }],
    [{}, { states: ['dead'] }],
    [{}, { minWait: 91 }],
  ])('%j and %j cannot, or need not', async (options, asked) => {
    expect(askList(await statesAndWaits(), { ...asked, options }).everyView).toBeNull()
  })
})

test('a binary profile says that its states are inferred, and offers no filter by them', async () => {
  const session = await open('goroutine.4.pb.gz')
  const answer = askList(session)
  expect([answer.inferred, answer.waitsKnown, answer.listed]).toEqual([true, false, 317])
  expect(answer.rows[0]).toMatchObject({ count: 289, longest: null, stateFilter: '' })
  expect(askList(session, { states: ['chan send'] })).toMatchObject({
    listed: 289,
    everyView: null,
  })
  expect(groupOf(session, answer.rows[0]!.group)).toMatchObject({ goroutines: [], count: 0 })
})

test('a profile of something else has no goroutines', async () => {
  const session = await open('cpu.pb.gz')
  expect(askList(session)).toMatchObject({ goroutines: false, count: 0 })
  expect(groupOf(session, 0)).toMatchObject({ frames: [] })
})
