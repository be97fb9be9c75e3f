import { fitted } from '../../ui/name/forms.ts'
import type { FlameAnswer } from '../../worker/protocol.ts'
import { changeFills, changeSteps, isChangeColoring, isCompared, isSigned } from './change.ts'
import { type FlameModel, type FrameIndex, frameOf } from './model.ts'
import { narrowBars, narrowText } from './narrow.ts'
import { HEAT_STEPS, heatStep, type Palette } from './palette.ts'
import { type Layer, ROW, type Scene, scaleOf, visit } from './scene.ts'
import type { Coloring } from './settings.ts'
import { figureOf, signOf } from './words.ts'

/** Frames narrower than this many CSS pixels have no label. */
const NARROWEST_LABEL = 24
/** Font size in rows of the usual height, and how much it grows with each pixel of row height. */
const FONT_SIZE = 11.5
const FONT_GROWTH = 0.375

/** The canvas methods that the renderer uses; tests pass one that records the calls. */
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

/**
 * Draws scenes on one canvas. All coordinates below are in device pixels; edges are whole numbers.
 */
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
    // Before the first picture it would be black.
    canvas.width = 0
    canvas.height = 0
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
      this.drawNarrow(scene, layer)
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
      // One canvas pixel is one device pixel, also at fractional zoom levels of the page.
      this.canvas.style.width = `${width / scene.ratio}px`
      this.canvas.style.height = `${height / scene.ratio}px`
      this.font = ''
    }
    const font = `${fontSize(scene)}px ${scene.fontFamily}`
    if (this.font === font) return
    // Setting a canvas's size resets its state.
    this.font = font
    this.surface.font = font
    this.surface.textBaseline = 'alphabetic'
    this.charWidth = this.surface.measureText('M'.repeat(20)).width / 20
  }

  /** Draws the fills one colour at a time: changing fillStyle costs more than a rectangle. */
  private drawFrames(scene: Scene, layer: Layer, labels: Label[]): void {
    const { surface } = this
    const { answer } = layer.model
    const { palette, searching, marksSelf, ratio } = scene
    const batches = new Map<string, number[]>()
    const marks: number[] = []
    const colors = colorsOf(layer.model, scene)
    const narrowest = NARROWEST_LABEL * ratio
    const scale = scaleOf(scene, layer)
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
      const at = colors.at[i]!
      const color =
        state === 'match' ? palette.match : state === 'dim' ? colors.dims[at]! : colors.fills[at]!
      const inner = width > 2 * gap ? width - gap : width
      let batch = batches.get(color)
      if (!batch) {
        batch = []
        batches.set(color, batch)
      }
      batch.push(x, y, inner, height - gap)
      if (width >= narrowest) labels.push({ i, x, y, width: inner, height: height - gap, state })
      if (marksSelf && inner >= 3 * ratio && state === 'plain' && answer.selfShare[i] !== 0) {
        // Below the self value of a frame there are no callees: the mark ends where they begin.
        const right = (answer.x[i]! + answer.w[i]! - layer.span.from) * scale
        const from = Math.max(x, Math.round(right - answer.w[i]! * answer.selfShare[i]! * scale))
        const mark = x + inner - from
        if (mark > 0) marks.push(from, y + height - gap - markHeight, mark, markHeight)
      }
    })
    // A match is drawn even where a wider frame covers its pixel.
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
    const { palette, ratio, all } = scene
    const { answer } = layer.model
    const pad = Math.round(4 * ratio)
    const inks = { plain: palette.text, dim: palette.dimText, match: palette.matchText }
    for (const state of ['plain', 'dim', 'match'] as const) {
      surface.fillStyle = inks[state]
      for (const label of labels) {
        if (label.state !== state) continue
        const name = frameOf(layer.model, label.i).name
        const room = Math.floor((label.width - 2 * pad) / charWidth)
        const text = labelOf(answer, label.i, name, { room, all })
        if (text === '') continue
        const baseline = label.y + Math.round(label.height / 2 + fontSize(scene) * 0.36)
        // The last argument condenses names whose letters are wider than those of a monospaced
        // font.
        surface.fillText(text, label.x + pad, baseline, label.width - pad)
      }
    }
  }

  private drawNarrow(scene: Scene, layer: Layer): void {
    const { surface, charWidth } = this
    const { palette, ratio } = scene
    const bars = narrowBars(scene, layer, NARROWEST_LABEL * ratio)
    if (bars.length === 0) return
    const gap = Math.max(1, Math.round(ratio))
    const pad = Math.round(4 * ratio)
    surface.fillStyle = palette.dimmed(palette.fill('', 'root'))
    for (const { x, y, width, height } of bars) surface.fillRect(x, y, width - gap, height - gap)
    surface.fillStyle = palette.dimText
    for (const { x, y, width, height, count } of bars) {
      const text = narrowText(count, Math.floor((width - 2 * pad) / charWidth))
      if (text === '') continue
      const baseline = y + Math.round(height / 2 + fontSize(scene) * 0.36)
      surface.fillText(text, x + pad, baseline, width - pad)
    }
  }

  private drawOutlines(scene: Scene, layer: Layer): void {
    const { answer } = layer.model
    const { palette, ratio, selected, hover, focus, marked } = scene
    const chosen = selected === '' ? -1 : answer.frames.findIndex(({ name }) => name === selected)
    if (chosen < 0 && hover < 0 && focus < 0 && marked < 0) return
    const thin = Math.max(1, Math.round(ratio))
    visit(scene, { ...layer, firstRow: 0 }, (i, x, y, outer, height) => {
      const node = answer.node[i]!
      const width = outer > 2 * thin ? outer - thin : outer
      if (node === marked || answer.frame[i] === chosen) {
        this.outline([palette.outline, palette.background], x, y, width, height - thin, thin)
      }
      if (node === focus) {
        this.outline([palette.focus, palette.background], x, y, width, height - thin, thin)
      }
      if (node === hover) this.outline([palette.hover], x, y, width, height - thin, thin)
    })
  }

  /**
   * Draws rings from the outside to the inside, the first twice as thick: one of them contrasts
   * with any fill.
   */
  private outline(
    colors: readonly string[],
    x: number,
    y: number,
    width: number,
    height: number,
    thin: number,
  ): void {
    const { surface } = this
    if (width <= 6 * thin && colors.length > 1) {
      surface.fillStyle = colors[0]!
      surface.fillRect(x, y, width, height)
      return
    }
    let inset = 0
    for (const [at, color] of colors.entries()) {
      const thick = at === 0 && colors.length > 1 ? 2 * thin : thin
      surface.strokeStyle = color
      surface.lineWidth = thick
      const by = inset + thick / 2
      surface.strokeRect(x + by, y + by, width - 2 * by, height - 2 * by)
      inset += thick
    }
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

/**
 * The name, shortened to fit, and its figure; in a comparison the sign of the change comes first.
 */
function labelOf(
  answer: FlameAnswer,
  i: FrameIndex,
  name: string,
  { room, all }: { readonly room: number; readonly all: number },
): string {
  const sign = signOf(answer, i)
  const text = fitted(name, room - sign.length)
  if (text === '') return ''
  if (text !== name || all === 0) return sign + text
  const figure = ` ▏${figureOf(answer, i, all)}`
  return sign + (sign.length + text.length + figure.length <= room ? text + figure : text)
}

/** In device pixels. */
function fontSize({ rowHeight, ratio }: Scene): number {
  return (FONT_SIZE + (rowHeight - ROW) * FONT_GROWTH) * ratio
}

/** The colours of the frames of a picture. */
export interface Colors {
  readonly palette: Palette
  readonly coloring: Coloring
  /** The distinct colours, and the index into them of each frame of the answer. */
  readonly fills: readonly string[]
  readonly dims: readonly string[]
  readonly at: ArrayLike<number>
}

const colorsByModel = new WeakMap<FlameModel, Colors>()

/** The colours of the frames of a picture; computed once for each palette and colouring. */
export function colorsOf(
  model: FlameModel,
  { palette, coloring }: Pick<Scene, 'palette' | 'coloring'>,
): Colors {
  const known = colorsByModel.get(model)
  if (known?.palette === palette && known.coloring === coloring) return known
  const { answer } = model
  if (isChangeColoring(coloring) && (isCompared(answer) || isSigned(answer))) {
    const fills = changeFills(palette, coloring)
    const at = changeSteps(answer, coloring)
    const colors = { palette, coloring, fills, dims: fills.map(palette.dimmed), at }
    colorsByModel.set(model, colors)
    return colors
  }
  const { frames } = answer
  const byFrame = coloring === 'package' || coloring === 'file'
  const fills = byFrame
    ? frames.map(({ package: own, file, name }) =>
        coloring === 'file' ? palette.fileFill(file, name) : palette.fill(own, name, file),
      )
    : Array.from({ length: HEAT_STEPS }, (_, step) => palette.heat(step))
  const values = coloring === 'self' ? answer.self : answer.total
  // Relative to the hottest frame: in a large profile every frame has only a small share of the
  // total. The top root does not count as a frame.
  const most = byFrame
    ? 0
    : values.reduce(
        (so, value, i) => (frameOf(model, i).key < 0 ? so : Math.max(so, Math.abs(value))),
        0,
      )
  const at = byFrame ? answer.frame : Uint8Array.from(values, (value) => heatStep(value, most))
  const colors = { palette, coloring, fills, dims: fills.map(palette.dimmed), at }
  colorsByModel.set(model, colors)
  return colors
}

function fillAll(surface: Surface, rects: readonly number[]): void {
  for (let at = 0; at < rects.length; at += 4) {
    surface.fillRect(rects[at]!, rects[at + 1]!, rects[at + 2]!, rects[at + 3]!)
  }
}
