import { compareText } from '../profile/format.ts'
import { cumOf, flatOf, graphNodes, type NodeValues, nodeValues } from '../report/graph.ts'
import type { Measure } from '../report/measure.ts'
import { sortByCum, sortByFlat } from '../report/node-order.ts'
import type { Selection } from '../select/selection.ts'
import type { TopAnswer, TopColumn, TopRequest, TopRow } from './answers.ts'
import { frameText } from './frame-texts.ts'
import { inlineLabels } from './inline-labels.ts'
import type { Found } from './search.ts'

/** The values of all frames of a selection. */
export interface FrameTotals {
  readonly nodes: Int32Array
  readonly values: NodeValues
}

export function frameTotals(
  { tree, frames, weights }: Selection,
  dropNegative: boolean,
): FrameTotals {
  const values = nodeValues(tree, frames, weights)
  return { nodes: graphNodes(values, dropNegative), values }
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
  { frames: found, error: searchError }: Found,
  measure: Measure,
  request: TopRequest,
): TopAnswer {
  const places = matchingPlaces(order, found)
  const shown = request.onlyMatches && found ? places : null
  const count = shown ? shown.length : order.keys.length
  const from = Math.max(0, Math.min(request.from, count))
  const window = Array.from({ length: Math.max(0, Math.min(request.to, count) - from) }, (_, i) =>
    shown ? shown[from + i]! : from + i,
  )
  const inline = inlineLabels(selection, new Set(window.map((place) => order.keys[place]!)))
  const rows: TopRow[] = []
  for (const place of window) {
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
      inline: inline(key),
      match: found?.[key] === 1,
    })
  }
  return { rows, from, count, matches: places.length, searchError }
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
