import { coinTail, normalTail, studentTail } from '../statistics/distributions.ts'
import { mannKendall } from '../statistics/mann-kendall.ts'
import { theilSen } from '../statistics/theil-sen.ts'
import { type End, endOf, isSpread, rangeOf, risesFrom, troughsRise } from './shape.ts'
import { type Points, stepsOf } from './steps.ts'
import { total } from './sums.ts'
import type { Turnover } from './turnover.ts'

// How one row of values develops over time, whatever it counts.

/** Values of a stack, or of several together, in one piece of a series. */
export interface Course extends Points {
  /** What came and what left in each step; null if it is not known. */
  readonly turnover: Turnover | null
  /**
   * Sizes of an object that is replaced by ever larger copies (copies.ts), whose growth decides;
   * null for others.
   */
  readonly sizes: ArrayLike<number> | null
}

export interface Judged {
  /** The last value less the first. */
  readonly growth: number
  /** Theil–Sen slope per unit of the places, and the ends of its 95 % interval. */
  readonly rate: number
  readonly low: number
  readonly high: number
  /** The chance that values without a trend look like this one. */
  readonly trendChance: number
  readonly end: End
  /** The sum of the falls as a share of the sum of the rises; 0 if it never falls. */
  readonly falling: number
  /**
   * The share of what came that left again: from the turnover if it is known, otherwise from the
   * falls.
   */
  readonly leaving: number
  /** The number of snapshots since the values began to rise. */
  readonly rising: number
  /** Whether the growth since then is spread over the time instead of one or two steps. */
  readonly spread: boolean
  /**
   * Whether the values come and go: they move more than by chance, and much of each rise is lost
   * again.
   */
  readonly varies: boolean
  /** Whether the lowest points between the falls rise; null if there are too few of them. */
  readonly troughsRise: boolean | null
}

/** Falls of at least this share of the rises are real, not scatter. */
const WAVE = 0.3
/** If neither of two tests gives a chance below this, the third is left out. */
const HOPELESS = 0.3

/**
 * The chance that values without a trend end so much higher than they began. Takes time linear in
 * the values, and quadratic for the few that look as if they grow.
 * @param least the smallest growth that matters; for less the chance is 1
 */
export function growthChance(course: Course, least: number): number {
  const { values, unit, turnover } = course
  const [first, last] = [values[0]!, values[values.length - 1]!]
  if (last - first < least) return 1
  if (course.sizes) return growthChance(ofOneCopy(course, course.sizes), least)
  if (turnover) return turnoverChance(total(turnover.came), total(turnover.left))
  const [drift, level] = [driftChance(course), levelChance(first, last, unit)]
  if (Math.min(drift, level) > HOPELESS) return 1
  return Math.min(1, 3 * Math.min(orderChance(course), drift, level))
}

/** The chance that so much more came than left, if both are equally likely. */
export function turnoverChance(came: number, left: number): number {
  return coinTail(came, came + left)
}

/**
 * Judges growth, end and variation of one row of values.
 * @param least the smallest growth that matters
 */
export function judge(course: Course, least: number): Judged {
  const { values, places, unit, turnover } = course
  const growth = values[values.length - 1]! - values[0]!
  if (course.sizes && growth >= least) return judgeCopies(course, course.sizes, least)
  let [rises, falls] = [0, 0]
  for (const { by } of stepsOf(course)) {
    rises += Math.max(0, by)
    falls += Math.max(0, -by)
  }
  const falling = rises > 0 ? falls / rises : 1
  const varies = falling > WAVE && isBeyondChance(course)
  const still: Judged = {
    ...{ growth, rate: 0, low: 0, high: 0, trendChance: 1, end: 'unclear' },
    ...{ falling, leaving: 1, rising: 0, spread: false, varies, troughsRise: null },
  }
  if (growth < least) return still
  const [came, left] = turnover ? [total(turnover.came), total(turnover.left)] : [0, 0]
  const turned = turnover ? turnoverChance(came, left) : 0
  const { slope, low, high } = theilSen(values, places)
  const from = risesFrom(values)
  const risen = { unit, values: Array.from(values).slice(from), places: places.slice(from) }
  const steps = stepsOf(risen)
  return {
    ...still,
    ...{ rate: slope, low, high },
    trendChance: Math.max(
      turned,
      Math.min(1, 2 * Math.min(orderChance(course), driftChance(course))),
    ),
    end: endOf(risen, steps),
    leaving: turnover ? (came > 0 ? left / came : 1) : falling,
    rising: values.length - from,
    spread: isSpread(risen, steps, growth),
    troughsRise: varies
      ? troughsRise(values, (last, first) => levelChance(first, last, unit))
      : null,
  }
}

