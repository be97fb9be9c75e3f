import { mannKendall } from '../statistics/mann-kendall.ts'
import { theilSen } from '../statistics/theil-sen.ts'
import type { Points, Step } from './steps.ts'

// The shape of growing values: when the growth begins, whether it continues to the end, how it is
// spread.

/** How growth ends: it continues, slows down, has stopped, or cannot be told. */
export type End = 'grows' | 'unclear' | 'slows' | 'filled'

/** Rates that are this many standard errors apart are different. */
const DIFFERENT = 3
/** Growth slows if that of the second half is less than this share of the first. */
const SLOWING = 0.6
/** The share of the growth that may still be to come for something that has all but filled. */
const LITTLE = 0.1

/**
 * The variance per unit of time of the differences between consecutive steps, which slow changes
 * of the rate do not affect; with one more step, as scattered as random arrivals, and at least the
 * variance of these.
 * @param at where the rate is thought to change: the change there does not count as scatter
 */
function scatterOf({ values, places, unit }: Points, steps: readonly Step[], at = 0): number {
  const n = values.length
  const byChance = (unit * (values[n - 1]! - values[0]!)) / (places[n - 1]! - places[0]!)
  let [sum, count] = [byChance, 1]
  for (let i = 1; i < steps.length; i++) {
    if (i === at) continue
    const [one, other] = [steps[i - 1]!, steps[i]!]
    const change = other.by / other.time - one.by / one.time
    sum += change ** 2 / (1 / one.time + 1 / other.time)
    count++
  }
  return Math.max(sum / count, byChance)
}

/**
 * Decides how the growth ends.
 * @param steps of the points
 */
export function endOf(points: Points, steps: readonly Step[]): End {
  const { values } = points
  const n = values.length
  const growth = values[n - 1]! - values[0]!
  if (growth <= 0 || n < 3) return 'unclear'
  for (const from of [flatFrom(values, growth), n - Math.max(3, Math.ceil(n / 3))]) {
    if (from > 0 && n - from >= 3 && isFlat(points, steps, from)) return 'filled'
  }
  const slowing = slowingOf(points, steps)
  if (slowing !== null) return slowing
  return steps.at(-1)!.by > 0 && endRises(points) ? 'grows' : 'unclear'
}

/** The index at which the longest tail begins that hardly moves. */
function flatFrom(values: ArrayLike<number>, growth: number): number {
  let from = values.length - 1
  let [low, high] = [values[from]!, values[from]!]
  while (from > 0) {
    low = Math.min(low, values[from - 1]!)
    high = Math.max(high, values[from - 1]!)
    if (high - low > 0.12 * growth) break
    from--
  }
  return from
}

/** Whether the values are constant from there on and were not before, beyond the scatter. */
function isFlat(points: Points, steps: readonly Step[], from: number): boolean {
  const { values, places } = points
  const scatter = scatterOf(points, steps, from)
  const n = values.length
  const before = places[from]! - places[0]!
  const behind = places[n - 1]! - places[from]!
  const early = (values[from]! - values[0]!) / before
  const late = theilSen(
    Array.from({ length: n - from }, (_, i) => values[from + i]!),
    places.slice(from),
  ).slope
  const error = Math.sqrt(scatter * (1 / behind + 1 / before))
  const isStill = late < 0.05 * early || late < 2 * Math.sqrt(scatter / behind)
  return early > 0 && late < 0.3 * early && isStill && early - late > DIFFERENT * error
}

/**
 * Whether growth slows down: `filled` if little is still to come when steps keep shrinking in the
 * same ratio; null if it does not slow.
 */
