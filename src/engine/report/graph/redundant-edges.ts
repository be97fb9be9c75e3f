import { compareText } from '../../profile/format.ts'
import type { FrameNames } from '../../select/frame-names.ts'
import type { EdgeTable } from './edges.ts'
import type { CallGraph } from './graph.ts'

/**
 * Drops residual edges whose callee can be reached from their caller on another way: the last
 * nodes first, of each the lightest edges first, up to the first one that is not residual (so that
 * no edge goes that is heavier than a real call). For graphs of frames: in a call tree there is
 * never another way. (Rule: github.com/google/pprof, internal/graph RemoveRedundantEdges.)
 */
export function dropRedundantEdges(graph: Omit<CallGraph, 'cutoff'>, names: FrameNames): void {
  const { nodes, edges, values } = graph
  const incoming = incomingEdges(edges, values.flat.length)
  const search = new CallerSearch(edges, incoming)
  for (let i = nodes.length - 1; i >= 0; i--) {
    const node = nodes[i]!
    const { first, edge } = incoming
    const list = edge.subarray(first[node], first[node + 1])
    if (list.every((candidate) => edges.residual[candidate] === 0)) continue
    const lightestFirst = list.slice().sort((a, b) => -heavier(edges, names, a, b))
    for (const candidate of lightestFirst) {
      if (edges.residual[candidate] === 0) break
      if (search.otherWay(candidate)) edges.dropped[candidate] = 1
    }
  }
}

/** Orders edges to one node: the heaviest first, then by the caller's name. */
function heavier({ weight, caller }: EdgeTable, names: FrameNames, a: number, b: number): number {
  return (
    Math.abs(weight[b]!) - Math.abs(weight[a]!) ||
    compareText(names.of(caller[a]!), names.of(caller[b]!)) ||
    caller[a]! - caller[b]!
  )
}

/** Node `n` has the incoming edges `edge[first[n]]` up to `edge[first[n + 1]]`. */
interface Incoming {
  readonly first: Uint32Array
  readonly edge: Int32Array
}

function incomingEdges({ callee, dropped, count }: EdgeTable, nodes: number): Incoming {
  const first = new Uint32Array(nodes + 1)
  for (let e = 0; e < count; e++) if (dropped[e] === 0) first[callee[e]! + 1]!++
  for (let node = 0; node < nodes; node++) first[node + 1]! += first[node]!
  const next = first.slice()
  const edge = new Int32Array(first[nodes]!)
  for (let e = 0; e < count; e++) if (dropped[e] === 0) edge[next[callee[e]!]!++] = e
  return { first, edge }
}

/** Searches from a callee upwards, breadth first. */
class CallerSearch {
  /** The search that last met each node. */
  private readonly met: Uint32Array
  private searches = 0

  constructor(
    private readonly edges: EdgeTable,
    private readonly incoming: Incoming,
  ) {
    this.met = new Uint32Array(incoming.first.length)
  }

  /** Whether the edge's caller reaches its callee without the edge. */
  otherWay(edge: number): boolean {
    const { met, edges } = this
    const { first, edge: list } = this.incoming
    const search = ++this.searches
    const source = edges.caller[edge]!
    const queue = [edges.callee[edge]!]
    met[queue[0]!] = search
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at]!
      for (let i = first[node]!; i < first[node + 1]!; i++) {
        const other = list[i]!
        const caller = edges.caller[other]!
        if (other === edge || edges.dropped[other] === 1 || met[caller] === search) continue
        if (caller === source) return true
        met[caller] = search
        queue.push(caller)
      }
    }
    return false
  }
}
