import type { Judged } from './course.ts'
import type { FindingKind } from './finding.ts'
import type { GoroutineEvidence, IdEvidence } from './goroutine-evidence.ts'

/** What is known of a candidate when it is decided what to call it. */
export interface Known {
  readonly judged: Judged
  /** Chances adjusted for all that was looked at. */
  readonly trendChance: number
  readonly growthChance: number
  /** Observations of their own. */
  readonly snapshots: number
  /** Minutes from the first to the last; null where times are not known. */
  readonly minutes: number | null
  /** The smallest growth that matters. */
  readonly least: number
  /** Largest and last value less the first, to see what has come and gone again. */
  readonly peak: number
  readonly goroutines: GoroutineEvidence | null
}

/** Chances below which it is said that something leaks, and that it grows. */
export const LEAKS_BELOW = 0.01
export const GROWS_BELOW = 0.05
/** So many snapshots can be significant by themselves. */
export const ENOUGH = 5
/** Of what comes, what may leave of something that leaks. */
export const LEAVING = 0.1

/**
 * One of the findings, or null where there is nothing to say.
 * @param known of one candidate in one piece of the series
 */
export function decide(known: Known): Exclude<FindingKind, 'nothing'> | null {
  const { judged, least, peak, growthChance } = known
  const { growth, end, varies, troughsRise } = judged
  if (known.goroutines?.leaked) return 'leaks'
  // A jump has no slope yet; what slopes down has but come back.
  const stands = growth >= least && growth >= 0.5 * peak && judged.rate >= 0
  if (growth >= least && isProven(known)) return 'leaks'
  const grows = stands && growthChance <= GROWS_BELOW
  if (!grows) return varies && known.snapshots >= ENOUGH - 1 ? 'varies' : null
  // Where it also falls much, the lowest points decide; with few of them the whole, if it is clear.
  if (varies && !(troughsRise ?? known.trendChance <= LEAKS_BELOW)) return 'varies'
  if (end === 'filled') return 'filled'
  if (leaksByTrend(known) || leaksByIds(known)) return 'leaks'
  return 'grows'
}

/** Nothing can ever wake these, and there are more of them. */
export function isProven({ goroutines }: Known): boolean {
  return goroutines !== null && (goroutines.leaked || goroutines.forever >= 0.9)
}

/** Grows, still grows at the end, evenly, and nothing leaves. */
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
 * With three or four snapshots: all are still there, and none has done anything meanwhile, by its
 * wait or because it sends to a channel: idle workers wait to receive, not to send.
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

/** Whether the waits have grown as long as the clock went. */
export function isWaitingOn(
  { waitedFirst, waitedLast }: IdEvidence,
  minutes: number | null,
): boolean {
  if (waitedLast <= waitedFirst || waitedLast < 1) return false
  // The runtime notes the beginning of a wait at the next collection, up to two minutes late.
  return minutes === null || waitedLast >= Math.max(1, Math.floor(minutes) - 3)
}
