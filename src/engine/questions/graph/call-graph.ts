import { Memo } from '../../memo.ts'
import { reportOptions } from '../../pprof.ts'
import { type DrawnGraph, dotLegend, dotLines, drawnGraph } from '../../report/dot/dot.ts'
import { type CallGraph, cumOf, flatOf, frameOf } from '../../report/graph/graph.ts'
import type { ReportInput } from '../../report/input.ts'
import type { Measure } from '../../report/measure.ts'
import type { Options } from '../../select/options.ts'
import { shownValue } from '../../select/weights.ts'
import type { FrameText, Search } from '../../session/answers.ts'
import { frameText } from '../../session/frame-texts.ts'
import type { EngineSession } from '../../session/session.ts'
import { MOST_EDGES, MOST_NODES, MOST_TEXT } from './limits.ts'

/** The call graph as pprof's report `dot` draws it. */
export interface CallGraphRequest {
  readonly options: Options
  readonly search: Search
  /** Draw the labels of nodes as boxes of their own, as the report does. */
  readonly labels: boolean
}

export interface CallGraphAnswer {
  /** The report's text for Graphviz; "" where nothing is left, or it is too large to lay out. */
  readonly dot: string
  /** The text to lay out: that of the report, or it without the labels of nodes. */
  readonly drawn: string
  /** Node `i` is `N${i + 1}` in the text; none where there is no text. */
  readonly nodes: readonly CallGraphNode[]
  readonly edges: readonly CallGraphEdge[]
  /** What the report says beside the graph: the profile, what is shown, what was dropped. */
  readonly legend: readonly string[]
  /** Nodes and edges that the options ask for, laid out or not. */
  readonly nodeCount: number
  readonly edgeCount: number
  /** Nodes that are heavy enough, before nodecount. */
  readonly originalCount: number
  readonly tooLarge: boolean
  /** What percentages are of, as printed. */
  readonly totalText: string
  /** Nodes that match the search. */
  readonly matches: number
  /** Error message of a search whose regexp does not parse; "" otherwise. */
  readonly searchError: string
}

export interface CallGraphNode {
  readonly frame: FrameText
  /** As printed in its box. */
  readonly flatText: string
  readonly flatPercent: string
  readonly cumText: string
  readonly cumPercent: string
  /** Share of the total, which colours the box: −1 … 1 and beyond. */
  readonly share: number
  readonly match: boolean
  /** Boxes of labels that it has and that are not drawn. */
  readonly folded: number
}

export interface CallGraphEdge {
  /** Indexes of nodes. */
  readonly caller: number
  readonly callee: number
  readonly weightText: string
  readonly percent: string
  /** Share of the total, which colours the arrow. */
  readonly share: number
  /** Frames between were left out. */
  readonly residual: boolean
  /** Every such call is inlined. */
  readonly inline: boolean
}

/** Everything but the search, which changes more often. */
type Unsearched = Omit<CallGraphAnswer, 'matches' | 'searchError'>

const known = new WeakMap<EngineSession, Memo<Unsearched>>()

/** The call graph as text in the DOT language, with its figures. */
export function callGraph(session: EngineSession, request: CallGraphRequest): CallGraphAnswer {
  const { options, search, labels } = request
  const graphs = known.get(session) ?? new Memo<Unsearched>(4)
  known.set(session, graphs)
  const graph = graphs.get(JSON.stringify([options, labels]), () =>
    compose(session, options, labels),
  )
  const { frames: found, error: searchError } = session.found(options, search)
  const nodes = graph.nodes.map((node) => ({ ...node, match: found?.[node.frame.key] === 1 }))
  const matches = nodes.filter(({ match }) => match).length
  return { ...graph, nodes, matches, searchError }
}

function compose(session: EngineSession, options: Options, labels: boolean): Unsearched {
  const input = dotInput(session, options)
  const drawn = drawnGraph(input)
  const { graph, originalCount } = drawn.trimmed
  const { measure } = input
  const shown = shownEdges(graph)
  const dot = graph.nodes.length === 0 ? '' : textOf(input, drawn, shown.length)
  const folded: number[] = []
  const bare = labels || dot === '' ? dot : [...dotLines(input, drawn, folded), ''].join('\n')
  return {
    dot,
    drawn: bare,
    nodes:
      dot === ''
        ? []
        : Array.from(graph.nodes, (node, i) => nodeOf(input, graph, node, folded[i] ?? 0)),
    edges: dot === '' ? [] : shown.map((edge) => edgeOf(measure, graph, edge)),
    legend: dotLegend(input, drawn.trimmed),
    nodeCount: graph.nodes.length,
    edgeCount: shown.length,
    originalCount,
    tooLarge: dot === '' && graph.nodes.length > 0,
    totalText: measure.format(measure.total),
  }
}

function nodeOf(
  { measure, source }: ReportInput,
  graph: CallGraph,
  node: number,
  folded: number,
): CallGraphNode {
  const flat = flatOf(graph.values, node)
  const cum = cumOf(graph.values, node)
  return {
    frame: frameText(source, frameOf(graph, node)),
    flatText: measure.format(flat),
    flatPercent: measure.percent(flat).trim(),
    cumText: measure.format(cum),
    cumPercent: measure.percent(cum).trim(),
    share: cum / Math.abs(measure.total),
    match: false,
    folded,
  }
}

function edgeOf(
  measure: Measure,
  { edges }: CallGraph,
  { edge, caller, callee }: ShownEdge,
): CallGraphEdge {
  const weight = shownValue(edges.weight[edge]!, edges.weightDiv[edge]!)
  return {
    caller,
    callee,
    weightText: measure.format(weight),
    percent: measure.percent(weight).trim(),
    share: weight / Math.abs(measure.total),
    residual: edges.residual[edge] === 1,
    inline: edges.inline[edge] === 1,
  }
}

/** What the report is made from; every report has a measure of its own, since it settles its unit. */
export function dotInput(session: EngineSession, wanted: Options): ReportInput {
  const options = reportOptions('dot', wanted)
  const source = session.selection(options)
  const measure = session.unfitted(options)
  const { profile } = source
  return { profile, options, source, measure, symbol: null, readSource: noSource }
}

function noSource(file: string): never {
  throw new Error(`could not find file ${file}`)
}

interface ShownEdge {
  readonly edge: number
  readonly caller: number
  readonly callee: number
}

/** The edges between nodes of the graph, by the places of these. */
function shownEdges({ nodes, edges }: CallGraph): ShownEdge[] {
  const place = new Map<number, number>()
  nodes.forEach((node, i) => {
    place.set(node, i)
  })
  const shown: ShownEdge[] = []
  for (let edge = 0; edge < edges.count; edge++) {
    if (edges.dropped[edge] === 1) continue
    const caller = place.get(edges.caller[edge]!)
    const callee = place.get(edges.callee[edge]!)
    if (caller !== undefined && callee !== undefined) shown.push({ edge, caller, callee })
  }
  return shown
}

/** The report's text; "" where it is larger than can be laid out. */
function textOf(input: ReportInput, drawn: DrawnGraph, edges: number): string {
  if (drawn.trimmed.graph.nodes.length > MOST_NODES || edges > MOST_EDGES) return ''
  const lines: string[] = []
  let length = 0
  for (const line of dotLines(input, drawn)) {
    lines.push(line, '\n')
    length += line.length + 1
    if (length > MOST_TEXT) return ''
  }
  return lines.join('')
}
