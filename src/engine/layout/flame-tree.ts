import type { FrameTree } from '../select/frame-tree.ts'
import type { Weights } from '../select/weights.ts'

/**
 * A tree of call paths with a value each, to be drawn as a flame graph. Node 0 is its root. The
 * way from the root down may lead from callers to callees or the other way round.
 */
export interface FlameTree {
  /** Frame key; NONE for the root of all. */
  keyOf(node: number): number
  /** -1 for the root. */
  parentOf(node: number): number
  /** Steps from the root. */
  depthOf(node: number): number
  /** What the node's width stands for. */
  totalOf(node: number): number
  /** What siblings are ordered by, the largest first; their totals without it. */
  orderOf?(node: number): number
  /** What a mean divides the total by; 0 if none is requested. */
  divisorOf(node: number): number
  /** Calls `visit` with each child that counts. */
  eachChild(node: number, visit: (child: number) => void): void
}

/**
 * For a search: counts the nodes before each node of the frame tree that count and whose frame
 * matches; one entry more than there are nodes. A subtree holds the difference between its ends.
 */
export function matchesBefore(
  tree: FrameTree,
  counts: (node: number) => boolean,
  found: Uint8Array,
): Int32Array {
  const before = new Int32Array(tree.count + 1)
  let count = 0
  for (let node = 1; node < tree.count; node++) {
    before[node] = count
    if (found[tree.key[node]!] === 1 && counts(node)) count++
  }
  before[tree.count] = count
  return before
}

/** The frame tree itself, from the outermost callers down. */
export class WholeTree implements FlameTree {
  /** @param added values that every node has besides; where there are, no mean is requested */
  constructor(
    private readonly tree: FrameTree,
    private readonly weights: Weights,
    private readonly added: Weights | null = null,
  ) {}

  keyOf(node: number): number {
    return this.tree.key[node]!
  }

  parentOf(node: number): number {
    return this.tree.parent[node]!
  }

  depthOf(node: number): number {
    return this.tree.depth[node]!
  }

  totalOf(node: number): number {
    const total = this.weights.total[node]!
    return this.added ? total + this.added.total[node]! : total
  }

  divisorOf(node: number): number {
    return this.added ? 0 : (this.weights.totalDiv?.[node] ?? 0)
  }

  eachChild(node: number, visit: (child: number) => void): void {
    const { end } = this.tree
    const behind = end[node]!
    for (let child = node + 1; child < behind; child = end[child]!) {
      if (this.counts(child)) visit(child)
    }
  }

  /** @returns whether something below a node matches */
  leadsToMatch(found: Uint8Array): (node: number) => boolean {
    const before = matchesBefore(this.tree, (node) => this.counts(node), found)
    return (node) => before[this.tree.end[node]!]! > before[node + 1]!
  }

  private counts(node: number): boolean {
    return this.weights.live[node] === 1 || this.added?.live[node] === 1
  }
}
