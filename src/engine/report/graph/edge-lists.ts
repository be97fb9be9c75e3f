import { compareText } from '../../profile/format.ts'
import type { FrameNames } from '../../select/frame-names.ts'
import { type CallGraph, frameOf } from './graph.ts'

/**
 * The edges of a graph, less those that were trimmed off, by the node that they begin or end at:
 * counted and filled in two passes, sorted only where they are requested.
 */
export class EdgeLists {
  private readonly incoming: Lists
  private readonly outgoing: Lists

  constructor(
    private readonly graph: CallGraph,
    private readonly names: FrameNames,
  ) {
    const { edges, values } = graph
    const left = edgesLeft(graph)
    const nodes = values.flat.length
    this.incoming = lists(left, edges.callee, nodes)
    this.outgoing = lists(left, edges.caller, nodes)
  }

  /** Edges to a node, in the order that reports print them. */
  callers(node: number): Int32Array {
    return this.sorted(this.incoming, node)
  }

  /** Edges from a node, in the order that reports print them. */
  callees(node: number): Int32Array {
    return this.sorted(this.outgoing, node)
  }

  /** The heaviest first; then by the names at both ends. */
  private sorted({ first, edge }: Lists, node: number): Int32Array {
    const { weight, caller, callee } = this.graph.edges
    const name = (end: number): string => this.names.of(frameOf(this.graph, end))
    return edge
      .slice(first[node], first[node + 1])
      .sort(
        (a, b) =>
          Math.abs(weight[b]!) - Math.abs(weight[a]!) ||
          compareText(name(caller[a]!), name(caller[b]!)) ||
          compareText(name(callee[a]!), name(callee[b]!)),
      )
  }
}

function edgesLeft({ edges }: CallGraph): Int32Array {
  const left = new Int32Array(edges.count)
  let count = 0
  for (let edge = 0; edge < edges.count; edge++) {
    if (edges.dropped[edge] === 0) left[count++] = edge
  }
  return left.subarray(0, count)
}

/** Node `n` has the edges `edge[first[n]]` up to `edge[first[n + 1]]`. */
interface Lists {
  readonly first: Uint32Array
  readonly edge: Int32Array
}

/** @param end the node at one end of each edge */
function lists(edges: Int32Array, end: Int32Array, nodes: number): Lists {
  const first = new Uint32Array(nodes + 1)
  for (const e of edges) first[end[e]! + 1]!++
  for (let node = 0; node < nodes; node++) first[node + 1]! += first[node]!
  const next = first.slice()
  const edge = new Int32Array(edges.length)
  for (const e of edges) edge[next[end[e]!]!++] = e
  return { first, edge }
}
