import type { FrameTree } from '../select/frame-tree.ts'
import type { Weights } from '../select/weights.ts'

/** What a merged tree is made of. */
export interface Source {
  readonly tree: FrameTree
  readonly weights: Weights
  /** How many frame keys there are. */
  readonly frames: number
  /** By frame key: 1 for what counts for its caller; null for nothing. */
  readonly folded: Uint8Array | null
}

/** Nodes of the frame tree with the value that each brings along: columns of equal length. */
export interface Members {
  readonly node: Int32Array
  readonly value: Float64Array
  /** What a mean divides the value by; null if none is requested. */
  readonly divisor: Float64Array | null
}

/** The nodes that have a value of their own, with it: a pass over the tree. */
export function selfValues({ tree, weights }: Source): Members {
  const value = ownOf(tree, weights.total)
  const divisor = weights.totalDiv && ownOf(tree, weights.totalDiv)
  const node = new Int32Array(tree.count)
  let count = 0
  for (let at = 1; at < tree.count; at++) {
    const own = value[at]!
    const ownDivisor = divisor ? divisor[at]! : 0
    if ((own === 0 && ownDivisor === 0) || weights.live[at] === 0) continue
    value[count] = own
    if (divisor) divisor[count] = ownDivisor
    node[count++] = at
  }
  return {
    node: node.subarray(0, count),
    value: value.subarray(0, count),
    divisor: divisor?.subarray(0, count) ?? null,
  }
}

/** Of each node what is left of its total when its children have taken theirs. */
function ownOf(tree: FrameTree, total: Float64Array): Float64Array {
  const own = total.slice()
  for (let node = 1; node < tree.count; node++) own[tree.parent[node]!]! -= total[node]!
  return own
}

/** The nodes of a frame that count, without those inside of another one. */
export function occurrences({ tree, weights }: Source, key: number): Members {
  const node: number[] = []
  for (let at = 1; at < tree.count; at++) {
    if (tree.key[at] === key && tree.recursive[at] === 0 && weights.live[at] === 1) node.push(at)
  }
  const { total, totalDiv } = weights
  return {
    node: Int32Array.from(node),
    value: Float64Array.from(node, (at) => total[at]!),
    divisor: totalDiv && Float64Array.from(node, (at) => totalDiv[at]!),
  }
}

/** Members in columns that grow. */
export class MemberColumns implements Members {
  node = new Int32Array(256)
  value = new Float64Array(256)
  divisor: Float64Array | null
  count = 0

  constructor(mean: boolean) {
    this.divisor = mean ? new Float64Array(256) : null
  }

  /** @param divisor counts where there is a column for it */
  push(node: number, value: number, divisor: number): void {
    const at = this.count
    if (at === this.node.length) this.widen(at * 2)
    this.node[at] = node
    this.value[at] = value
    if (this.divisor) this.divisor[at] = divisor
    this.count = at + 1
  }

  /** Copies the entry `from` of another one to `to`. */
  copy(to: number, other: MemberColumns, from: number): void {
    this.node[to] = other.node[from]!
    this.value[to] = other.value[from]!
    if (this.divisor) this.divisor[to] = other.divisorAt(from)
  }

  divisorAt(at: number): number {
    return this.divisor?.[at] ?? 0
  }

  /** Sets the number of entries to `count`, growing the columns if needed. */
  reserve(count: number): void {
    if (count > this.node.length) this.widen(Math.max(count, Math.ceil(this.node.length * 1.5)))
    this.count = count
  }

  clear(): void {
    this.count = 0
  }

  private widen(room: number): void {
    this.node = widened(this.node, new Int32Array(room))
    this.value = widened(this.value, new Float64Array(room))
    this.divisor = this.divisor && widened(this.divisor, new Float64Array(room))
  }
}

/** Copies a column into a longer one, and returns that. */
export function widened<T extends Int32Array | Float64Array>(old: T, wider: T): T {
  wider.set(old)
  return wider
}
