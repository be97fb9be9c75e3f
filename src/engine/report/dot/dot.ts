import { compareText } from '../../profile/format.ts'
import { baseName } from '../../profile/paths.ts'
import type { Profile } from '../../profile/profile.ts'
import type { Selection } from '../../select/selection.ts'
import { shownValue } from '../../select/weights.ts'
import { type CallGraph, cumOf, cutoffOf, flatOf, frameOf } from '../graph/graph.ts'
import { type TrimmedGraph, trimmedGraph } from '../graph/trim.ts'
import type { ReportInput } from '../input.ts'
import { reportLabels } from '../labels.ts'
import type { Measure } from '../measure.ts'
import { dotColor } from './dot-colors.ts'
import { Nodelets } from './nodelets.ts'
import { boxName, escapeForDot } from './short-names.ts'
import { TagValues } from './tag-values.ts'

/** Explanation for readers who see such a graph for the first time. */
const HOW_TO_READ = '\nSee https://git.io/JfYMW for how to read the graph'

/**
 * The report `dot`: the graph as a text for Graphviz. A box per node, as large as its own value and
 * as red as its cum value; small boxes for labels; arrows by weight, dotted where they go across
 * nodes that were left out. All texts of the profile are escaped, also where pprof does not.
 * (Format: github.com/google/pprof, internal/graph ComposeDot.)
 */
export function* dotReport(input: ReportInput): Generator<string> {
  yield* dotLines(input, drawnGraph(input))
}

/** What the report draws: boxes and arrows, and the labels that stand beside the boxes. */
export interface DrawnGraph {
  readonly trimmed: TrimmedGraph
  readonly labels: TagValues
}

/** Chooses what to draw, and with it the unit that the values are printed in. */
export function drawnGraph({ options, source, measure }: ReportInput): DrawnGraph {
  const labels = new TagValues(source, options.unit, options.call_tree)
  const trimmed = trimmedGraph(source, options, { callTree: options.call_tree, labels })
  measure.fitUnit(trimmed.graph.nodes, trimmed.graph.values)
  return { trimmed, labels }
}

/**
 * The text: node `N1` is the first of the graph's nodes, and so on.
 * @param folded null, or where to put how many boxes of labels each node has, which are not drawn then
 */
export function* dotLines(
  input: ReportInput,
  { trimmed, labels }: DrawnGraph,
  folded: number[] | null = null,
): Generator<string> {
  const { profile, source, measure } = input
  const title = escapeForDot(titleOf(profile))
  yield `digraph "${title || 'unnamed'}" {`
  yield 'node [style=filled fillcolor="#f8f8f8"]'
  const head = dotLegend(input, trimmed).map(escapeForDot)
  const tooltip = title === '' ? '' : ` tooltip="${title}"`
  const legend = head.map((line) => `${line}\\l`).join('')
  yield `subgraph cluster_L { "${head[0]}" [shape=box fontsize=16 label="${legend}"${tooltip}] }`
  yield* new Drawing(trimmed.graph, source, measure, labels).lines(folded)
  yield '}'
}

/** The lines of the legend: what the profile is, what is shown of it, what was dropped. */
export function dotLegend(
  { profile, options, measure }: ReportInput,
  trimmed: TrimmedGraph,
): string[] {
  const lines = reportLabels(profile, { ...options, compact_labels: false }, measure, trimmed)
  return legendLabels(lines, { trimmed, measure, edgefraction: options.edgefraction })
}

function titleOf({ mappings, strings }: Profile): string {
  const file = mappings.count > 0 ? strings.get(mappings.file[0]!) : ''
  return file === '' ? '' : baseName(file)
}

/** The head of the report; only a graph tells how many edges were dropped and how to read it. */
function legendLabels(
  lines: readonly string[],
  {
    trimmed: { graph, originalCount, droppedEdges },
    measure,
    edgefraction,
  }: { trimmed: TrimmedGraph; measure: Measure; edgefraction: number },
): string[] {
  if (droppedEdges === 0 || measure.total === 0) return [...lines, HOW_TO_READ]
  const cutoff = cutoffOf(measure.total, edgefraction)
  const edges = droppedEdges > 1 ? 'edges' : 'edge'
  const dropped = `Dropped ${droppedEdges} ${edges} (freq <= ${measure.format(cutoff)})`
  // "Showing top N nodes" stands last, if it is there.
  const { length } = graph.nodes
  const at = length > 0 && length < originalCount ? lines.length - 1 : lines.length
  return [...lines.slice(0, at), dropped, ...lines.slice(at), HOW_TO_READ]
}

/** Font sizes of a box: that of the smallest value, and by how much the largest is larger. */
const SMALLEST_FONT = 8
const FONT_GROWTH = 16

class Drawing {
  /** Number of each node in the drawing, from 1; 0 for what is no node. */
  private readonly ids: Int32Array
  /** 1 where an edge begins. */
  private readonly calls: Uint8Array
  /** The edges that begin at a node of the graph. */
  private readonly edges: Int32Array
  private readonly withLabels: Uint8Array
  private readonly largest: number

