import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { goroutineGroups } from '../../../../src/engine/goroutines/groups.ts'
import { stackFrames } from '../../../../src/engine/goroutines/stack-frames.ts'
import { readProfiles } from '../../../../src/engine/load.ts'
import { ProfileError } from '../../../../src/engine/profile/error.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'

const folder = new URL('../../../fixtures/wild/dumps/', import.meta.url)
const files = readdirSync(folder)

/** Each goroutine as `state wait labels: innermost < … < outermost`. */
function goroutines(profile: Profile): string[] {
  const { samples, labels, strings } = profile
  return Array.from(samples.stack, (stack, sample) => {
    const set = samples.labelSet[sample]!
    const said: string[] = []
    for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
      const value = labels.str[i] ? strings.get(labels.str[i]!) : labels.num[i]
      said.push(`${strings.get(labels.key[i]!)}=${value}`)
    }
    const frames = stackFrames(profile, stack, 100).map(({ name, line }) => `${name}:${line}`)
    return `${said.sort().join(', ')}: ${frames.join(' < ')}`
  })
}

const TWO = [
  'state=running: main.main:7',
  'created by=main.main, route=GET /x}]:, state=chan receive, tenant=green, wait=3: main.(*queue).next:12 < main.work:21',
]

describe('the same dump, wherever it stands', () => {
  test.each(files)('%s', async (file) => {
    const bytes = readFileSync(new URL(file, folder))
    for (const packed of [bytes, gzipSync(bytes)]) {
      const { profiles } = await readProfiles(packed)
      expect(profiles.map(({ profile }) => goroutines(profile))).toEqual([TWO])
      expect(profiles[0]!.profile.warnings).toEqual([])
      expect(goroutineGroups(profiles[0]!.profile)?.total).toBe(2)
    }
  })
})

describe('several dumps in one log', () => {
  const lines = (text: string): string[] => text.trimEnd().split('\n')
  const two = new TextDecoder()
    .decode(readFileSync(new URL('rsyslog.log', folder)))
    .replace(/^.*dump: /, '')
    .replaceAll('#012', '\n')
    .replaceAll('#011', '\t')
  const json = (text: string, stream: string, time: string): string =>
    lines(text)
      .map((log) => `${JSON.stringify({ log: `${log}\n`, stream, time })}\n`)
      .join('')
  const read = async (text: string): Promise<[string, string[]][]> => {
    const { profiles } = await readProfiles(new TextEncoder().encode(text))
    return profiles.map(({ name, profile }) => [name, goroutines(profile)])
  }

  test('of a container, with the times of its records', async () => {
    const log = ['06:46:44.123456789', '06:47:44']
      .map((time) => json(`panic\n${two}`, 'stderr', `2026-11-21T${time}Z`))
      .join('')
    expect(await read(log)).toEqual([
      ['snapshot 1 of 2, 2026-11-21 06:46:44', TWO],
      ['snapshot 2 of 2, 2026-11-21 06:47:44', TWO],
    ])
  })

  test('of two streams that are written at once are not mixed', async () => {
    const other = two.replaceAll('main.', 'db.').replace('tenant: green', 'tenant: red')
    const of = [json(two, 'stderr', ''), json(other, 'stdout', '')].map(lines)
    const log = of[0]!.flatMap((line, i) => [line, of[1]![i]]).join('\n')
    const read2 = await read(log)
    expect(read2.map(([name]) => name)).toEqual(['snapshot 1 of 2', 'snapshot 2 of 2'])
    expect(read2[0]![1]).toEqual(TWO)
    expect(read2[1]![1][1]).toContain('db.(*queue).next:12 < db.work:21')
  })

  test('of structured records, in one line each', async () => {
    const log = [1795243604, 1795243664]
      .map((ts) => `${JSON.stringify({ level: 'error', ts, msg: 'hung', stack: two })}\n`)
      .join('')
    expect((await read(log)).map(([name]) => name)).toEqual([
      'snapshot 1 of 2, 2026-11-21 06:46:44',
      'snapshot 2 of 2, 2026-11-21 06:47:44',
    ])
  })

  test('one right behind the other, each with its own first goroutine', async () => {
    const at = (id: number): string =>
      `goroutine ${id} [running]:\nmain.dump()\n\t/a.go:1\n\n${two}`
    for (const between of ['', '\n']) {
      const dumps = await read(`${at(40).trimEnd()}\n${between}${at(41)}`)
      expect(dumps.map(([, all]) => all.length)).toEqual([3, 3])
    }
  })

  test('stacks of panics, one at a time, are counted together', async () => {
    const panic = (time: string): string =>
      `2026/11/21 ${time} boom\n${lines(two).slice(0, 3).join('\n')}\n`
    const { profiles } = await readProfiles(
      new TextEncoder().encode(['06:46:44', '06:46:45', '06:46:46'].map(panic).join('')),
    )
    expect(profiles).toHaveLength(1)
    expect([...profiles[0]!.profile.samples.values[0]!]).toEqual([3])
    expect(profiles[0]!.profile.warnings[0]).toMatch(/^2 goroutines stand here more than once/)
  })
})

test.each([
  ['records in one line', '{"m":"goroutine 1 [x]:\\n"},'],
  ['escaped headers in one line', 'goroutine 1 [x]:\\n"'],
  ['tags without an end', '<pre>goroutine 1 [x]:<a'],
  ['labels without an end', 'goroutine 1 [{"'],
  ['headers with something behind them', 'goroutine 1 [x]: a\nb\n'],
  ['headlines of debug=1', 'goroutine profile: total 1\n'],
])('what only looks like a dump takes linear time: %s', async (_what, piece) => {
  const bytes = new TextEncoder().encode(piece.repeat(1_000_000 / piece.length))
  const started = performance.now()
  await readProfiles(bytes).catch((error: unknown) => expect(error).toBeInstanceOf(ProfileError))
  // Quadratic would be minutes.
  expect(performance.now() - started).toBeLessThan(8000)
})
