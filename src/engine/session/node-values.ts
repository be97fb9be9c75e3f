import type { FrameTree } from '../select/frame-tree.ts'

/** A node's own value: what is left of its total when its children have taken theirs. */
export function selfOf(tree: FrameTree, total: Float64Array, node: number): number {
  let self = total[node]!
  const end = tree.end[node]!
  for (let child = node + 1; child < end; child = tree.end[child]!) self -= total[child]!
  return self
}

/** A value as it is shown: divided where a mean is asked for. */
export function shownValue(total: number, divisor: number): number {
  return divisor === 0 ? total : Math.trunc(total / divisor)
}
