import { normalTail } from './distributions.ts'

/** For up to so many values the exact distribution is computed. */
const EXACT = 10

export interface MannKendall {
  /** The number of rising pairs less that of falling pairs. */
  readonly score: number
  /** The variance of the score if there is no trend, corrected for ties. */
  readonly variance: number
  /**
   * The p-value: the probability of such a score or a higher one if every order of the values is
   * equally likely.
   */
  readonly chance: number
}

/**
 * The Mann–Kendall test for a rise, one-sided: exact for up to ten values, with ties; for more by
 * the normal distribution with a continuity correction. Takes time quadratic in the number of
 * values.
 * @param memory how many values count as one independent value
 */
export function mannKendall(values: ArrayLike<number>, memory = 1): MannKendall {
  const n = values.length
  let score = 0
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) score += Math.sign(values[j]! - values[i]!)
  }
  const ties = tiesOf(values)
  const spread = (t: number): number => t * (t - 1) * (2 * t + 5)
  const variance = (spread(n) - ties.reduce((sum, t) => sum + spread(t), 0)) / 18
  if (variance <= 0) return { score, variance: 0, chance: 1 }
  const chance =
    n <= EXACT && memory === 1
      ? exactTail(score, n, ties)
      : normalTail((score - Math.sign(score)) / Math.sqrt(variance * memory))
  return { score, variance, chance }
}

/** The sizes of the groups of equal values. */
function tiesOf(values: ArrayLike<number>): number[] {
  const sorted = Float64Array.from(values).sort()
  const ties: number[] = []
  let run = 1
  for (let i = 1; i <= sorted.length; i++) {
    if (i < sorted.length && sorted[i] === sorted[i - 1]) run++
    else {
      if (run > 1) ties.push(run)
      run = 1
    }
  }
  return ties
}

/**
 * The number of arrangements by inversions is given by the coefficients of [n]! / ∏ [t]! in
 * q-numbers, where [k] = 1 + q + … + q^(k-1); the score is the number of untied pairs less twice
 * the inversions.
 */
function exactTail(score: number, n: number, ties: readonly number[]): number {
  let counts = [1]
  for (let k = 2; k <= n; k++) counts = times(counts, k)
  for (const t of ties) for (let k = 2; k <= t; k++) counts = over(counts, k)
  const most = (counts.length - 1 - score) / 2
  let all = 0
  let asHigh = 0
  for (let inversions = 0; inversions < counts.length; inversions++) {
    all += counts[inversions]!
    if (inversions <= most) asHigh += counts[inversions]!
  }
  return asHigh / all
}

function times(counts: readonly number[], k: number): number[] {
  const product = new Array<number>(counts.length + k - 1).fill(0)
  for (const [i, count] of counts.entries()) {
    for (let j = 0; j < k; j++) product[i + j]! += count
  }
  return product
}

/** The inverse of `times`. */
function over(counts: readonly number[], k: number): number[] {
  const quotient: number[] = []
  for (let i = 0; i < counts.length - k + 1; i++) {
    let count = counts[i]!
    for (let j = 1; j < k && j <= i; j++) count -= quotient[i - j]!
    quotient.push(count)
  }
  return quotient
}