  constructor(
    private readonly graph: CallGraph,
    private readonly source: Selection,
    private readonly measure: Measure,
    private readonly labels: TagValues,
  ) {
    const { nodes, values, edges } = graph
    this.ids = new Int32Array(values.flat.length)
    this.calls = new Uint8Array(values.flat.length)
    this.withLabels = new Uint8Array(values.flat.length)
    nodes.forEach((node, i) => {
      this.ids[node] = i + 1
    })
    const drawn = new Int32Array(edges.count)
    let count = 0
    for (let edge = 0; edge < edges.count; edge++) {
      const caller = edges.caller[edge]!
      if (edges.dropped[edge] === 1 || this.ids[caller] === 0) continue
      this.calls[caller] = 1
      drawn[count++] = edge
    }
    this.edges = drawn.slice(0, count)
    this.largest = nodes.reduce((most, node) => Math.max(most, Math.abs(flatOf(values, node))), 0)
  }

  *lines(folded: number[] | null): Generator<string> {
    const { nodes, cutoff } = this.graph
    const nodelets = new Nodelets(this.labels, cutoff, this.format)
    for (const node of nodes) {
      yield this.box(node)
      const lines = nodelets.of(node, this.ids[node]!, this.calls[node] === 0)
      if (folded) {
        // A box and the arrow to it.
        folded.push(lines.length / 2)
        continue
      }
      if (lines.length > 0) this.withLabels[node] = 1
      yield* lines
    }
    // The heaviest first: a hint to Graphviz.
    for (const edge of this.edges.sort(this.heavier)) yield this.arrow(edge)
  }

  private box(node: number): string {
    const { graph, measure, source } = this
    const { values } = graph
    const flat = flatOf(values, node)
    const cum = cumOf(values, node)
    const own = this.format(flat)
    const whole = cum === flat ? own : this.format(cum)
    let label = boxName(source.profile.strings, source.frames, frameOf(graph, node))
    label += flat === 0 ? '0' : `${own} (${measure.percent(flat).trim()})`
    if (cum !== flat) {
      label += `${flat === 0 ? ' ' : '\\n'}of ${whole} (${measure.percent(cum).trim()})`
    }
    const share = cum / Math.abs(measure.total)
    const id = this.ids[node]!
    const attributes = [
      `label="${label}"`,
      `id="node${id}"`,
      `fontsize=${this.fontSize(flat)}`,
      'shape=box',
      `tooltip="${this.nameOf(node)} (${whole})"`,
      `color="${dotColor(share, false)}"`,
      `fillcolor="${dotColor(share, true)}"`,
    ]
    return `N${id} [${attributes.join(' ')}]`
  }

  /** Grows with the root of the value, so that small ones can be distinguished. */
  private fontSize(flat: number): number {
    if (flat === 0) return SMALLEST_FONT
    return SMALLEST_FONT + Math.ceil(FONT_GROWTH * Math.sqrt(Math.abs(flat) / this.largest))
  }

  private arrow(edge: number): string {
    const { edges } = this.graph
    const { total } = this.measure
    const caller = edges.caller[edge]!
    const callee = edges.callee[edge]!
    const divisor = edges.weightDiv[edge]!
    const weight = shownValue(edges.weight[edge]!, divisor)
    const text = this.format(weight)
    const residual = edges.residual[edge] === 1
    const attributes = [`label=" ${text}${edges.inline[edge] === 1 ? '\\n (inline)' : ''}"`]
    if (total !== 0) {
      const pull = step(weight, total, 100)
      if (pull > 0) attributes.push(`weight=${1 + pull}`)
      const width = step(weight, total, 5)
      if (width > 0) attributes.push(`penwidth=${1 + width}`)
      attributes.push(`color="${dotColor(weight / Math.abs(total), false)}"`)
    }
    const between = residual ? '...' : '->'
    const tooltip = `"${this.nameOf(caller)} ${between} ${this.nameOf(callee)} (${text})"`
    attributes.push(`tooltip=${tooltip}`, `labeltooltip=${tooltip}`)
    if (residual) attributes.push('style="dotted"')
    // Leaves room for the label boxes.
    if (this.withLabels[caller] === 1) attributes.push('minlen=2')
    return `N${this.ids[caller]} -> N${this.ids[callee]} [${attributes.join(' ')}]`
  }

  private readonly format = (value: number): string => escapeForDot(this.measure.format(value))

  private nameOf(node: number): string {
    return escapeForDot(this.source.names.of(frameOf(this.graph, node)))
  }

  private readonly heavier = (a: number, b: number): number => {
    const { graph, ids } = this
    const { weight, caller, callee } = graph.edges
    const name = (node: number): string => this.source.names.of(frameOf(graph, node))
    return (
      Math.abs(weight[b]!) - Math.abs(weight[a]!) ||
      compareText(name(caller[a]!), name(caller[b]!)) ||
      compareText(name(callee[a]!), name(callee[b]!)) ||
      ids[caller[a]!]! - ids[caller[b]!]! ||
      ids[callee[a]!]! - ids[callee[b]!]!
    )
  }
}

/** The share of the total in whole steps, `most` steps being all of it. */
function step(weight: number, total: number, most: number): number {
  return Math.min(most, Math.abs(Math.trunc((weight * most) / total)))
}
