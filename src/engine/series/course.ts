import { coinTail, normalTail, studentTail } from '../statistics/distributions.ts'
import { mannKendall } from '../statistics/mann-kendall.ts'
import { theilSen } from '../statistics/theil-sen.ts'
import { type End, endOf, isSpread, rangeOf, risesFrom, troughsRise } from './shape.ts'
import { type Points, type Step, stepsOf } from './steps.ts'
import { total } from './sums.ts'
import type { Turnover } from './turnover.ts'

// What one row of values does over time, without a word about what it counts.

/** Values of a stack, or of several together, in one piece of a series. */
export interface Course extends Points {
  /** Events by step, where it is known what came and what left. */
  readonly turnover: Turnover | null
}

export interface Judged {
  /** Last less first. */
  readonly growth: number
  /** Theil–Sen slope by unit of the places, and its interval of 95 %. */
  readonly rate: number
  readonly low: number
  readonly high: number
  /** The chance that values which go nowhere look like this: by their trend alone … */
  readonly trendChance: number
  /** … and by whatever else shows that there is more at the end than at the start. */
  readonly growthChance: number
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
/** Nothing that is less sure than this before it is adjusted is ever named. */
const PROMISING = 0.05

/**
 * Linear in the values, and quadratic for the few that look as if they grow.
 * @param least the smallest growth that matters
 */
export function judge(course: Course, least: number): Judged {
  const { values, places, unit, turnover } = course
  const growth = values[values.length - 1]! - values[0]!
  const steps = stepsOf(course)
  let [rises, falls] = [0, 0]
  for (const { by } of steps) {
    rises += Math.max(0, by)
    falls += Math.max(0, -by)
  }
  const falling = rises > 0 ? falls / rises : 1
  const varies = falling > WAVE && isBeyondChance(course)
  const [came, left] = turnover ? [total(turnover.came), total(turnover.left)] : [0, 0]
  const turned = turnover ? coinTail(came, came + left) : 0
  const still: Judged = {
    ...{ growth, rate: 0, low: 0, high: 0, trendChance: 1, growthChance: 1, end: 'unclear' },
    ...{ falling, leaving: 1, rising: 0, spread: false, varies, troughsRise: null },
  }
  if (growth < least || turned > PROMISING) return still
  const ordered = mannKendall(values, memoryOf(course)).chance
  const drift = driftChance(course, steps, growth)
  const level = turnover ? turned : levelChance(values[0]!, values[values.length - 1]!, unit)
  const growthChance = turnover ? turned : Math.min(1, 3 * Math.min(ordered, drift, level))
  if (growthChance > PROMISING) return still
  const { slope, low, high } = theilSen(values, places)
  const from = risesFrom(values)
  const risen = { unit, values: Array.from(values).slice(from), places: places.slice(from) }
  const risenSteps = stepsOf(risen)
  return {
    ...still,
    ...{ rate: slope, low, high, growthChance },
    trendChance: Math.max(turned, Math.min(1, 2 * Math.min(ordered, drift))),
    end: endOf(risen, risenSteps),
    leaving: turnover ? (came > 0 ? left / came : 1) : falling,
    rising: values.length - from,
    spread: isSpread(risen, risenSteps, growth),
    troughsRise: varies
      ? troughsRise(values, (last, first) => levelChance(first, last, unit))
      : null,
  }
}

/**
 * Of a drift among steps that are otherwise as likely up as down (a random walk, which a population
 * of long-lived members is): Student's t on the steps. One more step, as scattered as arrivals by
 * chance would be, is counted in, so that few equal steps do not seem certain.
 */
function driftChance({ places, unit, turnover }: Course, steps: readonly Step[], growth: number) {
  const time = places.at(-1)! - places[0]!
  const rate = growth / time
  const events = turnover ? total(turnover.came) + total(turnover.left) : Math.abs(growth) / unit
  const byChance = (unit * unit * events) / time
  const scatter = total(steps.map(({ by, time }) => (by - rate * time) ** 2 / time))
  const freedom = steps.length
  const variance = (scatter + byChance) / freedom
  // Sampled values are never quieter than their sampling.
  const least = turnover && unit > 1 ? Math.max(variance, byChance) : variance
  return studentTail((rate * Math.sqrt(time)) / Math.sqrt(least), freedom)
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
