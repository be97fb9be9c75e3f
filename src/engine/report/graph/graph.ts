import { withRoom } from '../../profile/columns.ts'
import { NONE } from '../../profile/ids.ts'
import type { FrameTree } from '../../select/frame-tree.ts'
import type { Frames } from '../../select/frames.ts'
import { shownValue, type Weights } from '../../select/weights.ts'
import { EdgeTable } from './edges.ts'

/**
 * The call graph: a node per frame, an edge per caller and callee. A node is numbered by its frame
 * key, in a call tree (call-tree.ts) by its place in the frame tree; columns of nodes are indexed
 * by that number. (Rules: github.com/google/pprof, internal/graph.)
 */
export interface CallGraph {
  /** The nodes that the graph has. */
  readonly nodes: Int32Array
  readonly values: NodeValues
  readonly edges: EdgeTable
  /** Frame key of each node of a call tree; null where the nodes are frame keys themselves. */
  readonly frames: Int32Array | null
  /** Nodes whose |cum| is below this were dropped; labels of nodes are, too. */
  readonly cutoff: number
}

/** The frame key of a node. */
export function frameOf({ frames }: Pick<CallGraph, 'frames'>, node: number): number {
  return frames ? frames[node]! : node
}

/** Makes the nodes and edges of a graph that is trimmed step by step. */
export interface GraphBuilder {
  /** Values of all nodes; trimming changes none. */
  readonly values: NodeValues
  /** As in CallGraph. */
  readonly frames: Int32Array | null
  /**
   * The edges when of the nodes `from` only `kept` are left. A later call goes on from the nodes
   * and edges that the last one has left, less the edges that were dropped since.
   */
  edges(from: Int32Array, kept: Int32Array): EdgeTable
}

/** The graph that has a node per frame. */
export class FrameGraph implements GraphBuilder {
  readonly values: NodeValues
  readonly frames = null

  constructor(
    private readonly tree: FrameTree,
    private readonly weights: Weights,
    private readonly distinct: Frames,
    private readonly callees: Uint8Array | null,
  ) {
    this.values = nodeValues(tree, distinct, weights)
  }

  edges(from: Int32Array, kept: Int32Array): EdgeTable {
    const { tree, weights, distinct, callees } = this
    if (kept.length === from.length) return graphEdges(tree, weights, distinct, null, callees)
    const bytes = new Uint8Array(distinct.count)
    for (const key of kept) bytes[key] = 1
    return graphEdges(tree, weights, distinct, bytes, callees)
  }
}

/** What is smaller than a fraction of a total (nodefraction, edgefraction) is left out. */
export function cutoffOf(total: number, fraction: number): number {
  return Math.abs(Math.trunc(total * fraction))
}

/** What the fractions are of: the flat values of all nodes added up. */
export function flatSum(nodes: Int32Array, { flat }: Pick<NodeValues, 'flat'>): number {
  return nodes.reduce((sum, node) => sum + flat[node]!, 0)
}

/** Values of each node; flat is its own, cum with what it calls, each path counted once. */
export interface NodeValues {
  readonly flat: Float64Array
  readonly cum: Float64Array
  /** Divisors of a mean; null if none is requested. */
  readonly flatDiv: Float64Array | null
  readonly cumDiv: Float64Array | null
}

/** Adds up the values of every frame: one pass over the tree. */
export function nodeValues(tree: FrameTree, frames: Frames, weights: Weights): NodeValues {
  const { flat, cum } = sumByFrame(tree, frames, weights, weights.total)
  if (!weights.totalDiv) return { flat, cum, flatDiv: null, cumDiv: null }
  const div = sumByFrame(tree, frames, weights, weights.totalDiv)
  return { flat, cum, flatDiv: div.flat, cumDiv: div.cum }
}

