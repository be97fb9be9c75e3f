import { describe, expect, test } from 'vitest'
import { loadProfile } from '../../../../src/engine/load.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS } from '../../../../src/engine/select/options.ts'
import type { Finding } from '../../../../src/engine/series/finding.ts'
import { Series } from '../../../../src/engine/series/series.ts'
import { EngineSession } from '../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'

/** Snapshots a minute apart, or at given seconds. */
async function find(profiles: readonly Profile[], seconds?: readonly number[]): Promise<Finding[]> {
  const members = profiles.map((profile, i) => ({
    name: `snapshot ${i + 1}`,
    session: new EngineSession(profile),
    taken: 1_700_000_000_000 + (seconds?.[i] ?? i * 60) * 1000,
  }))
  return [...(await Series.open(members, DEFAULT_OPTIONS, true)).findings()]
}

type Courses = Readonly<Record<string, readonly number[]>>

/** Goroutines of functions, a number for each snapshot. */
function goroutines(courses: Courses): Profile[] {
  return snapshots(courses, 'goroutine/count')
}

function snapshots(courses: Courses, type: string): Profile[] {
  const names = Object.keys(courses)
  const count = Math.max(...Object.values(courses).map(({ length }) => length))
  return Array.from({ length: count }, (_, i) =>
    fromStacks(`
      ${names.map(() => 'main.main').join(' ')}
      ${names.map((name, line) => `${name}@/srv/main.go:${line + 20}`).join(' ')}
      -------------------------------
      ${type} ${names.map((name) => courses[name]![i]).join(' ')}
    `),
  )
}

/** Heap profiles of objects of 1 MB, which are all recorded: allocated, and still in use. */
function heaps(courses: Readonly<Record<string, readonly (readonly [number, number])[]>>) {
  const names = Object.keys(courses)
  const [first] = Object.values(courses)
  return first!.map((_, i) => {
    const row = (value: (pair: readonly [number, number]) => number): string =>
      names.map((name) => value(courses[name]![i]!)).join(' ')
    return fromStacks(
      `
      ${names.map((name, line) => `${name}@/srv/main.go:${line + 20}`).join(' ')}
      -------------------------------
      alloc_objects/count ${row(([taken]) => taken)}
      alloc_space/bytes ${row(([taken]) => taken * 2 ** 20)}
      inuse_objects/count ${row(([, held]) => held)}
      inuse_space/bytes ${row(([, held]) => held * 2 ** 20)}
    `,
      { period: 1n, periodType: { type: 'space', unit: 'bytes' } },
    )
  })
}

/** `leaks main.leak` */
const kinds = (findings: readonly Finding[]): string[] =>
  findings.map(({ kind, function: name }) => (name === '' ? kind : `${kind} ${name}`))

/** What stays, with a scatter that repeats. */
const steady = (level: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => level + ([0, 2, -1, 1, -2][i % 5] ?? 0))

