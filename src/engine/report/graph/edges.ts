import { withRoom } from '../../profile/columns.ts'
import { NONE } from '../../profile/ids.ts'
import { PairIndex } from '../../profile/pairs.ts'

/**
 * Edges of a call graph: columns, found by (caller, callee). The ends are nodes as the graph numbers
 * them (CallGraph).
 */
export class EdgeTable {
  weight = new Float64Array(1024)
  weightDiv = new Float64Array(1024)
  /** 1 where the edge goes across frames that were left out. */
  residual = new Uint8Array(1024)
  /** 1 where every such call is inlined. */
  inline = new Uint8Array(1024).fill(1)
  /** 1 where the edge was trimmed off. */
  dropped = new Uint8Array(1024)
  private readonly pairs = new PairIndex()
  /** By callee: the edge that was found last. The next one is mostly the same. */
  private readonly latest: Int32Array

  /** @param frames nodes that there may be */
  constructor(private readonly frames: number) {
    this.latest = new Int32Array(frames).fill(NONE)
  }

  get count(): number {
    return this.pairs.count
  }

  /** A column, as the others. */
  get caller(): Int32Array {
    return this.pairs.first
  }

  get callee(): Int32Array {
    return this.pairs.second
  }

  /** The edge from `caller` to `callee`, new or known. */
  find(caller: number, callee: number): number {
    const latest = this.latest[callee]!
    if (latest !== NONE && this.caller[latest] === caller) return latest
    const edge = this.pairs.intern(caller, callee)
    this.latest[callee] = edge
    if (edge >= this.weight.length) this.reserve(edge + 1)
    return edge
  }

  add(edge: number, weight: number, div: number, residual: boolean, inline: boolean): void {
    this.weight[edge]! += weight
    this.weightDiv[edge]! += div
    if (residual) this.residual[edge] = 1
    if (!inline) this.inline[edge] = 0
  }

  /**
   * Drops edges to `nodes` that are lighter than `cutoff`; returns how many. An edge to a frame
   * whose values cancel out, which is no node, stays however light it is.
   */
  trim(cutoff: number, nodes: Int32Array): number {
    if (cutoff <= 0) return 0
    const isNode = new Uint8Array(this.frames)
    for (const node of nodes) isNode[node] = 1
    let dropped = 0
    for (let edge = 0; edge < this.count; edge++) {
      if (this.dropped[edge] === 1 || isNode[this.callee[edge]!] === 0) continue
      if (Math.abs(this.weight[edge]!) < cutoff) {
        this.dropped[edge] = 1
        dropped++
      }
    }
    return dropped
  }

  /**
   * How each node is called: "(inline)" where all its callers have it inlined, "(partial-inline)"
   * where some have, else "".
   */
  inlineLabels(): (key: number) => string {
    const INLINE = 1
    const CALLED = 2
    const seen = new Uint8Array(this.frames)
    for (let edge = 0; edge < this.count; edge++) {
      if (this.dropped[edge] === 0) seen[this.callee[edge]!]! |= this.inline[edge] ? INLINE : CALLED
    }
    return (key) => {
      if (!(seen[key]! & INLINE)) return ''
      return seen[key]! & CALLED ? '(partial-inline)' : '(inline)'
    }
  }

  private reserve(count: number): void {
    const before = this.inline.length
    this.weight = withRoom(this.weight, count)
    this.weightDiv = withRoom(this.weightDiv, count)
    this.residual = withRoom(this.residual, count)
    this.inline = withRoom(this.inline, count).fill(1, before)
    this.dropped = withRoom(this.dropped, count)
  }
}