function sumByFrame(
  tree: FrameTree,
  frames: Frames,
  { live }: Weights,
  total: Float64Array,
): { flat: Float64Array; cum: Float64Array } {
  const flat = new Float64Array(frames.count)
  const cum = new Float64Array(frames.count)
  for (let node = 1; node < tree.count; node++) {
    if (live[node] === 0) {
      // Nothing below counts either.
      node = tree.end[node]! - 1
      continue
    }
    const key = tree.key[node]!
    const above = tree.parent[node]!
    // Flat is what is left of a node's total when its children have taken theirs.
    flat[key]! += total[node]!
    if (above > 0) flat[tree.key[above]!]! -= total[node]!
    if (tree.recursive[node] === 0) cum[key]! += total[node]!
  }
  return { flat, cum }
}

/** The flat value to show: divided if a mean is requested. */
export function flatOf({ flat, flatDiv }: NodeValues, key: number): number {
  return shownValue(flat[key]!, flatDiv?.[key] ?? 0)
}

/** The cum value to show: divided if a mean is requested. */
export function cumOf({ cum, cumDiv }: NodeValues, key: number): number {
  return shownValue(cum[key]!, cumDiv?.[key] ?? 0)
}

/** The nodes that a graph shows: those that have a value at all. */
export function graphNodes(values: NodeValues, dropNegative: boolean): Int32Array {
  const { flat, cum } = values
  const nodes = new Int32Array(flat.length)
  let count = 0
  for (let node = 0; node < flat.length; node++) {
    if (cum[node] === 0 && flat[node] === 0) continue
    if (dropNegative && (flat[node]! < 0 || (flat[node] === 0 && cum[node]! < 0))) continue
    nodes[count++] = node
  }
  return nodes.slice(0, count)
}

/**
 * Finds the edges between frames: one preorder walk. A frame that is not kept is passed over; an
 * edge across such a one is residual. On one path an edge counts once, where it first occurs.
 * @param kept a byte per frame; null keeps all
 * @param callees a byte per frame: only edges to these are wanted; null wants all
 */
export function graphEdges(
  tree: FrameTree,
  weights: Weights,
  frames: Frames,
  kept: Uint8Array | null,
  callees: Uint8Array | null = null,
): EdgeTable {
  const edges = new EdgeTable(frames.count)
  if (callees && !callees.includes(1)) return edges
  const called = weights.called()
  // The innermost kept node down to here (-1: none), and whether frames below it were dropped.
  const anchor = new Int32Array(tree.count)
  const residual = new Uint8Array(tree.count)
  anchor[0] = NONE
  // Edges on the way from the root to here, to be released where their subtrees end.
  let openEnd = new Int32Array(256)
  let openEdge = new Int32Array(256)
  let open = 0
  let onPath = new Int32Array(1024)
  for (let node = 1; node < tree.count; node++) {
    while (open > 0 && openEnd[open - 1]! <= node) onPath[openEdge[--open]!]!--
    if (weights.live[node] === 0) {
      // Nothing below counts either.
      node = tree.end[node]! - 1
      continue
    }
    const above = tree.parent[node]!
    const key = tree.key[node]!
    if (kept && kept[key] === 0) {
      anchor[node] = anchor[above]!
      residual[node] = 1
      continue
    }
    anchor[node] = node
    const caller = anchor[above]!
    if (caller === NONE || tree.key[caller] === key || callees?.[key] === 0) continue
    const edge = edges.find(tree.key[caller]!, key)
    onPath = withRoom(onPath, edge + 1)
    if (onPath[edge]!++ === 0) {
      edges.add(
        edge,
        weights.total[node]!,
        weights.totalDiv ? weights.totalDiv[node]! : 0,
        residual[above] === 1,
        called[node] === 0,
      )
    }
    openEnd = withRoom(openEnd, open + 1)
    openEdge = withRoom(openEdge, open + 1)
    openEnd[open] = tree.end[node]!
    openEdge[open++] = edge
  }
  return edges
}