describe('a leak', () => {
  test('of 60 a minute is seen where 57,000 are stuck already', async () => {
    const course = [57_000, 57_061, 57_119, 57_182, 57_240, 57_301]
    const [finding] = await find(goroutines({ 'main.leak': course, 'main.idle': steady(50, 6) }))
    expect(finding).toMatchObject({ kind: 'leaks', function: 'main.leak', line: 20, since: 0 })
    expect(finding?.sentence).toBe(
      'main.leak (main.go:20, running or runnable) leaks goroutines: 57,000 → 57,301 goroutines over 6 snapshots in 5 min, about 60 more per minute, still growing at the end, and it never falls.',
    )
    expect(finding?.sureness.level).toBe('sure')
  })

  test('of 1 per second is seen beside 5,000 steady ones', async () => {
    const courses = { 'main.idle': steady(5000, 6), 'main.leak': [3, 64, 122, 184, 243, 302] }
    expect(kinds(await find(goroutines(courses)))).toEqual(['leaks main.leak'])
  })

  test('is named with the unit of time in which it is some', async () => {
    const [finding] = await find(
      goroutines({ 'main.leak': [4, 5, 6, 7, 8, 9, 10, 11, 12] }),
      [0, 1, 2, 3, 4, 5, 6, 7, 8].map((hour) => hour * 3600),
    )
    expect(finding?.kind).toBe('leaks')
    expect(finding?.rate).toMatchObject({ per: 'hour', text: 'about 1 more per hour' })
  })

  test('with unequal intervals goes by time', async () => {
    const seconds = [0, 10, 100, 130, 400, 500, 900]
    const course = seconds.map((second) => 10 + second)
    const [finding] = await find(goroutines({ 'main.leak': course }), seconds)
    expect(finding).toMatchObject({ kind: 'leaks', rate: { per: 'minute' } })
    expect(finding?.rate?.value).toBeCloseTo(60)
  })

  test('is told from when on it grows', async () => {
    const [finding] = await find(
      goroutines({ 'main.leak': [10, 10, 10, 10, 30, 49, 71, 90, 110, 131] }),
    )
    expect(finding).toMatchObject({ kind: 'leaks', since: 3 })
  })

  test('of memory of which nothing is freed', async () => {
    const held = [1, 11, 20, 31, 40, 52].map((n) => [n, n] as const)
    const churn = [1, 2, 3, 4, 5, 6].map((n) => [n * 4000, 3] as const)
    const [finding] = await find(heaps({ 'main.leak': held, 'main.work': churn }))
    expect(finding).toMatchObject({ kind: 'leaks', function: 'main.leak' })
    expect(finding?.sentence).toContain('and nothing of it is freed')
  })

  test('is no leak by its growth alone where much is freed again', async () => {
    const held = [1, 2, 3, 4, 5, 6, 7].map((n) => [n * 200, n * 20] as const)
    const [finding] = await find(heaps({ 'main.cache': held }))
    expect(finding).toMatchObject({ kind: 'grows', function: 'main.cache' })
    expect(finding?.sentence).toMatch(/^Not sure that it stays, .*some leave again \(90% of what/)
  })
})

describe('no leak', () => {
  test('is 0 → 1 goroutine in three snapshots of a fixed program', async () => {
    for (const course of [
      [0, 0, 1],
      [0, 1, 1],
      [1, 2, 3],
    ]) {
      const courses = { 'main.work': course, 'main.idle': [4, 4, 4] }
      expect(kinds(await find(goroutines(courses)))).toEqual(['nothing'])
    }
  })

  test('is a pool that fills and then stays', async () => {
    for (const course of [
      [0, 40, 80, 100, 100, 100, 100],
      [0, 50, 75, 88, 94, 97, 98, 99, 100, 100],
      [2, 100, 100, 100, 100, 100],
    ]) {
      expect(kinds(await find(goroutines({ 'main.worker': course })))).toEqual([
        'filled main.worker',
      ])
    }
  })

  test('is a cache that fills and then stays for five snapshots', async () => {
    const held = [10, 40, 70, 100, 100, 100, 100, 100].map((n) => [n, n] as const)
    const churn = held.map((_, i) => [i * 1000 + 5, 3] as const)
    const [finding] = await find(heaps({ 'main.cache': held, 'main.work': churn }))
    expect(finding?.kind).toBe('filled')
    expect(finding?.sentence).toBe(
      'main.cache (main.go:20) has filled and stays: 10MB → 100MB inuse_space, most of it by snapshot 4, then hardly more. That is what pools and caches do, not a leak.',
    )
  })

  test('is what comes and goes', async () => {
    const wave = [10, 80, 150, 170, 120, 40, 12, 70, 160, 165, 110, 30]
    expect(kinds(await find(goroutines({ 'main.serve': wave })))).toEqual([
      'nothing',
      'varies main.serve',
    ])
    const sawtooth = [0, 50, 100, 3, 52, 98, 1, 49, 103, 2, 51, 99]
    expect(kinds(await find(goroutines({ 'main.batch': sawtooth })))[0]).toBe('nothing')
  })

  test('is a sampled heap that only scatters', async () => {
    // 100 kB each, of which one in six is recorded.
    const course = [12, 9, 14, 11, 8, 13, 15].map((n) => [n * 600, n * 6] as const)
    expect((await find(heaps({ 'main.work': course })))[0]?.kind).toBe('nothing')
  })

  test('is a burst that ends within the series', async () => {
    const burst = [5, 5, 6, 400, 380, 200, 40, 6, 5, 5]
    expect(kinds(await find(goroutines({ 'main.serve': burst })))).toEqual([
      'nothing',
      'varies main.serve',
    ])
  })
})

describe('few snapshots', () => {
  test('one says nothing of growth, two cannot tell it from chance, three are too few', async () => {
    const leak = goroutines({ 'main.leak': [10, 90, 170] })
    expect((await find(leak.slice(0, 1)))[0]?.sentence).toBe(
      'One snapshot says how much there is, not what grows.',
    )
    const [two] = await find(leak.slice(0, 2))
    expect(two?.sentence).toMatch(/^Not sure .*two snapshots cannot tell growth from chance\.$/)
    const [three] = await find(leak)
    expect(three).toMatchObject({ kind: 'grows', sureness: { level: 'unsure' } })
    expect(three?.nextMeasurement).toBe('Three more snapshots a minute apart would settle it.')
  })

  test('one heap says what has never freed anything', async () => {
    const [finding] = await find(heaps({ 'main.keep': [[40, 40]], 'main.work': [[900, 3]] }))
    expect(finding).toMatchObject({
      kind: 'nothing',
      evidence: [
        'Of what main.keep (main.go:20) allocated, nothing has been freed yet: 40MB. Caches and registries look the same.',
      ],
    })
  })

  test('with ids are enough where all stay and none has done anything meanwhile', async () => {
    // Ten more each time; those of the first are ten minutes older in the end.
    const stuck = await Promise.all(
      [0, 5, 10].map((minutes, at) =>
        dump(
          Array.from(
            { length: 10 * (at + 1) },
            (_, id) => [id + 1, id < 10 ? minutes : 0] as const,
          ),
        ),
      ),
    )
    const [finding] = await find(stuck, [0, 300, 600])
    expect(finding).toMatchObject({ kind: 'leaks', function: 'main.leak' })
    expect(finding?.evidence).toContain(
      'All 10 of the first snapshot are in every snapshot, by their ids.',
    )
    expect(finding?.evidence).toContain(
      'None of these has waited for less than 10 minutes: they have done nothing meanwhile.',
    )
  })

  test('with ids tell that others have come in their place', async () => {
    const ids = [
      [1, 2, 3],
      [3, 4, 5, 6, 7, 8, 9, 10],
      [9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23],
    ]
    const dumps = await Promise.all(ids.map((all) => dump(all.map((id) => [id, 0]))))
    expect((await find(dumps))[0]?.kind).not.toBe('leaks')
  })

  test('prove a leak where nothing can ever wake what waits', async () => {
    const dumps = await Promise.all(
      [3, 9, 15].map((n) =>
        dump(
          Array.from({ length: n }, (_, id) => [id + 1, 0] as const),
          'chan receive (nil chan)',
        ),
      ),
    )
    const [finding] = await find(dumps)
    expect(finding).toMatchObject({ kind: 'leaks', sureness: { level: 'proven', chance: 0 } })
    expect(finding?.sentence).toContain('and nothing can wake them any more')
  })

  test('of the runtime’s own leak profile need no growth', async () => {
    const [finding] = await find(snapshots({ 'main.leak': [7] }, 'goroutineleak/count'))
    expect(finding).toMatchObject({ kind: 'leaks', function: 'main.leak', last: 7 })
    expect(finding?.sentence).toContain('as the runtime itself has found')
  })
})

describe('the series', () => {
  test('is cut where the program was restarted', async () => {
    const taken = [100, 200, 300, 10, 20, 30, 40, 50, 60]
    const courses = taken.map((n) => [n, n] as const)
    const [finding] = await find(heaps({ 'main.leak': courses }))
    expect(finding).toMatchObject({ kind: 'leaks', first: 10 * 2 ** 20, last: 60 * 2 ** 20 })
    expect(finding?.evidence).toContain(
      'Counted from snapshot 4 on: the program was restarted before it.',
    )
  })

  test('counts a heap that repeats once, as no collection came between', async () => {
    const twice = [10, 10, 20, 20, 30, 30].map((n) => [n, n] as const)
    const [finding] = await find(heaps({ 'main.leak': twice }))
    // Three observations are too few to accuse.
    expect(finding?.kind).toBe('grows')
    expect(finding?.evidence.at(-1)).toBe(
      '3 heaps repeat the one before and are left out: there was no garbage collection in between. Take them with gc=1.',
    )
  })

  test('accuses hardly anybody of many stacks that only scatter', async () => {
    // A walk up and down by chance, in five hundred stacks.
    let state = 12345
    const next = (): number => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff
      return state / 0x7fffffff
    }
    const courses = Object.fromEntries(
      Array.from({ length: 500 }, (_, i) => {
        let value = 40
        return [
          `main.f${i}`,
          Array.from({ length: 8 }, () => {
            value += Math.round(6 * (next() - 0.5))
            return value
          }),
        ]
      }),
    )
    const found = await find(goroutines(courses))
    expect(found.filter(({ kind }) => kind === 'leaks')).toEqual([])
    expect(found.filter(({ kind }) => kind === 'grows').length).toBeLessThan(2)
  })
})

/** Goroutines by id and minutes of waiting. */
async function dump(
  waiting: readonly (readonly [number, number])[],
  state = 'select',
): Promise<Profile> {
  const text = waiting.map(
    ([id, minutes]) =>
      `goroutine ${id} [${state}${minutes > 0 ? `, ${minutes} minutes` : ''}]:\nmain.leak(0x1)\n\t/srv/leak.go:53 +0x25\ncreated by main.loop\n\t/srv/leak.go:37 +0x5\n`,
  )
  return (await loadProfile(new TextEncoder().encode(text.join('\n')))).profile
}
