import type { Judged } from './course.ts'
import type { FindingKind } from './finding.ts'
import type { GoroutineEvidence, IdEvidence } from './goroutine-evidence.ts'

/** All that the decision about a candidate depends on. */
export interface Known {
  readonly judged: Judged
  /** Chances, adjusted for the number of candidates. */
  readonly trendChance: number
  readonly growthChance: number
  /** The number of distinct observations. */
  readonly snapshots: number
  /** Minutes from the first to the last snapshot; null if the times are not known. */
  readonly minutes: number | null
  /** The smallest growth that matters. */
  readonly least: number
  /** The largest value less the first: shows what has come and gone again. */
  readonly peak: number
  readonly goroutines: GoroutineEvidence | null
}

/** Below these chances a finding is called a leak, or growth. */
export const LEAKS_BELOW = 0.01
export const GROWS_BELOW = 0.05
/** From this number of snapshots on, the numbers alone can be significant. */
export const ENOUGH = 5
/** The share that may leave again of something that leaks. */
export const LEAVING = 0.1

/**
 * Decides which kind of finding a candidate is; null if there is nothing to report.
 * @param known of one candidate in one piece of the series
 */
export function decide(known: Known): Exclude<FindingKind, 'nothing'> | null {
  const { judged, least, peak, growthChance } = known
  const { growth, end, varies, troughsRise } = judged
  if (known.goroutines?.leaked) return 'leaks'
  // A single jump has no slope yet; a negative slope means that the values have only come back.
  const stands = growth >= least && growth >= 0.5 * peak && judged.rate >= 0
  if (growth >= least && isProven(known)) return 'leaks'
  const grows = stands && growthChance <= GROWS_BELOW
  if (!grows) return varies && known.snapshots >= ENOUGH - 1 ? 'varies' : null
  // If the values also fall much, the lowest points decide; with too few of them the whole course,
  // if it is clear.
  if (varies && !(troughsRise ?? known.trendChance <= LEAKS_BELOW)) return 'varies'
  if (end === 'filled') return 'filled'
  if (leaksByTrend(known) || leaksByIds(known)) return 'leaks'
  return 'grows'
}

/** Whether nothing can ever wake these goroutines, and there are more of them than before. */
export function isProven({ goroutines }: Known): boolean {
  return goroutines !== null && (goroutines.leaked || goroutines.forever >= 0.9)
}

/** Whether it grows evenly, still grows at the end, and nothing leaves. */
function leaksByTrend({ judged, snapshots, trendChance }: Known): boolean {
  return (
    Math.min(snapshots, judged.rising) >= ENOUGH &&
    trendChance <= LEAKS_BELOW &&
    judged.end === 'grows' &&
    judged.spread &&
    judged.low > 0 &&
    judged.leaving <= LEAVING
  )
}

/**
 * For three or four snapshots: whether all goroutines are still there and none has done anything
 * meanwhile, judged by their wait or because they send to a channel: idle workers wait to receive,
 * not to send.
 */
function leaksByIds({ judged, snapshots, minutes, goroutines }: Known): boolean {
  const ids = goroutines?.ids
  return (
    ids != null &&
    snapshots >= 3 &&
    snapshots < ENOUGH &&
    judged.spread &&
    judged.end === 'grows' &&
    judged.leaving === 0 &&
    ids.cohort >= 2 &&
    ids.stayed === ids.cohort &&
    (isWaitingOn(ids, minutes) || goroutines?.state === 'chan send')
  )
}

/** Whether the waits have grown by as much as the time that passed. */
export function isWaitingOn(
  { waitedFirst, waitedLast }: IdEvidence,
  minutes: number | null,
): boolean {
  if (waitedLast <= waitedFirst || waitedLast < 1) return false
  // The runtime notes the beginning of a wait at the next garbage collection, up to two minutes
  // late.
  return minutes === null || waitedLast >= Math.max(1, Math.floor(minutes) - 3)
}
