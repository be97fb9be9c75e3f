import { fitted } from './label.ts'
import { type FlameModel, frameOf } from './model.ts'
import type { Palette } from './palette.ts'
import { percentOf } from './words.ts'
import type { Span } from './zoom.ts'

/** Height of a row in CSS pixels, the gap below it included. */
export const ROW = 20
/** Frames narrower than this many CSS pixels have no label. */
const NARROWEST_LABEL = 24
const FONT_SIZE = 11.5

/** What the renderer asks of a canvas; a test hands in one that writes a log. */
export type Surface = Pick<
  CanvasRenderingContext2D,
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'font'
  | 'textBaseline'
  | 'fillRect'
  | 'strokeRect'
  | 'fillText'
  | 'measureText'
>

/** A picture to be drawn, with the part of its root's width that the canvas shows. */
export interface Layer {
  readonly model: FlameModel
  readonly span: Span
  /** Rows above it are left to the layer below. */
  readonly firstRow: number
}

export interface Scene {
  /** Drawn in order. While a zoom moves there are two: the picture before, and the one after. */
  readonly layers: readonly Layer[]
  /** CSS pixels. */
  readonly width: number
  readonly height: number
  readonly scrollTop: number
  /** Device pixels per CSS pixel. */
  readonly ratio: number
  readonly palette: Palette
  readonly fontFamily: string
  /** A search is on: matches stand out, everything else steps back. */
  readonly searching: boolean
  /** Name of the selected frame, outlined wherever it occurs; "" for none. */
  readonly selected: string
  /** Nodes under the pointer and under the keyboard; -1 for none. */
  readonly hover: number
  readonly focus: number
}

/** Draws scenes on one canvas. All coordinates below are device pixels, whole ones for edges. */
export class FlameRenderer {
  private readonly canvas: HTMLCanvasElement
  private readonly surface: Surface
  private font = ''
  private charWidth = 0

  constructor(canvas: HTMLCanvasElement, surface?: Surface) {
    const context = surface ?? canvas.getContext('2d', { alpha: false })
    if (!context) throw new Error('This browser has no 2D canvas')
    this.canvas = canvas
    this.surface = context
  }

  draw(scene: Scene): void {
    const { surface } = this
    this.fitCanvas(scene)
    surface.fillStyle = scene.palette.background
    surface.fillRect(0, 0, this.canvas.width, this.canvas.height)
    for (const layer of scene.layers) {
      const labels: Label[] = []
      this.drawFrames(scene, layer, labels)
      this.drawLabels(scene, layer, labels)
    }
    const top = scene.layers[scene.layers.length - 1]
    if (top) this.drawOutlines(scene, top)
  }

  dispose(): void {
    // Gives the picture's memory back at once; some browsers keep it until the next collection.
    this.canvas.width = 0
    this.canvas.height = 0
  }

