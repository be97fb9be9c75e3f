import { mannKendall } from './mann-kendall.ts'

export interface Slope {
  /** Median of the slopes of all pairs: rise per unit of the places. */
  readonly slope: number
  /** Ends of its interval of 95 %; equal to the least and the greatest slope for few values. */
  readonly low: number
  readonly high: number
}

/** Pairs of a series of so many values are all looked at; of longer ones every so-many-eth value. */
const MOST = 120

/**
 * The Theil–Sen slope with Sen's interval, for values at any places.
 * @param places ascending; at least two
 */
export function theilSen(values: ArrayLike<number>, places: ArrayLike<number>): Slope {
  const stride = Math.ceil(values.length / MOST)
  // From the end, which matters most.
  const kept: number[] = []
  for (let i = values.length - 1; i >= 0; i -= stride) kept.unshift(i)
  const slopes = new Float64Array((kept.length * (kept.length - 1)) / 2)
  let count = 0
  for (let j = 1; j < kept.length; j++) {
    for (let i = 0; i < j; i++) {
      const [from, to] = [kept[i]!, kept[j]!]
      slopes[count++] = (values[to]! - values[from]!) / (places[to]! - places[from]!)
    }
  }
  if (count === 0) return { slope: 0, low: 0, high: 0 }
  slopes.sort()
  const { variance } = mannKendall(kept.map((i) => values[i]!))
  const reach = 1.96 * Math.sqrt(variance)
  const at = (rank: number): number => slopes[Math.min(count - 1, Math.max(0, rank))]!
  return {
    slope: (at((count - 1) >> 1) + at(count >> 1)) / 2,
    low: at(Math.round((count - reach) / 2)),
    high: at(Math.round((count + reach) / 2)),
  }
}
