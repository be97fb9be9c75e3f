import { EdgeLists } from '../../report/graph/edge-lists.ts'
import type { CallGraph } from '../../report/graph/graph.ts'
import { trimmedGraph } from '../../report/graph/trim.ts'
import type { Options } from '../../select/options.ts'
import type { Selection } from '../../select/selection.ts'
import type { Weights } from '../../select/weights.ts'

/** The call graph that the report `peek` reads: whole, its nodes in the order of the report. */
export interface PeekGraph {
  readonly graph: CallGraph
  readonly lists: EdgeLists
  /** How many callers and callees each frame has. */
  readonly callers: Uint32Array
  readonly callees: Uint32Array
}

/** The last graph of each set of weights, which stand for most options that it depends on. */
const graphs = new WeakMap<Weights, { readonly key: string; readonly peek: PeekGraph }>()

/** The graph of a selection, untrimmed, as the report `peek` uses it. */
export function peekGraph(source: Selection, options: Options): PeekGraph {
  const { sort, drop_negative } = options
  const key = `${sort} ${drop_negative}`
  const known = graphs.get(source.weights)
  if (known?.key === key) return known.peek
  const whole = { nodecount: 0, nodefraction: 0, edgefraction: 0, sort, drop_negative }
  const { graph } = trimmedGraph(source, whole)
  const { edges, values } = graph
  const callers = new Uint32Array(values.flat.length)
  const callees = new Uint32Array(values.flat.length)
  for (let edge = 0; edge < edges.count; edge++) {
    callers[edges.callee[edge]!]!++
    callees[edges.caller[edge]!]!++
  }
  const peek = { graph, lists: new EdgeLists(graph, source.names), callers, callees }
  graphs.set(source.weights, { key, peek })
  return peek
}
