import { describe, expect, test } from 'vitest'
import { readProfiles } from '../../../../src/engine/load.ts'
import { traceProfile } from '../../../../src/engine/trace/profiles.ts'
import { lines, open, RECORDED, recorded } from './recorded.ts'

describe('profiles of a trace are those of `go tool trace -pprof`, to the nanosecond', () => {
  test('at least twelve are held against it', () => {
    expect(RECORDED.length).toBeGreaterThanOrEqual(12)
  })

  test.each(RECORDED)('%s', async (name) => {
    const trace = await open(recorded(`${name}.trace`))
    for (const which of ['net', 'sync', 'syscall', 'sched'] as const) {
      const { profiles } = await readProfiles(recorded(`${name}.${which}.pb.gz`))
      expect(lines(traceProfile(trace, which)), which).toEqual(lines(profiles[0]!.profile))
    }
  })

  test('their values are delays; when and how long was recorded is known', async () => {
    const { sampleTypes, header } = traceProfile(await open(recorded('mutex.trace')), 'sync')
    expect(sampleTypes).toEqual([
      { type: 'contentions', unit: 'count' },
      { type: 'delay', unit: 'nanoseconds' },
    ])
    expect(new Date(Number(header.timeNanos / 1_000_000n)).getUTCFullYear()).toBe(2026)
    expect(Number(header.durationNanos)).toBeGreaterThan(5_000_000)
  })
})

test('CPU samples of a trace are a profile', async () => {
  const { samples } = traceProfile(await open(recorded('samples.trace')), 'cpu')
  const sum = samples.values[0]!.reduce((all, count) => all + count, 0)
  expect(sum).toBeGreaterThan(5)
})

test('a file offers its four profiles, and that of CPU samples where there are some', async () => {
  const names = async (name: string): Promise<string[]> =>
    (await readProfiles(recorded(`${name}.trace`))).profiles.map(({ name: text }) => text)
  expect(await names('mutex')).toEqual([
    'net: waiting for the network',
    'sync: waiting for other goroutines',
    'syscall: in system calls',
    'sched: ready, waiting to be run',
  ])
  expect(await names('samples')).toContain('cpu: CPU samples')
})
