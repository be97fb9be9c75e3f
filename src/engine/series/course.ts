import { coinTail, normalTail, studentTail } from '../statistics/distributions.ts'
import { mannKendall } from '../statistics/mann-kendall.ts'
import { theilSen } from '../statistics/theil-sen.ts'
import { type End, endOf, isSpread, rangeOf, risesFrom, troughsRise } from './shape.ts'
import { type Points, stepsOf } from './steps.ts'
import { total } from './sums.ts'
import type { Turnover } from './turnover.ts'

// What one row of values does over time, without a word about what it counts.

/** Values of a stack, or of several together, in one piece of a series. */
export interface Course extends Points {
  /** Events by step, where it is known what came and what left. */
  readonly turnover: Turnover | null
  /** Sizes of something that is replaced by ever larger copies: these go where it goes. */
  readonly sizes: ArrayLike<number> | null
}

export interface Judged {
  /** Last less first. */
  readonly growth: number
  /** Theil–Sen slope by unit of the places, and its interval of 95 %. */
  readonly rate: number
  readonly low: number
  readonly high: number
  /** The chance that values which go nowhere have such a trend. */
  readonly trendChance: number
  readonly end: End
  /** Of what rises, the share that falls again; 0: it never falls. */
  readonly falling: number
  /** Of what came, the share that left again: by turnover where it is known, else by the falls. */
  readonly leaving: number
  /** Snapshots since it began to rise. */
  readonly rising: number
  /** Whether since then the growth is spread over the time and not a step or two. */
  readonly spread: boolean
  /** Whether it comes and goes: the range is beyond chance and much of it is lost again. */
  readonly varies: boolean
  /** Whether the lowest points between the falls rise; null where there are too few. */
  readonly troughsRise: boolean | null
}

/** A fall by so much of the rises is a way down, not a scatter. */
const WAVE = 0.3
/** Where neither of two tests sees so much, the third is not asked. */
const HOPELESS = 0.3

/**
 * The chance that values which go nowhere end so much higher than they began. Linear in the values,
 * and quadratic for the few that look as if they grow.
 * @param least the smallest growth that matters; less is not looked at
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

/** Of so much more that came than left, each being as likely. */
export function turnoverChance(came: number, left: number): number {
  return coinTail(came, came + left)
}

/** @param least the smallest growth that matters */
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

/** How many copies there are at a time is chance; how large they are is not. */
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
 * Of a drift among steps that are otherwise as likely up as down (a random walk, which a population
 * of long-lived members is): Student's t on the steps. One more step, as scattered as arrivals by
 * chance would be, is counted in, so that few equal steps do not seem certain.
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
  // Sampled values are never quieter than their sampling.
  const variance = Math.max(scatter / freedom, turnover && unit > 1 ? byChance : 0)
  return studentTail((rate * Math.sqrt(time)) / Math.sqrt(variance), freedom)
}

/**
 * How many values are worth one: values that remember the one before swing to and fro more slowly
 * than chance would, and look like trends. From the correlation of each rest with the next.
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
  // The estimate is too low by about (1 + 4r)/n.
  const raw = with0 > 0 ? with1 / with0 : 0
  const correlation = Math.min(0.95, Math.max(0, raw + (1 + 4 * raw) / n))
  return (1 + correlation) / (1 - correlation)
}

/** Of two counts of the same population whose members are independent. */
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
