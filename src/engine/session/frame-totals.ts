import { compareText } from '../profile/format.ts'
import { flatOf, graphNodes, type NodeValues, nodeValues } from '../report/graph/graph.ts'
import { sortByCum, sortByFlat } from '../report/graph/node-order.ts'
import type { Selection } from '../select/selection.ts'
import type { TopColumn } from './answers.ts'

/** The values of all frames of a selection. */
export interface FrameTotals {
  readonly nodes: Int32Array
  readonly values: NodeValues
}

/** The flat and cum values of all frames of a selection. */
export function frameTotals(
  { tree, frames, weights }: Selection,
  dropNegative: boolean,
): FrameTotals {
  const values = nodeValues(tree, frames, weights)
  return { nodes: graphNodes(values, dropNegative), values }
}

/** The rows of the top table in one order. */
export interface TopOrder {
  readonly column: TopColumn
  readonly keys: Int32Array
  /** Running sums of the flat values; empty if they have no meaning in this order. */
  readonly running: Float64Array
}

/** The frames in the order of a column of the top table, the largest first unless reversed. */
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
  if (column === 'name' || reverse) return { column, keys, running: new Float64Array(0) }
  const running = new Float64Array(keys.length)
  let sum = 0
  for (let i = 0; i < keys.length; i++) {
    sum += flatOf(values, keys[i]!)
    running[i] = sum
  }
  return { column, keys, running }
}
