import { compareText } from '../profile/format.ts'
import {
  cumOf,
  flatOf,
  graphEdges,
  graphNodes,
  type NodeValues,
  nodeValues,
} from '../report/graph.ts'
import type { Measure } from '../report/measure.ts'
import { sortByCum, sortByFlat } from '../report/node-order.ts'
import type { Selection } from '../select/selection.ts'
import type { TopAnswer, TopColumn, TopRequest, TopRow } from './answers.ts'
import { frameText } from './frame-texts.ts'

/** The values of all frames of a selection and how each is inlined. */
export interface FrameTotals {
  readonly nodes: Int32Array
  readonly values: NodeValues
  readonly inlineLabel: (key: number) => string
}

export function frameTotals(selection: Selection, dropNegative: boolean): FrameTotals {
  const { tree, frames, weights } = selection
  const values = nodeValues(tree, frames, weights)
  // The edges cost more than the values, and only the table's labels need them.
  let label: ((key: number) => string) | undefined
  return {
    nodes: graphNodes(values, dropNegative),
    values,
    inlineLabel: (key) => {
      label ??= graphEdges(tree, weights, frames, null).inlineLabels()
      return label(key)
    },
  }
}

/** The rows of the top table in one order. */
export interface TopOrder {
  readonly keys: Int32Array
  /** Flat values added up down to each row; empty where the order gives them no meaning. */
  readonly running: Float64Array
}

export function topOrder(
  { names }: Selection,
  { nodes, values }: FrameTotals,
  column: TopColumn,
  reverse: boolean,
): TopOrder {
  const keys = nodes.slice()
  if (column === 'flat') sortByFlat(keys, values, names)
  else if (column === 'cum') sortByCum(keys, values, names)
  else keys.sort((a, b) => compareText(names.of(a), names.of(b)))
  if (reverse) keys.reverse()
  if (column === 'name' || reverse) return { keys, running: new Float64Array(0) }
  const running = new Float64Array(keys.length)
  let sum = 0
  for (let i = 0; i < keys.length; i++) {
    sum += flatOf(values, keys[i]!)
    running[i] = sum
  }
  return { keys, running }
}

/** The window of the table that is asked for. */
export function topWindow(
  selection: Selection,
  totals: FrameTotals,
  order: TopOrder,
  found: Uint8Array | null,
  measure: Measure,
  request: TopRequest,
): TopAnswer {
  const places = matchingPlaces(order, found)
  const shown = request.onlyMatches && found ? places : null
  const count = shown ? shown.length : order.keys.length
  const from = Math.max(0, Math.min(request.from, count))
  const rows: TopRow[] = []
  for (let i = from; i < Math.min(request.to, count); i++) {
    const place = shown ? shown[i]! : i
    const key = order.keys[place]!
    const flat = flatOf(totals.values, key)
    const cum = cumOf(totals.values, key)
    rows.push({
      frame: frameText(selection, key),
      flat,
      cum,
      flatText: measure.formatNonZero(flat),
      flatPercent: measure.percent(flat).trim(),
      sumPercent: order.running.length > 0 ? measure.percent(order.running[place]!).trim() : '',
      cumText: measure.formatNonZero(cum),
      cumPercent: measure.percent(cum).trim(),
      inline: totals.inlineLabel(key),
      match: found?.[key] === 1,
    })
  }
  return { rows, from, count, matches: places.length }
}

function matchingPlaces({ keys }: TopOrder, found: Uint8Array | null): Int32Array {
  if (!found) return new Int32Array(0)
  const places = new Int32Array(keys.length)
  let count = 0
  for (let place = 0; place < keys.length; place++) {
    if (found[keys[place]!] === 1) places[count++] = place
  }
  return places.subarray(0, count)
}
