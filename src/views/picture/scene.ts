import type { FlameModel } from './model.ts'
import type { Palette } from './palette.ts'
import type { Coloring } from './settings.ts'
import type { Span } from './zoom.ts'

/** The default row height in CSS pixels, including the gap below it. */
export const ROW = 20

/** A picture to draw, with the part of its root's width that is visible. */
export interface Layer {
  readonly model: FlameModel
  readonly span: Span
  /** Rows before this one are drawn by the layer below. */
  readonly firstRow: number
  /** The part that the layer above covers, from a row on: it is not drawn. */
  readonly hidden?: { readonly span: Span; readonly firstRow: number }
}

export interface Scene {
  /** Drawn in order. While a zoom is animated there are two: the old picture and the new one. */
  readonly layers: readonly Layer[]
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  readonly scrollTop: number
  /** In CSS pixels, including the gap below a row. */
  readonly rowHeight: number
  /**
   * Where rows grow upwards: the distance from the top of the scrolled content to the end of row
   * 1, in CSS pixels; row 0 is hidden then. null where rows grow downwards from row 0.
   */
  readonly bottom: number | null
  /** Device pixels per CSS pixel. */
  readonly ratio: number
  readonly palette: Palette
  readonly coloring: Coloring
  /** Whether the self part of each frame is marked. */
  readonly marksSelf: boolean
  readonly fontFamily: string
  /** The value that percentages in labels relate to. */
  readonly all: number
  /** Whether a search is active: matches stand out, other frames are dimmed. */
  readonly searching: boolean
  /** Name of the selected frame, outlined wherever it occurs; "" for none. */
  readonly selected: string
  /** Node numbers of the frames under the pointer and at the keyboard focus; -1 for none. */
  readonly hover: number
  readonly focus: number
  /** Node number of the frame that has changed most, which is outlined; -1 for none. */
  readonly marked: number
}

const NOTHING: Span = { from: Number.POSITIVE_INFINITY, to: 0 }

/** The distance of a row from the top of the scrolled content, in CSS pixels. */
export function rowTop({ rowHeight, bottom }: Omit<Rows, 'scrollTop'>, row: number): number {
  return bottom === null ? row * rowHeight : bottom - row * rowHeight
}

/** The row at `y` on the canvas (CSS pixels). */
export function rowAt({ rowHeight, bottom, scrollTop }: Rows, y: number): number {
  const at = y + scrollTop
  return bottom === null ? Math.floor(at / rowHeight) : Math.ceil((bottom - at) / rowHeight)
}

/** The part of a scene that determines the position of rows. */
export type Rows = Pick<Scene, 'rowHeight' | 'bottom' | 'scrollTop'>

type Visitor = (i: number, x: number, y: number, width: number, height: number) => void

/** The width of the layer's whole root, in device pixels. */
export function scaleOf({ width, ratio }: Scene, { span }: Layer): number {
  return (width * ratio) / (span.to - span.from)
}

/** Visits the visible frames of a layer, clipped to the canvas, row by row from left to right. */
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
      // Callers of the root span the whole width, wherever the root itself is.
      const from = row < rootDepth ? 0 : Math.round((x[i]! - span.from) * scale)
      if (from >= right) break
      const to = row < rootDepth ? right : Math.round((x[i]! + w[i]! - span.from) * scale)
      const start = Math.max(from, drawn, 0)
      // Of frames that share a pixel, the first is drawn.
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
