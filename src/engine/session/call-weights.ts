import { type FrameKey, NONE } from '../profile/ids.ts'
import type { Selection } from '../select/selection.ts'

export interface Call {
  readonly caller: FrameKey
  readonly callee: FrameKey
}

/**
 * The weights of some calls, like those of the edges of the whole graph (report/graph/graph.ts),
 * but in one pass over the tree, without adding up all other calls.
 */
export function callWeights(
  { tree, weights, frames }: Selection,
  calls: readonly Call[],
): Float64Array {
  const { live, total } = weights
  // By callee: the last of the calls to it, and by call the one before it. The first of equal ones
  // stands for all.
  const last = new Int32Array(frames.count).fill(NONE)
  const before = new Int32Array(calls.length).fill(NONE)
  const find = (caller: FrameKey, callee: FrameKey): number => {
    let call = last[callee]!
    while (call !== NONE && calls[call]!.caller !== caller) call = before[call]!
    return call
  }
  const first = calls.map(({ caller, callee }, i) => {
    const known = find(caller, callee)
    if (known !== NONE) return known
    before[i] = last[callee]!
    last[callee] = i
    return i
  })
  const sums = new Float64Array(calls.length)
  // Where a call's outermost subtree ends: on one path it counts once.
  const ends = new Int32Array(calls.length)
  for (let node = 1; node < tree.count; node++) {
    if (live[node] === 0) {
      node = tree.end[node]! - 1
      continue
    }
    const key = tree.key[node]!
    const above = tree.parent[node]!
    if (last[key] === NONE || above === 0) continue
    const call = find(tree.key[above]!, key)
    if (call === NONE || node < ends[call]!) continue
    sums[call]! += total[node]!
    ends[call] = tree.end[node]!
  }
  return Float64Array.from(first, (call) => sums[call]!)
}
