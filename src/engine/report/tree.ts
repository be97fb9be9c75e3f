import { percentage } from '../profile/units.ts'
import { OptionError } from '../select/options.ts'
import { EdgeLists } from './graph/edge-lists.ts'
import { cumOf, flatOf } from './graph/graph.ts'
import { trimmedGraph } from './graph/trim.ts'
import type { ReportInput } from './input.ts'
import { reportLabels } from './labels.ts'
import { VALUE_HEADING, valueColumns } from './value-columns.ts'

const SEPARATOR = `${'-'.repeat(58)}+${'-'.repeat(13)}`
const HEADING = `${VALUE_HEADING}   calls calls% + context \t \t `

/**
 * The reports `tree` and, where a regexp is given, `peek`: each frame between its callers and its
 * callees, with what goes over each edge and its share of the frame's cum value. With a regexp
 * only the frames whose name matches it.
 * @throws OptionError in pprof's words where the regexp matches no frame
 */
export function* treeReport(input: ReportInput): Generator<string> {
  const { profile, options, source, measure, symbol } = input
  const { names } = source
  const trimmed = trimmedGraph(source, options)
  const { graph } = trimmed
  const { nodes, values, edges } = graph
  const shown = symbol ? nodes.filter((key) => symbol.test(names.of(key))) : nodes
  if (symbol && shown.length === 0) {
    throw new OptionError(`no matches found for regexp: ${symbol.pattern}`)
  }
  measure.fitUnit(nodes, values)
  yield* reportLabels(profile, options, measure, trimmed)
  yield SEPARATOR
  yield HEADING

  const lists = new EdgeLists(graph, names)
  const edgeRow = (edge: number, other: number, cum: number): string => {
    const weight = edges.weight[edge]!
    const inline = edges.inline[edge] === 1 ? ' (inline)' : ''
    const share = percentage(weight, cum)
    return `${measure.format(weight).padStart(50)} ${share} |   ${names.of(other)}${inline}`
  }
  let sum = 0
  for (const key of shown) {
    const flat = flatOf(values, key)
    const cum = cumOf(values, key)
    sum += flat
    yield SEPARATOR
    for (const edge of lists.callers(key)) yield edgeRow(edge, edges.caller[edge]!, cum)
    yield `${valueColumns(measure, flat, sum, cum)}${' '.repeat(16)}| ${names.of(key)}`
    for (const edge of lists.callees(key)) yield edgeRow(edge, edges.callee[edge]!, cum)
  }
  if (nodes.length > 0) yield SEPARATOR
}
