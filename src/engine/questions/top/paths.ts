import type { FrameTree } from '../../select/frame-tree.ts'
import type { Selection } from '../../select/selection.ts'
import type { Weights } from '../../select/weights.ts'

const known = new WeakMap<Weights, Uint32Array>()

/** Of each frame key the distinct call paths that end in or pass through it: one pass. */
export function pathCounts({ tree, weights, frames }: Selection): Uint32Array {
  let counts = known.get(weights)
  if (!counts) {
    counts = count(tree, weights, new Uint32Array(frames.count))
    known.set(weights, counts)
  }
  return counts
}

function count(tree: FrameTree, { live }: Weights, counts: Uint32Array): Uint32Array {
  for (let node = 1; node < tree.count; node++) {
    if (live[node] === 0) node = tree.end[node]! - 1
    else if (tree.recursive[node] === 0) counts[tree.key[node]!]!++
  }
  return counts
}
