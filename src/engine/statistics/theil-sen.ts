import { mannKendall } from './mann-kendall.ts'

export interface Slope {
  /** The median of the slopes of all pairs, per unit of the places. */
  readonly slope: number
  /** Ends of its 95 % interval; for few values the least and the greatest slope. */
  readonly low: number
  readonly high: number
}

/** For up to so many values all pairs are used; longer series are thinned out evenly. */
const MOST = 120

/**
 * The Theil–Sen slope with Sen's interval, for values at any places.
 * @param places ascending; at least two
 */
export function theilSen(values: ArrayLike<number>, places: ArrayLike<number>): Slope {
  const stride = Math.ceil(values.length / MOST)
  // Thinned from the end, which matters most.
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
