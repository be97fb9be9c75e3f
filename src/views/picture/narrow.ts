import { type Layer, rowTop, type Scene, scaleOf, visit } from './scene.ts'

/** A bar in the place of callees that are too narrow to be drawn. In device pixels. */
export interface NarrowBar {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** The number of callees that it replaces. */
  readonly count: number
}

/**
 * The bars of a layer that are at least `least` device pixels wide; they show that there are more
 * frames.
 */
export function narrowBars(scene: Scene, layer: Layer, least: number): NarrowBar[] {
  const { narrow, narrowX, narrowW, depth } = layer.model.answer
  const { ratio, rowHeight, scrollTop, width } = scene
  const scale = scaleOf(scene, layer)
  const edge = (at: number): number =>
    Math.max(0, Math.min(Math.round(width * ratio), Math.round((at - layer.span.from) * scale)))
  const bars: NarrowBar[] = []
  visit(scene, layer, (i) => {
    const count = narrow[i]!
    if (count === 0) return
    const x = edge(narrowX[i]!)
    const barWidth = edge(narrowX[i]! + narrowW[i]!) - x
    if (barWidth < least) return
    const top = rowTop(scene, depth[i]! + 1) - scrollTop
    const y = Math.round(top * ratio)
    const height = Math.round((top + rowHeight) * ratio) - y
    bars.push({ x, y, width: barWidth, height, count })
  })
  return bars
}

/** The text of a bar in at most `room` characters; "" where it does not fit. */
export function narrowText(count: number, room: number): string {
  const number = count.toLocaleString('en')
  const forms = [`${number} more ${count === 1 ? 'frame' : 'frames'} too narrow`, `${number} more`]
  return forms.find((form) => form.length <= room) ?? ''
}
