import { type FlameModel, frameOf, parentOf } from '../../picture/model.ts'
import { paletteOf, type Theme } from '../../picture/palette.ts'
import { colorsOf } from '../../picture/renderer.ts'
import { coloringOf, relationsOf, statusOf } from '../../picture/words.ts'
import type { ExportedPart, ExportedPicture } from './picture.ts'

/**
 * A flame graph as an exported page reads it: columns of equal length, a frame each, parents before
 * children. It is flat so that deep stacks need no deep nesting.
 */
export interface PageTree {
  readonly title: string
  /** Rows grow upwards from the root. */
  readonly upwards: boolean
  readonly name: readonly string[]
  /** Index of the frame above; -1 for the root. */
  readonly parent: readonly number[]
  /** Width; never negative, and never less than those of the frames below together. */
  readonly width: readonly number[]
  /** What is said of the frame. */
  readonly text: readonly string[]
  /** Index into the page's colours. */
  readonly color: readonly number[]
  /** Frames that stand deeper than the page goes. */
  readonly cut: number
}

export type PageColors = Readonly<Record<Theme, readonly string[]>>

/** Widths are whole numbers of this share of the root. */
const UNIT = 1e-9
/** d3-flame-graph walks its tree by functions that call themselves, which only goes so deep. */
const MOST_ROWS = 1000

/** The tree of a part, with its colours added to `colors`. */
export function pageTree(
  { coloring, measure }: ExportedPicture,
  part: ExportedPart,
  colors: Record<Theme, string[]>,
): PageTree {
  const { model, shape } = part
  const relations = relationsOf(shape)
  const first = colors.light.length
  const byTheme = (theme: Theme) =>
    colorsOf(model, { palette: paletteOf(theme), coloring: coloringOf(shape, coloring) })
  const { at } = byTheme('light')
  colors.light.push(...byTheme('light').fills)
  colors.dark.push(...byTheme('dark').fills)
  const { deepest, indices, parent } = treeOf(model)
  return {
    title: shape.frame === '' ? '' : `${upwardsOf(part) ? 'Callers' : 'Callees'} of ${shape.frame}`,
    upwards: upwardsOf(part),
    name: indices.map((i) => frameOf(model, i).name),
    parent,
    width: widthsOf(model, indices, parent),
    text: indices.map((i) => statusOf(model, i, measure, relations)),
    color: indices.map((i) => first + at[i]!),
    cut: model.order.length - deepest,
  }
}

function upwardsOf({ shape }: ExportedPart): boolean {
  return shape.direction === 'callers'
}

/** Frames row by row, as far down as the page goes, and where the one above each stands. */
function treeOf(model: FlameModel) {
  const rows = Math.min(model.rows, MOST_ROWS)
  const deepest = model.rowStart[rows] ?? 0
  const indices = Array.from(model.order.subarray(0, deepest))
  const placeOf = new Map(indices.map((i, place) => [i, place]))
  const parent = indices.map((i, place) =>
    place === 0 ? -1 : (placeOf.get(parentOf(model, i)) ?? 0),
  )
  return { deepest, indices, parent }
}

function widthsOf(model: FlameModel, indices: readonly number[], parent: readonly number[]) {
  const widths = indices.map((i) => Math.max(1, Math.round(model.answer.w[i]! / UNIT)))
  const below = indices.map(() => 0)
  for (let place = indices.length - 1; place >= 0; place--) {
    // Rounding may make the frames below wider than the one above by a little.
    widths[place] = Math.max(widths[place]!, below[place]!)
    if (place > 0) below[parent[place]!]! += widths[place]!
  }
  return widths
}
