import type { FrameTree } from '../select/frame-tree.ts'

/** A node's own value: what is left of its total when its children have taken theirs. */
export function selfOf(tree: FrameTree, total: Float64Array, node: number): number {
  let self = total[node]!
  const end = tree.end[node]!
  for (let child = node + 1; child < end; child = tree.end[child]!) self -= total[child]!
  return self
}

/**
 * Whether the call from `node`'s caller to `node` occurs already further up its path: such a pair
 * counts once.
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
