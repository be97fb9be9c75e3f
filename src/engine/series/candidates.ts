import type { SeriesFrame, SeriesStacks } from './stacks.ts'
import { sum } from './sums.ts'

/** Stacks that are judged together: a single one, or all that end in the same line or function. */
export interface Candidate {
  /** The function, at the line that grew most. */
  readonly frame: SeriesFrame
  /** Indices of the stacks, rows of `SeriesStacks`. */
  readonly rows: readonly number[]
  /** The largest value less the least. */
  readonly range: number
}

/**
 * The stacks, lines and functions whose values move enough to matter, from the least to the
 * largest of some snapshots. Takes time linear in stacks times snapshots.
 * @param snapshots indices of the columns to look at
 * @param least the smallest move that matters, in the unit of the values
 */
export function candidatesOf(
  stacks: SeriesStacks,
  snapshots: readonly number[],
  least: number,
): Candidate[] {
  const { node, tree, frames } = stacks
  const byLine = new Map<number, number[]>()
  const byName = new Map<string, number[]>()
  for (let row = 0; row < node.length; row++) {
    const frame = tree.location[node[row]!]!
    if (frame < 0) continue
    push(byLine, frame, row)
    push(byName, frames[frame]!.name, row)
  }
  const found: Candidate[] = []
  const columns = snapshots.map((at) => stacks.values[at]!)
  const [low, high] = rangesOf(columns, node.length)
  for (let row = 0; row < node.length; row++) {
    add([row], high[row]! - low[row]!)
  }
  for (const rows of byLine.values()) if (rows.length > 1) add(rows, rangeOfRows(columns, rows))
  for (const rows of byName.values()) {
    const isOneLine = byLine.get(tree.location[node[rows[0]!]!]!)!.length === rows.length
    if (!isOneLine) add(rows, rangeOfRows(columns, rows))
  }
  return found

  function add(rows: readonly number[], range: number): void {
    const frame = range >= least ? frames[mostGrown(stacks, rows, columns)] : undefined
    if (frame) found.push({ frame, rows, range })
  }
}

/**
 * The summed values of a candidate, one per snapshot.
 * @param snapshots indices of the columns
 */
export function valuesOf(
  { values }: SeriesStacks,
  snapshots: readonly number[],
  { rows }: Candidate,
): Float64Array {
  return Float64Array.from(snapshots, (at) => sum(values[at]!, rows))
}

function push<Key>(lists: Map<Key, number[]>, key: Key, row: number): void {
  const list = lists.get(key)
  if (list) list.push(row)
  else lists.set(key, [row])
}

/**
 * The least and the largest value of each row. Goes column by column, as the values lie in memory.
 */
function rangesOf(columns: readonly Float64Array[], rows: number): [Float64Array, Float64Array] {
  const low = new Float64Array(rows).fill(Number.POSITIVE_INFINITY)
  const high = new Float64Array(rows).fill(Number.NEGATIVE_INFINITY)
  for (const column of columns) {
    for (let row = 0; row < rows; row++) {
      const value = column[row]!
      if (value < low[row]!) low[row] = value
      if (value > high[row]!) high[row] = value
    }
  }
  return [low, high]
}

function rangeOfRows(columns: readonly Float64Array[], rows: readonly number[]): number {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const column of columns) {
    const value = sum(column, rows)
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return high - low
}

/** The line of the front that grew most over the stacks. */
function mostGrown(
  { tree, node }: SeriesStacks,
  rows: readonly number[],
  columns: readonly Float64Array[],
): number {
  if (rows.length === 1) return tree.location[node[rows[0]!]!]!
  const growth = new Map<number, number>()
  for (const row of rows) {
    const frame = tree.location[node[row]!]!
    const grown = columns.at(-1)![row]! - columns[0]![row]!
    growth.set(frame, (growth.get(frame) ?? 0) + grown)
  }
  let best = -1
  for (const [frame, grown] of growth) {
    if (best < 0 || grown > growth.get(best)!) best = frame
  }
  return best
}
