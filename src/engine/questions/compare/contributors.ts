import { packageOf } from '../../profile/package.ts'
import type { ComparedSides } from '../../session/compare-session.ts'
import type { ComparedTotals } from '../../session/compare-totals.ts'

/** Frame keys; null where no frame does. */
export interface ContributingFrames {
  /** Its own value has changed most. */
  readonly byFlat: number | null
  /** The deepest that carries most of the change. */
  readonly byCum: number | null
}

/** What share of the change "most of it" is. */
const MOST = 0.9

/** @param change of all that is shown */
export function contributors(
  sides: ComparedSides,
  { nodes, flat, cum }: ComparedTotals,
  change: number,
): ContributingFrames {
  const { names, frames } = sides.new
  let byFlat: number | null = null
  const carries = new Uint8Array(frames.count)
  for (const key of nodes) {
    const size = Math.abs(flat.delta[key]!)
    if (size > (byFlat === null ? 0 : Math.abs(flat.delta[byFlat]!))) byFlat = key
    if (change === 0 || cum.delta[key]! / change < MOST) continue
    if (!isRoot(names.of(key))) carries[key] = 1
  }
  return { byFlat, byCum: deepest(sides, carries) }
}

/** Whether a frame is at the root of stacks that have little else in common. */
function isRoot(name: string): boolean {
  return name === 'main.main' || packageOf(name) === 'runtime'
}

/**
 * The frame that stands deepest, on the average of the changes that go through it: it may be called
 * from several places.
 */
function deepest({ old, new: now }: ComparedSides, candidates: Uint8Array): number | null {
  const { count, key, depth, recursive } = now.tree
  const before = old.weights.total
  const after = now.weights.total
  const weight = new Float64Array(candidates.length)
  const moment = new Float64Array(candidates.length)
  for (let node = 1; node < count; node++) {
    const frame = key[node]!
    if (candidates[frame] === 0 || recursive[node] === 1) continue
    const size = Math.abs(after[node]! - before[node]!)
    weight[frame]! += size
    moment[frame]! += size * depth[node]!
  }
  let best: number | null = null
  let most = 0
  for (let frame = 0; frame < candidates.length; frame++) {
    const mean = weight[frame] === 0 ? 0 : moment[frame]! / weight[frame]!
    if (mean <= most) continue
    most = mean
    best = frame
  }
  return best
}
