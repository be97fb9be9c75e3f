import type { FrameNames } from '../../select/frame-names.ts'
import type { FrameTree } from '../../select/frame-tree.ts'
import type { Frames } from '../../select/frames.ts'
import type { Options } from '../../select/options.ts'
import type { Weights } from '../../select/weights.ts'
import { CallTree } from './call-tree.ts'
import { sortByEntropy } from './entropy.ts'
import { type CallGraph, cutoffOf, FrameGraph, flatSum, graphNodes } from './graph.ts'
import { sortByCum, sortByFlat } from './node-order.ts'
import { dropRedundantEdges } from './redundant-edges.ts'

/** How much of a graph to show. */
export type TrimOptions = Pick<Options, 'nodecount' | 'nodefraction' | 'edgefraction' | 'sort'> & {
  readonly drop_negative: boolean
}

export interface TrimMode {
  /** The nodes are call paths (call-tree.ts), not frames. */
  readonly callTree?: boolean
  /**
   * For a picture, the labels that are drawn at its nodes: nodes are chosen by what they tell
   * (entropy.ts), a label takes the place of a node, and redundant edges are dropped.
   */
  readonly labels?: LabelCounts
  /** A byte per frame: the only callees of edges that are requested; droppedEdges counts these. */
  readonly callees?: Uint8Array
}

export interface LabelCounts {
  /** How many labels of a node's own values are drawn, none lighter than `cutoff`. */
  countOf(node: number, cutoff: number): number
}

export interface TrimmedGraph {
  readonly graph: CallGraph
  /** Nodes left after the light ones are dropped, before nodecount. */
  readonly originalCount: number
  /** "Dropped N nodes": lighter than nodefraction of the total. */
  readonly droppedNodes: number
  readonly droppedEdges: number
}

/** What a graph is made of. */
export interface GraphSource {
  readonly tree: FrameTree
  readonly frames: Frames
  readonly weights: Weights
  readonly names: FrameNames
}

/**
 * Builds the call graph and trims it, in pprof's steps (github.com/google/pprof,
 * internal/report newTrimmedGraph):
 *
 *   1. drop the nodes whose |cum| is below nodefraction
 *   2. order the rest
 *   3. keep the first nodecount; order them again, since the edges are others
 *   4. drop the edges below edgefraction, and in a picture those that are redundant
 *
 * Dropping nodes changes no value of those kept, only which edges there are. So the edges are
 * found between the steps only where a step depends on them.
 */
export function trimmedGraph(
  source: GraphSource,
  options: TrimOptions,
  { callTree = false, labels, callees }: TrimMode = {},
): TrimmedGraph {
  const { tree, frames, weights, names } = source
  const builder = callTree
    ? new CallTree(tree, weights)
    : new FrameGraph(tree, weights, frames, callees ?? null)
  const { values } = builder
  const all = graphNodes(values, options.drop_negative)
  const total = flatSum(all, values)
  const cutoff = cutoffOf(total, options.nodefraction)
  const edgeCutoff = cutoffOf(total, options.edgefraction)

  let nodes = cutoff > 0 ? all.filter((node) => Math.abs(values.cum[node]!) >= cutoff) : all
  const originalCount = nodes.length
  let edges = labels || callTree ? builder.edges(all, nodes) : null
  const order = (): void => {
    if (labels && edges) sortByEntropy({ nodes, values, edges, frames: builder.frames }, names)
    else if (options.sort === 'cum') sortByCum(nodes, values, names, builder.frames)
    else sortByFlat(nodes, values, names, builder.frames)
  }
  order()
  if (options.nodecount > 0) {
    // Light edges go first: they are not to come back as residual ones of a call tree.
    edges?.trim(edgeCutoff, nodes)
    const count = labels
      ? countWithLabels(nodes, options.nodecount, (node) => labels.countOf(node, cutoff))
      : options.nodecount
    if (count < nodes.length) {
      const before = nodes
      nodes = nodes.slice(0, count)
      edges = edges && builder.edges(before, nodes)
      if (labels) order()
    }
  }
  edges ??= builder.edges(all, nodes)
  const droppedEdges = edges.trim(edgeCutoff, nodes)
  const graph = { nodes, values, edges, frames: builder.frames, cutoff }
  if (labels && !callTree) dropRedundantEdges(graph, names)
  return { graph, originalCount, droppedNodes: all.length - originalCount, droppedEdges }
}

/** Labels of a node that count, however many it has. */
export const MOST_LABELS = 4

/** How many of the first nodes, with their labels, make up `limit`. */
function countWithLabels(
  nodes: Int32Array,
  limit: number,
  labelsOf: (node: number) => number,
): number {
  let count = 0
  for (let i = 0; i < nodes.length; i++) {
    count += 1 + Math.min(MOST_LABELS, labelsOf(nodes[i]!))
    if (count >= limit) return i + 1
  }
  return nodes.length
}
