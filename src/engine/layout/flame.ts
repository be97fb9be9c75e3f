import type { FrameTree } from '../select/frame-tree.ts'
import type { FlameTree } from './flame-tree.ts'

/** What part of the flame graph is looked at, and how closely. */
export interface FlameView {
  /** Node that fills the width. */
  readonly root: number
  /** The part of the root's width that is on screen, 0 … 1. */
  readonly from: number
  readonly to: number
  /** Frames narrower than this share of the root's width are left out. */
  readonly minShare: number
  /** Where siblings stand by frame key, from the left; the heaviest first without it. */
  readonly ranks?: Int32Array | undefined
}

/** Frames of a flame graph: columns of equal length, row by row from left to right. */
export interface FlameRows {
  /** Node of the tree. */
  readonly node: Int32Array
  /** Left edge and width as shares of the root's width. */
  readonly x: Float64Array
  readonly w: Float64Array
  /** What is left of the node's total, and of its divisor, when its children have taken theirs. */
  readonly self: Float64Array
  readonly selfDivisor: Float64Array
  /**
   * Children that are left out because they are too narrow, where they stand side by side: how
   * many, their left edge and their width. There are none in an order other than by width, where
   * they would be between the others.
   */
  readonly narrow: Uint32Array
  readonly narrowX: Float64Array
  readonly narrowW: Float64Array
}

/**
 * The most frames that a picture has. No screen shows as many, but a hostile profile can have
 * stacks of tens of thousands of calls side by side, all wide enough.
 */
const MOST_FRAMES = 2 ** 18

/**
 * Lays out the frames that are wide enough to be seen, with the way to the root of all above it
 * at full width. Siblings stand in an order that does not depend on the zoom, so that a frame
 * keeps its place. Frames whose value is not positive have no width.
 */
export function layoutFlame(tree: FlameTree, view: FlameView): FlameRows {
  const node: number[] = []
  const x: number[] = []
  const w: number[] = []
  const self: number[] = []
  const selfDivisor: number[] = []
  const narrow: number[] = []
  const narrowX: number[] = []
  const narrowW: number[] = []
  const leaveOut = (count: number, left: number, width: number): void => {
    narrow.push(count)
    narrowX.push(left)
    narrowW.push(width)
  }
  const push = (at: number, left: number, width: number): void => {
    node.push(at)
    x.push(left)
    w.push(width)
  }
  for (const at of wayTo(tree, view.root)) {
    if (at === view.root) continue
    push(at, 0, 1)
    const children = childrenOf(tree, at, Infinity, view.ranks)
    self.push(children.self)
    selfDivisor.push(children.selfDivisor)
    leaveOut(0, 0, 0)
  }
  push(view.root, 0, 1)
  for (let i = node.length - 1; i < node.length; i++) {
    const at = node[i]!
    const width = w[i]!
    const total = tree.totalOf(at)
    const children = childrenOf(tree, at, (view.minShare * total) / width, view.ranks)
    self.push(children.self)
    selfDivisor.push(children.selfDivisor)
    const whole = Math.max(total, children.sum)
    if (whole <= 0) {
      // Only the root can have no width: it is not there.
      node.pop()
      break
    }
    const scale = width / whole
    let left = x[i]!
    const narrowLeft = left + (children.sum - children.narrowSum) * scale
    leaveOut(children.narrow, narrowLeft, children.narrowSum * scale)
    if (node.length > MOST_FRAMES) continue
    for (const child of children.wide) {
      const childWidth = tree.totalOf(child) * scale
      const right = left + childWidth
      if (childWidth >= view.minShare && left < view.to && right > view.from) {
        push(child, left, childWidth)
      }
      left = right
    }
  }
  const count = node.length
  return {
    node: Int32Array.from(node),
    x: Float64Array.from(x.slice(0, count)),
    w: Float64Array.from(w.slice(0, count)),
    self: Float64Array.from(self.slice(0, count)),
    selfDivisor: Float64Array.from(selfDivisor.slice(0, count)),
    narrow: Uint32Array.from(narrow),
    narrowX: Float64Array.from(narrowX),
    narrowW: Float64Array.from(narrowW),
  }
}

interface Children {
  /**
   * In order, those of at least the minimum; where they are not ordered by width, the narrow ones
   * between them as well.
   */
  readonly wide: readonly number[]
  /**
   * Sum of those that have a width. It exceeds their parent's total where others are negative (in
   * a difference); then they share the parent's width all the same.
   */
  readonly sum: number
  /** How many of these are less than the minimum and left out, and their sum. */
  readonly narrow: number
  readonly narrowSum: number
  readonly self: number
  readonly selfDivisor: number
}

function childrenOf(
  tree: FlameTree,
  node: number,
  minimum: number,
  ranks: Int32Array | undefined,
): Children {
  const wide: number[] = []
  let sum = 0
  let narrow = 0
  let narrowSum = 0
  let self = tree.totalOf(node)
  let selfDivisor = tree.divisorOf(node)
  const least = ranks || tree.orderOf ? 0 : minimum
  tree.eachChild(node, (child) => {
    const value = tree.totalOf(child)
    self -= value
    selfDivisor -= tree.divisorOf(child)
    if (value <= 0) return
    sum += value
    if (value >= least) wide.push(child)
    else {
      narrow++
      narrowSum += value
    }
  })
  return { wide: inOrder(tree, wide, ranks), sum, narrow, narrowSum, self, selfDivisor }
}

/** Siblings as they stand from left to right; sorts in place. */
function inOrder(tree: FlameTree, siblings: number[], ranks: Int32Array | undefined): number[] {
  if (siblings.length < 2) return siblings
  const sizeOf = (node: number): number => tree.orderOf?.(node) ?? tree.totalOf(node)
  return siblings.sort((a, b) =>
    ranks ? ranks[tree.keyOf(a)]! - ranks[tree.keyOf(b)]! : sizeOf(b) - sizeOf(a) || a - b,
  )
}

/** The children of a node that have a width, as they stand from left to right. */
export function orderedChildren(
  tree: FlameTree,
  node: number,
  ranks: Int32Array | undefined,
): number[] {
  const children: number[] = []
  tree.eachChild(node, (child) => {
    if (tree.totalOf(child) > 0) children.push(child)
  })
  return inOrder(tree, children, ranks)
}

/** The node of a path of frame keys, and as much of the path as there is. */
export function followPath(
  tree: FlameTree,
  path: readonly number[],
): { node: number; found: number[] } {
  let node = 0
  const found: number[] = []
  for (const key of path) {
    let next = -1
    tree.eachChild(node, (child) => {
      if (tree.keyOf(child) === key) next = child
    })
    if (next < 0) break
    node = next
    found.push(key)
  }
  return { node, found }
}

/** The nodes from the root to `node`, both included. */
export function wayTo(tree: FlameTree, node: number): number[] {
  const way: number[] = []
  for (let at = node; at >= 0; at = tree.parentOf(at)) way.push(at)
  return way.reverse()
}

/** The nodes of the frame tree from its root to `node`, both included. */
export function pathTo(tree: FrameTree, node: number): number[] {
  const path: number[] = []
  for (let at = node; at >= 0; at = tree.parent[at]!) path.push(at)
  return path.reverse()
}
