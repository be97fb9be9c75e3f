import { wayTo } from '../../layout/flame.ts'

import { WholeTree } from '../../layout/flame-tree.ts'
import type { FlameShape } from '../../session/answers.ts'
import type { LargestChange } from '../../session/compare-answers.ts'
import type { ComparedSides } from '../../session/compare-session.ts'
import { type ComparedTotals, ownChanges } from '../../session/compare-totals.ts'

/** What share of a zoom's width is enough for a frame to be seen. */
const SEEN = 0.1

/**
 * Where most has changed: of the function whose own value has changed most, the call path that has
 * most of it. Linear in the size of the tree.
 */
export function largestChange(
  sides: ComparedSides,
  totals: ComparedTotals,
  { direction, collapse }: FlameShape,
): LargestChange | null {
  const key = largestFrame(totals)
  if (key === null) return null
  if (direction === 'up') {
    const { old, new: now } = totals.flat
    const whole = Math.max(totalOf(sides.old), totalOf(sides.new))
    const share = Math.max(Math.abs(old[key]!), Math.abs(now[key]!)) / whole
    return { path: [key], near: [key], share: Math.min(1, share) }
  }
  if (direction !== 'down') return null
  return largestPath(sides, key, collapse)
}

function largestFrame({ nodes, flat }: ComparedTotals): number | null {
  let largest: number | null = null
  for (const key of nodes) {
    const size = Math.abs(flat.delta[key]!)
    if (size > (largest === null ? 0 : Math.abs(flat.delta[largest]!))) largest = key
  }
  return largest
}

function largestPath(
  { old, new: now }: ComparedSides,
  key: number,
  collapse: boolean,
): LargestChange | null {
  const { tree } = now
  const own = ownChanges(old, now)
  let largest = 0
  for (let node = 1; node < tree.count; node++) {
    if (tree.key[node] === key && own[node]! > (largest === 0 ? 0 : own[largest]!)) largest = node
  }
  if (largest === 0) return null
  const sizeOf = (node: number): number =>
    Math.max(Math.abs(old.weights.total[node]!), Math.abs(now.weights.total[node]!))
  const whole = new WholeTree(tree, now.weights)
  const way = wayTo(whole, largest)
  const size = sizeOf(largest)
  const near = way.findIndex((node) => size >= SEEN * sizeOf(node))
  const keys = (nodes: readonly number[]): number[] => {
    const path = nodes.slice(1).map((node) => tree.key[node]!)
    return collapse ? path.filter((own, i) => own !== path[i - 1]) : path
  }
  return {
    path: keys(way),
    near: keys(way.slice(0, near + 1)),
    share: sizeOf(0) === 0 ? 0 : size / sizeOf(0),
  }
}

function totalOf({ weights }: ComparedSides['old']): number {
  return Math.abs(weights.total[0]!)
}
