import { describe, expect, test } from 'vitest'
import { placeSnapshots } from '../../../../src/engine/series/order.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
/** Some day, in milliseconds since 1970. */
const DAY = Date.UTC(2026, 10, 21)

/** A profile that says when it was taken. */
const recorded = (name: string, at: number) => ({
  name,
  timeNanos: BigInt(DAY + at) * 1_000_000n,
  taken: DAY + 7 * 24 * 60 * MINUTE,
})

/** One that does not, in a file that was written then; null: nobody knows when. */
const written = (name: string, at: number | null) => ({
  name,
  timeNanos: 0n,
  taken: at === null ? 0 : DAY + at,
})

describe('the order of snapshots', () => {
  test('is that of their times, if all have one', () => {
    const placed = placeSnapshots([recorded('a', 5 * SECOND), recorded('b', 2500)], false)
    expect(placed).toEqual({ order: [1, 0], places: [0, 2.5], timed: true, byTaken: false })
  })

  test('is that of the numbers in their names where nothing says when', () => {
    const names = ['heap.10', 'heap.9', 'heap'].map((name) => written(name, null))
    const placed = placeSnapshots(names, false)
    expect(placed).toEqual({ order: [2, 1, 0], places: [0, 1, 2], timed: false, byTaken: false })
  })

  test('is that of their files where they do not say themselves', () => {
    const dumps = [written('before', MINUTE), written('after', 3 * MINUTE), written('at', 0)]
    expect(placeSnapshots(dumps, false)).toEqual({
      order: [2, 0, 1],
      places: [0, 60, 180],
      timed: true,
      byTaken: true,
    })
  })

  test('is not that of files that were unpacked together', () => {
    const unpacked = [written('dump.10', 0), written('dump.9', 12), written('dump.8', 500)]
    expect(placeSnapshots(unpacked, false)).toEqual({
      order: [2, 1, 0],
      places: [0, 1, 2],
      timed: false,
      byTaken: false,
    })
  })

  test('takes files in among profiles that say when they were taken, if they fit', () => {
    const heaps = [recorded('a', 0), recorded('b', 2 * MINUTE)]
    const fits = placeSnapshots([written('dump', MINUTE), ...heaps], false)
    expect(fits).toMatchObject({ order: [1, 0, 2], places: [0, 60, 120], byTaken: true })
    const follows = placeSnapshots([written('dump', 4 * MINUTE), ...heaps], false)
    expect(follows).toMatchObject({ order: [1, 2, 0], places: [0, 120, 240] })
    // Copied since: its time is the copy's.
    const copied = placeSnapshots([written('dump', 60 * MINUTE), ...heaps], false)
    expect(copied).toMatchObject({ order: [1, 2, 0], places: [0, 1, 2], timed: false })
  })

  test('needs the time of every file', () => {
    const dumps = [written('b', 0), written('a', null), written('c', MINUTE)]
    expect(placeSnapshots(dumps, false)).toMatchObject({ order: [1, 0, 2], timed: false })
  })

  test('stays where a person gave it; then times count only where they rise', () => {
    const dumps = [written('b', MINUTE), written('a', 2 * MINUTE)]
    expect(placeSnapshots(dumps, true)).toMatchObject({ places: [0, 60], timed: true })
    const turned = placeSnapshots(dumps.toReversed(), true)
    expect(turned).toMatchObject({ order: [0, 1], places: [0, 1], timed: false })
  })
})