  private fitCanvas(scene: Scene): void {
    const width = Math.round(scene.width * scene.ratio)
    const height = Math.round(scene.height * scene.ratio)
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width
      this.canvas.height = height
      this.font = ''
    }
    const font = `${FONT_SIZE * scene.ratio}px ${scene.fontFamily}`
    if (this.font === font) return
    // Setting a canvas's size resets its state.
    this.font = font
    this.surface.font = font
    this.surface.textBaseline = 'alphabetic'
    this.charWidth = this.surface.measureText('M'.repeat(20)).width / 20
  }

  /** Fills, a colour at a time: a change of fillStyle costs more than a rectangle. */
  private drawFrames(scene: Scene, layer: Layer, labels: Label[]): void {
    const { surface } = this
    const { answer } = layer.model
    const { palette, searching, ratio } = scene
    const batches = new Map<string, number[]>()
    const marks: number[] = []
    const colors = colorsOf(layer.model, palette)
    const narrowest = NARROWEST_LABEL * ratio
    const gap = Math.max(1, Math.round(ratio))
    const markHeight = Math.max(1, Math.round(2 * ratio))
    visit(scene, layer, (i, x, y, width, height) => {
      const state = searching
        ? answer.match[i]
          ? 'match'
          : 'dim'
        : answer.depth[i]! < answer.rootDepth
          ? 'dim'
          : 'plain'
      const frame = answer.frame[i]!
      const color =
        state === 'match'
          ? palette.match
          : state === 'dim'
            ? colors.dims[frame]!
            : colors.fills[frame]!
      const inner = width > 2 * gap ? width - gap : width
      let batch = batches.get(color)
      if (!batch) {
        batch = []
        batches.set(color, batch)
      }
      batch.push(x, y, inner, height - gap)
      if (width >= narrowest) labels.push({ i, x, y, width: inner, height: height - gap, state })
      if (inner >= 3 * ratio && state === 'plain' && answer.self[i] !== 0) {
        // What a frame spends itself has nothing below it: the mark ends where its callees begin.
        const share = Math.min(1, Math.abs(answer.self[i]! / answer.total[i]!)) || 0
        const mark = Math.round(inner * share)
        if (mark > 0) marks.push(x + inner - mark, y + height - gap - markHeight, mark, markHeight)
      }
    })
    // A match is seen even where a wider frame has its pixel.
    const matches = batches.get(palette.match)
    batches.delete(palette.match)
    for (const [color, batch] of batches) {
      surface.fillStyle = color
      fillAll(surface, batch)
    }
    if (matches) {
      surface.fillStyle = palette.match
      fillAll(surface, matches)
    }
    surface.fillStyle = palette.self
    fillAll(surface, marks)
  }

  private drawLabels(scene: Scene, layer: Layer, labels: readonly Label[]): void {
    const { surface, charWidth } = this
    const { palette, ratio } = scene
    const { answer } = layer.model
    const pad = Math.round(4 * ratio)
    const inks = { plain: palette.text, dim: palette.dimText, match: palette.matchText }
    for (const state of ['plain', 'dim', 'match'] as const) {
      surface.fillStyle = inks[state]
      for (const label of labels) {
        if (label.state !== state) continue
        const name = frameOf(layer.model, label.i).name
        const room = Math.floor((label.width - 2 * pad) / charWidth)
        let text = fitted(name, room)
        if (text === '') continue
        if (text === name && answer.total100 !== 0) {
          const share = ` ▏${percentOf(answer.total[label.i]!, answer.total100)}`
          if (text.length + share.length <= room) text += share
        }
        const baseline = label.y + Math.round(label.height / 2 + FONT_SIZE * ratio * 0.36)
        // The last argument squeezes names whose letters are wider than a monospaced one.
        surface.fillText(text, label.x + pad, baseline, label.width - pad)
      }
    }
  }

  private drawOutlines(scene: Scene, layer: Layer): void {
    const { answer } = layer.model
    const { palette, ratio, selected, hover, focus } = scene
    const chosen = selected === '' ? -1 : answer.frames.findIndex(({ name }) => name === selected)
    if (chosen < 0 && hover < 0 && focus < 0) return
    const thick = Math.max(1, Math.round(2 * ratio))
    visit(scene, { ...layer, firstRow: 0 }, (i, x, y, width, height) => {
      const node = answer.node[i]!
      if (node === hover) {
        this.surface.fillStyle = palette.hover
        this.surface.fillRect(x, y, width, height - 1)
      }
      if (answer.frame[i] === chosen) {
        this.outline(palette.outline, x, y, width, height, thick)
      }
      if (node === focus) this.outline(palette.focus, x, y, width, height, thick)
    })
  }

  private outline(color: string, x: number, y: number, w: number, h: number, thick: number): void {
    if (w <= 2 * thick) {
      this.surface.fillStyle = color
      this.surface.fillRect(x, y, w, h)
      return
    }
    this.surface.strokeStyle = color
    this.surface.lineWidth = thick
    this.surface.strokeRect(x + thick / 2, y + thick / 2, w - thick - 1, h - thick - 1)
  }
}

interface Label {
  readonly i: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly state: 'plain' | 'dim' | 'match'
}

type Visitor = (i: number, x: number, y: number, width: number, height: number) => void

/** The frames of a layer that lie on the canvas, cut to it, row by row from left to right. */
function visit(scene: Scene, { model, span, firstRow }: Layer, visitor: Visitor): void {
  const { x, w, match, rootDepth } = model.answer
  const { width, height, scrollTop, ratio } = scene
  const right = Math.round(width * ratio)
  const scale = (width * ratio) / (span.to - span.from)
  const first = Math.max(firstRow, Math.floor(scrollTop / ROW))
  const last = Math.min(model.rows, Math.ceil((scrollTop + height) / ROW))
  for (let row = first; row < last; row++) {
    const top = Math.round((row * ROW - scrollTop) * ratio)
    const bottom = Math.round(((row + 1) * ROW - scrollTop) * ratio)
    let drawn = 0
    for (let at = model.rowStart[row]!; at < model.rowStart[row + 1]!; at++) {
      const i = model.order[at]!
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

interface Colors {
  readonly palette: Palette
  /** By index into the answer's `frames`. */
  readonly fills: readonly string[]
  readonly dims: readonly string[]
}

const colorsByModel = new WeakMap<FlameModel, Colors>()

function colorsOf(model: FlameModel, palette: Palette): Colors {
  let colors = colorsByModel.get(model)
  if (colors?.palette !== palette) {
    const { frames } = model.answer
    colors = {
      palette,
      fills: frames.map((frame) => palette.fill(frame.package, frame.name)),
      dims: frames.map((frame) => palette.dim(frame.package, frame.name)),
    }
    colorsByModel.set(model, colors)
  }
  return colors
}

function fillAll(surface: Surface, rects: readonly number[]): void {
  for (let at = 0; at < rects.length; at += 4) {
    surface.fillRect(rects[at]!, rects[at + 1]!, rects[at + 2]!, rects[at + 3]!)
  }
}
