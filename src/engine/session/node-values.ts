import type { FrameTree } from '../select/frame-tree.ts'

/** The self value of a node: its total less the totals of its children. */
export function selfOf(tree: FrameTree, total: Float64Array, node: number): number {
  let self = total[node]!
  const end = tree.end[node]!
  for (let child = node + 1; child < end; child = tree.end[child]!) self -= total[child]!
  return self
}

/**
 * Whether the call to `node` from its caller also occurs further up its path: such a pair counts
 * once.
 */
export function pairAbove({ parent, key, recursive }: FrameTree, node: number): boolean {
  if (recursive[node] === 0) return false
  const callee = key[node]!
  const caller = key[parent[node]!]!
  for (let at = parent[node]!; at > 0; at = parent[at]!) {
    if (key[at] === callee && key[parent[at]!] === caller) return true
  }
  return false
}
