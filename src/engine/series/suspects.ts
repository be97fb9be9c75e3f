import { framesOfRow, type SeriesFrame, type SeriesStacks } from './stacks.ts'
import { steadiness, type Trend, trendOf } from './trend.ts'

/** What ends in one function of the program itself, in all snapshots. */
export interface Suspect {
  /** The function, at the line that grew most. */
  readonly frame: SeriesFrame
  /** One per snapshot. */
  readonly values: Float64Array
  readonly trend: Trend
  /** Rows of the stacks that end in it. */
  readonly rows: readonly number[]
}

/** Adds up the stacks by the function that each ends in, whatever grew most and steadiest first. */
export function suspectsOf(stacks: SeriesStacks, places: readonly number[]): Suspect[] {
  const byName = new Map<string, number[]>()
  for (let row = 0; row < stacks.node.length; row++) {
    const [front] = framesOfRow(stacks, row, 1)
    if (!front) continue
    const rows = byName.get(front.name)
    if (rows) rows.push(row)
    else byName.set(front.name, [row])
  }
  const suspects = Array.from(byName.values(), (rows): Suspect => {
    const values = Float64Array.from(stacks.values, (column) =>
      rows.reduce((sum, row) => sum + column[row]!, 0),
    )
    return { frame: mostGrown(stacks, rows), values, trend: trendOf(values, places), rows }
  })
  const score = ({ trend, values }: Suspect): number =>
    trend.growth * Math.max(0, steadiness(trend, values.length))
  return suspects.sort(
    (a, b) =>
      score(b) - score(a) ||
      b.trend.growth - a.trend.growth ||
      (a.frame.name < b.frame.name ? -1 : 1),
  )
}

/** The function's line that grew most, over all the stacks that end there. */
function mostGrown(stacks: SeriesStacks, rows: readonly number[]): SeriesFrame {
  const growth = new Map<number, number>()
  for (const row of rows) {
    const frame = stacks.tree.location[stacks.node[row]!]!
    const grown = stacks.values.at(-1)![row]! - stacks.values[0]![row]!
    growth.set(frame, (growth.get(frame) ?? 0) + grown)
  }
  const [[best]] = [...growth].sort(([, a], [, b]) => b - a) as [[number, number]]
  return stacks.frames[best]!
}
