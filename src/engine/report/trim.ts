import type { FrameNames } from '../select/frame-names.ts'
import type { FrameTree } from '../select/frame-tree.ts'
import type { Frames } from '../select/frames.ts'
import type { Options } from '../select/options.ts'
import type { Weights } from '../select/weights.ts'
import { type CallGraph, graphEdges, graphNodes, nodeValues } from './graph.ts'
import { sortByCum, sortByFlat } from './node-order.ts'

/** How much of a graph to show. */
export type TrimOptions = Pick<Options, 'nodecount' | 'nodefraction' | 'edgefraction' | 'sort'> & {
  readonly drop_negative: boolean
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
 * internal/report newTrimmedGraph): drop the nodes whose |cum| is below nodefraction, order the
 * rest, keep the first nodecount, drop the edges below edgefraction. Dropping nodes changes no
 * value of those kept, only which edges there are.
 */
export function trimmedGraph(source: GraphSource, options: TrimOptions): TrimmedGraph {
  const { tree, frames, weights, names } = source
  const values = nodeValues(tree, frames, weights)
  let nodes = graphNodes(values, options.drop_negative)
  const total = nodes.reduce((sum, key) => sum + values.flat[key]!, 0)
  const nodeCutoff = Math.abs(Math.trunc(total * options.nodefraction))
  const edgeCutoff = Math.abs(Math.trunc(total * options.edgefraction))

  const all = nodes.length
  if (nodeCutoff > 0) nodes = nodes.filter((key) => Math.abs(values.cum[key]!) >= nodeCutoff)
  const originalCount = nodes.length
  if (options.sort === 'cum') sortByCum(nodes, values, names)
  else sortByFlat(nodes, values, names)
  if (options.nodecount > 0) nodes = nodes.slice(0, options.nodecount)

  const edges = graphEdges(
    tree,
    weights,
    frames,
    nodes.length === all ? null : keptBytes(nodes, frames.count),
  )
  const droppedEdges = edges.trim(edgeCutoff)
  return {
    graph: { nodes, values, edges },
    originalCount,
    droppedNodes: all - originalCount,
    droppedEdges,
  }
}

function keptBytes(nodes: Int32Array, frames: number): Uint8Array {
  const kept = new Uint8Array(frames)
  for (const key of nodes) kept[key] = 1
  return kept
}
