import { NONE } from '../../profile/ids.ts'
import type { FrameTree } from '../../select/frame-tree.ts'
import type { Weights } from '../../select/weights.ts'
import { EdgeTable } from './edges.ts'
import type { GraphBuilder, NodeValues } from './graph.ts'

/**
 * The call graph of -call_tree: a node per call path, so that a function stands once under each
 * of its callers. Nodes are numbered as those of the frame tree; `frames` tells the frame of each.
 * Ask for it with `trimmedGraph(source, options, { callTree: true })`.
 *
 * A node that is left out hands its callees to its own caller (or makes them roots); the edges
 * that take its place are residual, and inline only where both calls were.
 * (Rule: github.com/google/pprof, internal/graph TrimTree.)
 */
export class CallTree implements GraphBuilder {
  readonly values: NodeValues
  readonly frames: Int32Array
  /** The caller of each node, as far as nodes have been left out; -1: none. */
  private readonly caller: Int32Array
  private readonly residual: Uint8Array
  private readonly inline: Uint8Array
  private readonly removed: Uint8Array
  private given: EdgeTable | null = null

  constructor(
    private readonly tree: FrameTree,
    private readonly weights: Weights,
  ) {
    const { total, totalDiv } = weights
    this.frames = tree.key
    this.values = {
      flat: ownValues(tree, total),
      cum: withoutRoot(total),
      flatDiv: totalDiv && ownValues(tree, totalDiv),
      cumDiv: totalDiv && withoutRoot(totalDiv),
    }
    this.caller = tree.parent.map((above) => (above > 0 ? above : NONE))
    this.residual = new Uint8Array(tree.count)
    this.inline = weights.called().map((really) => 1 - really)
    this.removed = new Uint8Array(tree.count)
  }

  edges(from: Int32Array, kept: Int32Array): EdgeTable {
    if (this.given) this.cutOff(this.given)
    if (kept.length < from.length) this.remove(from, kept)
    const edges = new EdgeTable(this.tree.count)
    const { total, totalDiv } = this.weights
    this.forEachLive((node) => {
      const caller = this.caller[node]!
      if (caller === NONE || this.removed[node] === 1) return
      edges.add(
        edges.find(caller, node),
        total[node]!,
        totalDiv ? totalDiv[node]! : 0,
        this.residual[node] === 1,
        this.inline[node] === 1,
      )
    })
    this.given = edges
    return edges
  }

  /** Makes roots of the nodes whose edge was trimmed off. */
  private cutOff(edges: EdgeTable): void {
    for (let edge = 0; edge < edges.count; edge++) {
      if (edges.dropped[edge] === 1) this.caller[edges.callee[edge]!] = NONE
    }
  }

  private remove(from: Int32Array, kept: Int32Array): void {
    const { removed, caller, residual, inline } = this
    for (const node of from) removed[node] = 1
    for (const node of kept) removed[node] = 0
    // Callers come first, so that the caller of a removed node is already one that is left.
    this.forEachLive((node) => {
      const above = caller[node]!
      if (above === NONE || removed[above] === 0) return
      caller[node] = caller[above]!
      residual[node] = 1
      if (inline[above] === 0) inline[node] = 0
    })
  }

  /** Calls back for the nodes that some sample goes through, callers first. */
  private forEachLive(visit: (node: number) => void): void {
    const { live } = this.weights
    for (let node = 1; node < this.tree.count; node++) {
      // Below a node that no sample goes through there is none either.
      if (live[node] === 0) node = this.tree.end[node]! - 1
      else visit(node)
    }
  }
}

/** What is left of each node's total when its callees have taken theirs. */
function ownValues(tree: FrameTree, total: Float64Array): Float64Array {
  const own = withoutRoot(total)
  for (let node = 1; node < tree.count; node++) {
    const above = tree.parent[node]!
    if (above > 0) own[above]! -= total[node]!
  }
  return own
}

/** The totals; but the root is no node of a graph. */
function withoutRoot(total: Float64Array): Float64Array {
  const copy = total.slice()
  copy[0] = 0
  return copy
}
