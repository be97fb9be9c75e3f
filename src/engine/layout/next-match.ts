import { orderedChildren } from './flame.ts'
import type { FlameTree } from './flame-tree.ts'

/** What a search has found in a tree. */
export interface TreeMatches {
  matches(node: number): boolean
  /**
   * Whether something below the node may match: where it is false, the search skips the subtree.
   */
  leads(node: number): boolean
}

/**
 * The next node that matches, in reading order: a frame before what is below it, left before right,
 * wrapping around at the end. Skips subtrees without a match.
 * @param step 1 for the next, -1 for the one before
 * @param ranks as in FlameView
 * @returns -1 if nothing matches
 */
export function nextMatch(
  tree: FlameTree,
  found: TreeMatches,
  from: number,
  step: 1 | -1,
  ranks?: Int32Array,
): number {
  const onwards = step > 0 ? after : before
  for (const node of onwards(tree, found, from, ranks)) return node
  for (const node of subtree(tree, found, 0, step, ranks)) return node
  return -1
}

/** Matches below `node`, then those right of it and of its ancestors. */
function* after(
  tree: FlameTree,
  found: TreeMatches,
  node: number,
  ranks: Int32Array | undefined,
): Generator<number> {
  for (const child of orderedChildren(tree, node, ranks)) {
    yield* subtree(tree, found, child, 1, ranks)
  }
  for (let at = node; tree.parentOf(at) >= 0; at = tree.parentOf(at)) {
    const siblings = orderedChildren(tree, tree.parentOf(at), ranks)
    for (const sibling of siblings.slice(siblings.indexOf(at) + 1)) {
      yield* subtree(tree, found, sibling, 1, ranks)
    }
  }
}

/** Matches left of `node` and of its ancestors, and these themselves, backwards. */
function* before(
  tree: FlameTree,
  found: TreeMatches,
  node: number,
  ranks: Int32Array | undefined,
): Generator<number> {
  for (let at = node; tree.parentOf(at) >= 0; at = tree.parentOf(at)) {
    const parent = tree.parentOf(at)
    const siblings = orderedChildren(tree, parent, ranks)
    for (const sibling of siblings.slice(0, Math.max(0, siblings.indexOf(at))).reverse()) {
      yield* subtree(tree, found, sibling, -1, ranks)
    }
    if (found.matches(parent)) yield parent
  }
}

/** Matches of a subtree in reading order, or backwards. Stacks may be deeper than calls can nest. */
function* subtree(
  tree: FlameTree,
  found: TreeMatches,
  root: number,
  step: 1 | -1,
  ranks: Int32Array | undefined,
): Generator<number> {
  // Backwards a node comes twice: ~node first, to look below it, then itself.
  const open = [~root]
  while (open.length > 0) {
    const entry = open.pop()!
    if (entry >= 0) {
      yield entry
      continue
    }
    const node = ~entry
    const match = found.matches(node)
    if (match && step > 0) yield node
    if (match && step < 0) open.push(node)
    if (!found.leads(node)) continue
    const children = orderedChildren(tree, node, ranks)
    if (step > 0) children.reverse()
    for (const child of children) open.push(~child)
  }
}
