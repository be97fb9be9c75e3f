/** How values develop from snapshot to snapshot. */
export interface Trend {
  /** The last value less the first: what pprof shows with the first as `-base`. */
  readonly growth: number
  /**
   * The number of steps from one snapshot to the next in which the value rose, and in which it
   * fell.
   */
  readonly rose: number
  readonly fell: number
  /** The slope per unit of the places, by least squares. */
  readonly slope: number
}

/**
 * @param values one per snapshot
 * @param places of the snapshots: seconds, or 0, 1, 2 …; ascending, not all equal
 */
export function trendOf(values: ArrayLike<number>, places: readonly number[]): Trend {
  const count = values.length
  let rose = 0
  let fell = 0
  let meanValue = 0
  let meanPlace = 0
  for (let i = 0; i < count; i++) {
    meanValue += values[i]! / count
    meanPlace += places[i]! / count
    if (i === 0) continue
    if (values[i]! > values[i - 1]!) rose++
    if (values[i]! < values[i - 1]!) fell++
  }
  let covariance = 0
  let variance = 0
  for (let i = 0; i < count; i++) {
    const off = places[i]! - meanPlace
    covariance += off * (values[i]! - meanValue)
    variance += off * off
  }
  return {
    growth: count === 0 ? 0 : values[count - 1]! - values[0]!,
    rose,
    fell,
    slope: variance === 0 ? 0 : covariance / variance,
  }
}
