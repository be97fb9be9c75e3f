import type { FrameNames } from '../../select/frame-names.ts'
import type { CallGraph } from './graph.ts'
import { ordered } from './node-order.ts'

const MAX_INT64 = 2 ** 63

/**
 * Orders nodes by how much they tell in a picture: a node scores by its cum value times the
 * entropy of its edges (how evenly its weight comes in and goes out), plus its flat value. A node
 * that merely passes its weight on scores low. Then by name, then |flat|. In place.
 * (Rule: github.com/google/pprof, internal/graph EntropyOrder.)
 */
export function sortByEntropy(graph: Omit<CallGraph, 'cutoff'>, names: FrameNames): void {
  const { flat, cum } = graph.values
  const score = entropyScores(graph)
  // A score that is no int64 is the smallest one to pprof (on amd64). It has no absolute value, so
  // it goes last; but with a flat value added it becomes one of the largest, and goes first.
  const place = (node: number): number => (Number.isNaN(score[node]) ? (flat[node] ? 0 : 2) : 1)
  const byScore = (a: number, b: number): number => {
    const at = place(a)
    if (at !== place(b)) return at - place(b)
    return at === 1
      ? Math.abs(score[b]!) - Math.abs(score[a]!)
      : Math.abs(flat[a]!) - Math.abs(flat[b]!)
  }
  graph.nodes.sort(ordered(byScore, flat, cum, names, graph.frames))
}

/** The score of each node of the graph, NaN where it is no int64; other entries mean nothing. */
export function entropyScores(graph: Omit<CallGraph, 'cutoff' | 'frames'>): Float64Array {
  const { nodes, edges, values } = graph
  const { flat, cum } = values
  const incoming = new EdgeEntropy(flat.length)
  const outgoing = new EdgeEntropy(flat.length)
  for (const node of nodes) outgoing.total[node] = flat[node]!
  for (let edge = 0; edge < edges.count; edge++) {
    if (edges.dropped[edge] === 1) continue
    incoming.addWeight(edges.callee[edge]!, edges.weight[edge]!)
    outgoing.addWeight(edges.caller[edge]!, edges.weight[edge]!)
  }
  for (let edge = 0; edge < edges.count; edge++) {
    if (edges.dropped[edge] === 1) continue
    incoming.addTerm(edges.callee[edge]!, edges.weight[edge]!)
    outgoing.addTerm(edges.caller[edge]!, edges.weight[edge]!)
  }
  const score = new Float64Array(flat.length)
  for (const node of nodes) {
    // What a node keeps for itself counts as one more edge.
    if (flat[node]! > 0) outgoing.addTerm(node, flat[node]!)
    const entropy = incoming.of(node) + outgoing.of(node)
    const weighted = Math.trunc(entropy * cum[node]!)
    score[node] = Math.abs(weighted) < MAX_INT64 ? weighted + flat[node]! : Number.NaN
  }
  return score
}

/** The entropy of the edges at one side of each node: first all weights, then all terms. */
class EdgeEntropy {
  readonly total: Float64Array
  private readonly sum: Float64Array
  private readonly any: Uint8Array

  constructor(nodes: number) {
    this.total = new Float64Array(nodes)
    this.sum = new Float64Array(nodes)
    this.any = new Uint8Array(nodes)
  }

  addWeight(node: number, weight: number): void {
    this.any[node] = 1
    if (weight > 0) this.total[node]! += weight
  }

  addTerm(node: number, weight: number): void {
    const total = this.total[node]!
    if (total === 0) return
    const share = Math.abs(weight) / total
    this.sum[node]! += -share * Math.log2(share)
  }

  /** Roots and leaves, which have no such edges, are favoured. */
  of(node: number): number {
    return this.any[node] === 1 ? this.sum[node]! : 1
  }
}
