import { withRoom } from '../profile/columns.ts'

/**
 * Edges of a call graph: columns, found by (caller, callee) through an open-addressed hash. The
 * ends are nodes as the graph numbers them (CallGraph).
 */
export class EdgeTable {
  caller = new Int32Array(1024)
  callee = new Int32Array(1024)
  weight = new Float64Array(1024)
  weightDiv = new Float64Array(1024)
  /** 1 where the edge goes across frames that were left out. */
  residual = new Uint8Array(1024)
  /** 1 where every such call is inlined. */
  inline = new Uint8Array(1024)
  /** 1 where the edge was trimmed off. */
  dropped = new Uint8Array(1024)
  count = 0
  private slots = new Int32Array(4096).fill(-1)

  /** @param frames nodes that there may be */
  constructor(private readonly frames: number) {}

  /** The edge from `caller` to `callee`, new or known. */
  find(caller: number, callee: number): number {
    const mask = this.slots.length - 1
    let at = this.hash(caller, callee) & mask
    for (;;) {
      const edge = this.slots[at]!
      if (edge === -1) break
      if (this.caller[edge] === caller && this.callee[edge] === callee) return edge
      at = (at + 1) & mask
    }
    const edge = this.count++
    this.reserve()
    this.caller[edge] = caller
    this.callee[edge] = callee
    this.inline[edge] = 1
    this.slots[at] = edge
    if (this.count * 2 > this.slots.length) this.rehash()
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

  private hash(caller: number, callee: number): number {
    const mixed = Math.imul(caller, 0x9e3779b1) ^ Math.imul(callee, 0x85ebca6b)
    return mixed ^ (mixed >>> 15)
  }

  private reserve(): void {
    if (this.count <= this.caller.length) return
    this.caller = withRoom(this.caller, this.count)
    this.callee = withRoom(this.callee, this.count)
    this.weight = withRoom(this.weight, this.count)
    this.weightDiv = withRoom(this.weightDiv, this.count)
    this.residual = withRoom(this.residual, this.count)
    this.inline = withRoom(this.inline, this.count)
    this.dropped = withRoom(this.dropped, this.count)
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 4).fill(-1)
    const mask = this.slots.length - 1
    for (let edge = 0; edge < this.count; edge++) {
      let at = this.hash(this.caller[edge]!, this.callee[edge]!) & mask
      while (this.slots[at] !== -1) at = (at + 1) & mask
      this.slots[at] = edge
    }
  }
}