/** The number of copies at a time is chance; their size is not. */
function judgeCopies(course: Course, sizes: ArrayLike<number>, least: number): Judged {
  const { values } = course
  const judged = judge(ofOneCopy(course, sizes), least)
  const copies = total(values) / total(sizes)
  const { rate, low, high } = judged
  return {
    ...judged,
    growth: values[values.length - 1]! - values[0]!,
    ...{ rate: copies * rate, low: copies * low, high: copies * high },
  }
}

function ofOneCopy(course: Course, values: ArrayLike<number>): Course {
  return { ...course, values, sizes: null }
}

function orderChance(course: Course): number {
  return mannKendall(course.values, memoryOf(course)).chance
}

/**
 * The chance of such a drift where steps up and down are equally likely (a random walk, as of a
 * population of long-lived members): Student's t on the steps. One more step, as scattered as
 * random arrivals, is added, so that a few equal steps do not look certain.
 */
function driftChance({ values, places, unit, turnover }: Course): number {
  const freedom = values.length - 1
  const growth = values[freedom]! - values[0]!
  const time = places[freedom]! - places[0]!
  const rate = growth / time
  const events = turnover ? total(turnover.came) + total(turnover.left) : Math.abs(growth) / unit
  const byChance = (unit * unit * events) / time
  let scatter = byChance
  for (let i = 0; i < freedom; i++) {
    const length = places[i + 1]! - places[i]!
    scatter += (values[i + 1]! - values[i]! - rate * length) ** 2 / length
  }
  // Sampled values scatter at least as much as their sampling.
  const variance = Math.max(scatter / freedom, turnover && unit > 1 ? byChance : 0)
  return studentTail((rate * Math.sqrt(time)) / Math.sqrt(variance), freedom)
}

/**
 * How many values count as one independent value: values that correlate with the one before
 * fluctuate more slowly than by chance, and look like trends. From the correlation of each
 * residual with the next.
 */
function memoryOf({ values, places }: Course): number {
  const n = values.length
  if (n < 8) return 1
  const slope = leastSquares(values, places)
  const rests = Array.from(values, (value, i) => value - slope * places[i]!)
  const mean = total(rests) / n
  let [with0, with1] = [0, 0]
  for (let i = 0; i < n; i++) {
    with0 += (rests[i]! - mean) ** 2
    if (i > 0) with1 += (rests[i]! - mean) * (rests[i - 1]! - mean)
  }
  // The estimate is biased downwards by about (1 + 4r)/n.
  const raw = with0 > 0 ? with1 / with0 : 0
  const correlation = Math.min(0.95, Math.max(0, raw + (1 + 4 * raw) / n))
  return (1 + correlation) / (1 - correlation)
}

/** The chance of two such counts of the same population, if its members are independent. */
function levelChance(first: number, last: number, unit: number): number {
  const events = (Math.max(0, first) + Math.max(0, last)) / unit
  return events > 0 ? normalTail((last - first) / unit / Math.sqrt(events)) : 1
}

function isBeyondChance({ values, unit }: Course): boolean {
  const [low, high] = rangeOf(values)
  const mean = total(values) / values.length
  return high - low > 0.3 * high && (high - low) / unit > 5 * Math.sqrt((2 * mean) / unit)
}

function leastSquares(values: ArrayLike<number>, places: readonly number[]): number {
  const [value, place] = [total(values) / values.length, total(places) / places.length]
  let [covariance, variance] = [0, 0]
  for (let i = 0; i < places.length; i++) {
    covariance += (places[i]! - place) * (values[i]! - value)
    variance += (places[i]! - place) ** 2
  }
  return covariance / variance
}
