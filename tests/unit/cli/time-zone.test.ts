import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const zoneBefore = process.env['TZ']
beforeEach(() => vi.resetModules())
afterEach(() => {
  if (zoneBefore === undefined) delete process.env['TZ']
  else process.env['TZ'] = zoneBefore
})

/** 2026-11-21 02:15:19 UTC and half a year later. */
test.each([
  ['UTC', ['2026-11-21 02:15:19 UTC', '2027-05-22 02:15:19 UTC']],
  // As far from UTC in winter as UTC itself, and yet another name.
  ['Europe/London', ['2026-11-21 02:15:19 GMT', '2027-05-22 03:15:19 GMT+1']],
  ['America/New_York', ['2026-11-20 21:15:19 EST', '2027-05-21 22:15:19 EDT']],
])('a time is written in the zone of its reader: %s', async (zone, expected) => {
  process.env['TZ'] = zone
  const { formatTime } = await import('../../../src/engine/report/time.ts')
  const times = [1_795_227_319_000_000_000n, 1_810_952_119_000_000_000n]
  expect(times.map(formatTime)).toEqual(expected)
})
