import type { FrameTree } from '../select/frame-tree.ts'
import type { Weights } from '../select/weights.ts'

/** What part of the flame graph is looked at, and how closely. */
export interface FlameView {
  /** Node that fills the width. */
  readonly root: number
  /** The part of the root's width that is on screen, 0 … 1. */
  readonly from: number
  readonly to: number
  /** Frames narrower than this share of the root's width are left out. */
  readonly minShare: number
}

/** Frames of a flame graph: columns of equal length, parents before children. */
export interface FlameRows {
  /** Frame node. */
  readonly node: Int32Array
  /** Left edge and width as shares of the root's width. */
  readonly x: Float64Array
  readonly w: Float64Array
  /** The node's own value. */
  readonly self: Float64Array
}

/**
 * Lays out the frames that are wide enough to be seen, with the callers of the root above it at
 * full width. Children stand side by side, the heaviest first, so that a frame keeps its place at
 * every zoom and the narrow ones, which are not visited, lie behind the others. Frames whose value
 * is not positive have no width.
 */
export function layoutFlame(tree: FrameTree, { total }: Weights, view: FlameView): FlameRows {
  const rows = new RowColumns()
  for (const node of pathTo(tree, view.root)) {
    if (node !== view.root) rows.push(node, 0, 1, childrenOf(tree, total, node, Infinity).self)
  }
  const nodes = [view.root]
  const lefts = [0]
  const widths = [1]
  while (nodes.length > 0) {
    const node = nodes.pop()!
    const x = lefts.pop()!
    const width = widths.pop()!
    const children = childrenOf(tree, total, node, (view.minShare * total[node]!) / width)
    const whole = Math.max(total[node]!, children.sum)
    if (whole <= 0) continue
    rows.push(node, x, width, children.self)
    const scale = width / whole
    let left = x
    // Pushed in order: what comes off the stack first is the rightmost, which does not matter.
    for (const child of children.wide) {
      const w = total[child]! * scale
      if (w < view.minShare) break
      if (left < view.to && left + w > view.from) {
        nodes.push(child)
        lefts.push(left)
        widths.push(w)
      }
      left += w
    }
  }
  return rows.finish()
}

interface Children {
  /** Those of at least the minimum, the heaviest first. */
  readonly wide: readonly number[]
  /**
   * Sum of those that have a width. It exceeds their parent's total where others are negative (in
   * a difference); then they share the parent's width all the same.
   */
  readonly sum: number
  /** What is left of the parent's total when all children have taken theirs. */
  readonly self: number
}

function childrenOf(tree: FrameTree, total: Float64Array, node: number, minimum: number): Children {
  const wide: number[] = []
  let sum = 0
  let self = total[node]!
  const end = tree.end[node]!
  for (let child = node + 1; child < end; child = tree.end[child]!) {
    const value = total[child]!
    self -= value
    if (value <= 0) continue
    sum += value
    if (value >= minimum) wide.push(child)
  }
  if (wide.length > 1) wide.sort((a, b) => total[b]! - total[a]! || a - b)
  return { wide, sum, self }
}

/** The node of a path of frame keys, and as much of the path as there is. */
export function followPath(
  tree: FrameTree,
  { live }: Weights,
  path: readonly number[],
): { node: number; found: number[] } {
  let node = 0
  const found: number[] = []
  for (const key of path) {
    let child = node + 1
    while (child < tree.end[node]! && !(tree.key[child] === key && live[child] === 1)) {
      child = tree.end[child]!
    }
    if (child >= tree.end[node]!) break
    node = child
    found.push(key)
  }
  return { node, found }
}

/** The nodes from the root to `node`, both included. */
export function pathTo(tree: FrameTree, node: number): number[] {
  const path: number[] = []
  for (let at = node; at >= 0; at = tree.parent[at]!) path.push(at)
  return path.reverse()
}

class RowColumns {
  private readonly node: number[] = []
  private readonly x: number[] = []
  private readonly w: number[] = []
  private readonly self: number[] = []

  push(node: number, x: number, w: number, self: number): void {
    this.node.push(node)
    this.x.push(x)
    this.w.push(w)
    this.self.push(self)
  }

  finish(): FlameRows {
    return {
      node: Int32Array.from(this.node),
      x: Float64Array.from(this.x),
      w: Float64Array.from(this.w),
      self: Float64Array.from(this.self),
    }
  }
}