function slowingOf(points: Points, steps: readonly Step[]): 'slows' | 'filled' | null {
  const { values, places } = points
  const scatter = scatterOf(points, steps)
  const n = values.length
  if (n < 5) {
    const [first, last] = [steps[0]!, steps.at(-1)!]
    return last.by / last.time < (SLOWING * first.by) / first.time ? 'slows' : null
  }
  const middle = (places[0]! + places[n - 1]!) / 2
  let half = 1
  while (half < n - 2 && places[half + 1]! <= middle) half++
  const [before, behind] = [places[half]! - places[0]!, places[n - 1]! - places[half]!]
  const early = (values[half]! - values[0]!) / before
  const late = (values[n - 1]! - values[half]!) / behind
  if (late >= SLOWING * early) return null
  const ratio = Math.max(0, late / early)
  const toCome = ((values[n - 1]! - values[half]!) * ratio) / (1 - ratio)
  const isSure =
    early - late > DIFFERENT * Math.sqrt(scatter * (1 / before + 1 / behind)) ||
    mannKendall(steps.map(({ by, time }) => -by / time)).chance < 0.01
  return isSure && toCome < LITTLE * (values[n - 1]! - values[0]!) ? 'filled' : 'slows'
}

/** Whether the last third alone grows at least at half the rate of the whole. */
function endRises({ values, places }: Points): boolean {
  const n = values.length
  const from = n - Math.max(3, Math.ceil(n / 3))
  const [start, place] = [values[from]!, places[from]!]
  const late = (values[n - 1]! - start) / (places[n - 1]! - place)
  return late >= (0.5 * (values[n - 1]! - values[0]!)) / (places[n - 1]! - places[0]!)
}

/** Whether no single step has half of the growth, and each quarter of the time has its part. */
export function isSpread(
  { values, places }: Points,
  steps: readonly Step[],
  growth: number,
): boolean {
  const n = values.length
  const time = places[n - 1]! - places[0]!
  const isJump = steps.some((step) => step.by > growth * Math.max(0.5, (2 * step.time) / time))
  if (growth <= 0 || isJump) return false
  if (n < 8) return steps.filter(({ by }) => by > 0).length >= 0.7 * steps.length
  // The growth within each quarter of the time.
  const parts = [0, 0, 0, 0]
  for (const [i, { by }] of steps.entries()) {
    const middle = (places[i]! + places[i + 1]!) / 2 - places[0]!
    parts[Math.min(3, Math.floor((4 * middle) / time))]! += by
  }
  return parts.every((part) => part >= 0.08 * growth)
}

/**
 * Whether the lowest points of a sawtooth rise; null if there are too few.
 * @param chance of so much more at the last than at the first
 */
export function troughsRise(
  values: ArrayLike<number>,
  chance: (last: number, first: number) => number,
): boolean | null {
  const troughs = troughsOf(values)
  if (troughs.length < 4) return null
  return mannKendall(troughs).chance < 0.05 && chance(troughs.at(-1)!, troughs[0]!) < 0.01
}

/** The lowest values, each between a fall of a quarter of the range and the rise after it. */
function troughsOf(values: ArrayLike<number>): number[] {
  const [least, most] = rangeOf(values)
  const enough = (most - least) / 4
  const troughs: number[] = []
  let [peak, low, isDown] = [values[0]!, values[0]!, false]
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!
    if (isDown) {
      low = Math.min(low, value)
      if (value - low < enough) continue
      troughs.push(low)
      ;[isDown, peak] = [false, value]
    } else {
      peak = Math.max(peak, value)
      if (peak - value >= enough) [isDown, low] = [true, value]
    }
  }
  return troughs
}

/** The least and the largest value. */
export function rangeOf(values: ArrayLike<number>): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < values.length; i++) {
    low = Math.min(low, values[i]!)
    high = Math.max(high, values[i]!)
  }
  return [low, high]
}

/** The index at which lasting growth begins: the last value that is hardly above the first. */
export function risesFrom(values: ArrayLike<number>): number {
  const growth = values[values.length - 1]! - values[0]!
  let from = 0
  for (let i = 0; i < values.length; i++) if (values[i]! <= values[0]! + 0.02 * growth) from = i
  return Math.max(0, Math.min(from, values.length - 2))
}
