import { cumOf, flatOf } from './graph/graph.ts'
import { trimmedGraph } from './graph/trim.ts'
import { inlinedFrames } from './inlined-frames.ts'
import type { ReportInput } from './input.ts'
import { reportLabels } from './labels.ts'
import { VALUE_HEADING, valueColumns } from './value-columns.ts'

/**
 * The report `top` (or `text`): a row per frame with its flat and cum value.
 * Columns: flat, flat%, sum% (running), cum, cum%, name and how it is inlined.
 */
export function* topReport({ profile, options, source, measure }: ReportInput): Generator<string> {
  const callees = inlinedFrames(source)
  const trimmed = trimmedGraph(source, options, { callees })
  const { nodes, values, edges } = trimmed.graph
  measure.fitUnit(nodes, values)
  yield* reportLabels(profile, options, measure, trimmed)
  yield VALUE_HEADING
  const inlineLabel = edges.inlineLabels()
  let sum = 0
  for (const key of nodes) {
    const flat = flatOf(values, key)
    const cum = cumOf(values, key)
    sum += flat
    const inline = inlineLabel(key)
    const name = `${source.names.of(key)}${inline === '' ? '' : ` ${inline}`}`
    yield `${valueColumns(measure, flat, sum, cum)}  ${name}`
  }
}
