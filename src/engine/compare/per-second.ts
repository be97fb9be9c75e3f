import type { Profile } from '../profile/profile.ts'
import { sameFamily } from '../profile/units.ts'
import type { Sides } from './sides.ts'

/** Nanoseconds in a second. */
export const SECOND = 1e9

/** Durations that differ by less than this share are taken for equal. */
const SAME_DURATION = 0.02

/** Values of sums are to stay exact: whole multiples of a quantum, below 2 to this power of it. */
const EXACT_BITS = 52
/** The finest quantum is 2 to the minus this. */
const FINEST = 20

/**
 * Types that add up for as long as is recorded, beside those of time. What a heap holds, or how many
 * goroutines there are, does not.
 */
const COUNTED = [
  'samples',
  'contentions',
  'alloc_space',
  'alloc_objects',
  'allocations',
  'lock_count',
  'exceptions',
]

/** What is to be known of two recordings to compare how much there is in a second of each. */
export interface Rates {
  /** Whether both say how long they are. */
  readonly possible: boolean
  /** Sample types whose amounts differ by the length of the recordings alone, by their names. */
  readonly advised: readonly string[]
}

/** Which of the sample types, common to both, are better compared per second. */
export function ratesOf({ old, new: now }: Sides<Profile>): Rates {
  const [before, after] = [durationOf(old), durationOf(now)]
  const possible = before > 0 && after > 0
  const differ = Math.abs(after - before) > SAME_DURATION * Math.max(before, after)
  if (!possible || !differ) return { possible, advised: [] }
  const adding = now.sampleTypes.filter(
    ({ type, unit }) => COUNTED.includes(type) || sameFamily(unit, 'ns'),
  )
  return { possible, advised: adding.map(({ type }) => type) }
}

/** Nanoseconds; 0 where the profile does not say. */
export function durationOf({ header }: Pick<Profile, 'header'>): number {
  return Number(header.durationNanos)
}

/**
 * The values of both sides in an average second of each. Values are rounded to a power of two, fine
 * enough for the sums of a million samples, so that sums and differences of them are exact: what is
 * alike on both sides differs by 0.
 */
export function perSecond(sides: Sides<Profile>): Sides<readonly Float64Array[]> {
  const columns = sides.old.samples.values.map((_, type) => {
    const old = sides.old.samples.values[type]!
    const now = sides.new.samples.values[type]!
    const [ofOld, ofNew] = [SECOND / durationOf(sides.old), SECOND / durationOf(sides.new)]
    const largest = Math.max(1, sizeOf(old) * ofOld + sizeOf(now) * ofNew)
    const bits = Math.min(FINEST, EXACT_BITS - Math.ceil(Math.log2(largest)))
    const quantum = 2 ** -Math.max(0, bits)
    return { old: rounded(old, ofOld, quantum), new: rounded(now, ofNew, quantum) }
  })
  return { old: columns.map((both) => both.old), new: columns.map((both) => both.new) }
}

function sizeOf(column: Float64Array): number {
  let size = 0
  for (const value of column) size += Math.abs(value)
  return size
}

function rounded(column: Float64Array, factor: number, quantum: number): Float64Array {
  const products = new Float64Array(column.length)
  for (let i = 0; i < products.length; i++) {
    // `+ 0` makes no difference but to turn -0 into 0.
    products[i] = Math.round((column[i]! * factor) / quantum) * quantum + 0
  }
  return products
}
