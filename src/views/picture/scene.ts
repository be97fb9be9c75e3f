import type { FlameModel } from './model.ts'
import type { Palette } from './palette.ts'
import type { Coloring } from './settings.ts'
import type { Span } from './zoom.ts'

/** Height of a row in CSS pixels, the gap below it included, where no other is preferred. */
export const ROW = 20

/** A picture to be drawn, with the part of its root's width that the canvas shows. */
export interface Layer {
  readonly model: FlameModel
  readonly span: Span
  /** Rows above it are left to the layer below. */
  readonly firstRow: number
  /** What the layer above hides, from a row on: not drawn. */
  readonly hidden?: { readonly span: Span; readonly firstRow: number }
}

export interface Scene {
  /** Drawn in order. While a zoom moves there are two: the picture before, and the one after. */
  readonly layers: readonly Layer[]
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  readonly scrollTop: number
  /** CSS pixels, the gap below a row included. */
  readonly rowHeight: number
  /**
   * Where rows grow upwards: how far below the top of all that can be scrolled to row 1 ends, in
   * CSS pixels; row 0 is not shown then. null where rows grow down from row 0.
   */
  readonly bottom: number | null
  /** Device pixels per CSS pixel. */
  readonly ratio: number
  readonly palette: Palette
  readonly coloring: Coloring
  /** Mark in each frame the part of its value that is its own. */
  readonly marksSelf: boolean
  readonly fontFamily: string
  /** What the percentages in labels are of. */
  readonly all: number
  /** A search is on: matches stand out, everything else steps back. */
  readonly searching: boolean
  /** Name of the selected frame, outlined wherever it occurs; "" for none. */
  readonly selected: string
  /** Nodes under the pointer and under the keyboard; -1 for none. */
  readonly hover: number
  readonly focus: number
}

const NOTHING: Span = { from: Number.POSITIVE_INFINITY, to: 0 }

/** How far row `row` is from the top of all that can be scrolled to, in CSS pixels. */
export function rowTop({ rowHeight, bottom }: Omit<Rows, 'scrollTop'>, row: number): number {
  return bottom === null ? row * rowHeight : bottom - row * rowHeight
}

/** The row at `y` on the canvas, in CSS pixels. */
export function rowAt({ rowHeight, bottom, scrollTop }: Rows, y: number): number {
  const at = y + scrollTop
  return bottom === null ? Math.floor(at / rowHeight) : Math.ceil((bottom - at) / rowHeight)
}

/** What of a scene says where rows are. */
export type Rows = Pick<Scene, 'rowHeight' | 'bottom' | 'scrollTop'>

type Visitor = (i: number, x: number, y: number, width: number, height: number) => void

/** Device pixels that the whole width of the layer's root takes. */
export function scaleOf({ width, ratio }: Scene, { span }: Layer): number {
  return (width * ratio) / (span.to - span.from)
}

/** The frames of a layer that lie on the canvas, cut to it, row by row from left to right. */
export function visit(scene: Scene, layer: Layer, visitor: Visitor): void {
  const { model, span, firstRow, hidden } = layer
  const { x, w, match, rootDepth } = model.answer
  const { width, height, scrollTop, rowHeight, ratio } = scene
  const right = Math.round(width * ratio)
  const scale = scaleOf(scene, layer)
  const atTop = rowAt(scene, 0)
  const atBottom = rowAt(scene, height - 1)
  const first = Math.max(firstRow, Math.min(atTop, atBottom))
  const last = Math.min(model.rows - 1, Math.max(atTop, atBottom))
  for (let row = first; row <= last; row++) {
    const y = rowTop(scene, row) - scrollTop
    const top = Math.round(y * ratio)
    const bottom = Math.round((y + rowHeight) * ratio)
    let drawn = 0
    const hides = hidden && row >= hidden.firstRow ? hidden.span : NOTHING
    for (let at = model.rowStart[row]!; at < model.rowStart[row + 1]!; at++) {
      const i = model.order[at]!
      if (x[i]! >= hides.from && x[i]! + w[i]! <= hides.to) continue
      // Callers of the root reach over the whole width, wherever the root itself is.
      const from = row < rootDepth ? 0 : Math.round((x[i]! - span.from) * scale)
      if (from >= right) break
      const to = row < rootDepth ? right : Math.round((x[i]! + w[i]! - span.from) * scale)
      const start = Math.max(from, drawn, 0)
      // Of frames that share a pixel the first has it.
      const end = Math.min(Math.max(to, from + 1), right)
      if (end > start) {
        visitor(i, start, top, end - start, bottom - top)
        drawn = end
      } else if (match[i] && end > 0) {
        visitor(i, end - 1, top, 1, bottom - top)
      }
    }
  }
}
