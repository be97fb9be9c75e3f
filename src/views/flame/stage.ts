import { type FlameModel, type FrameIndex, hit, NO_FRAME } from './model.ts'
import { Places } from './places.ts'
import { type FlameRenderer, type Layer, ROW, type Scene } from './renderer.ts'
import type { Reason } from './request.ts'
import {
  between,
  clamped,
  inward,
  magnified,
  moved,
  outward,
  type Span,
  samePath,
  sameZoom,
  WHOLE,
  type Zoom,
} from './zoom.ts'

/** How long a zoom takes to arrive, in milliseconds: enough to follow, too short to wait for. */
const MOTION = 120

/** What of a scene the view decides; where the frames are is the stage's. */
export type Look = Omit<Scene, 'layers'>

/** A picture, and the part of its root's width that it was laid out for. */
interface Picture {
  readonly model: FlameModel
  readonly extent: Span
}

type Pencil = Pick<FlameRenderer, 'draw' | 'dispose'>

export interface Picked {
  readonly model: FlameModel
  readonly i: FrameIndex
}

/**
 * The picture in motion. The camera says which part of which root is on screen; a picture made for
 * another root is drawn where it lies as seen from there. So a zoom is seen at once, as what is
 * there magnified, and gets its detail when the worker's answer comes, on the way or after it.
 */
export class FlameStage {
  private readonly renderer: Pencil
  private look: Look
  private readonly still: () => boolean
  private places = new Places()
  private before: Picture | undefined
  private newest: Picture | undefined
  private camera: Zoom = WHOLE
  private target: Zoom = WHOLE
  private motion: { readonly from: Span; readonly start: number } | undefined
  /** The motion starts when the answer is there: nothing could be seen of the way. */
  private waiting = false
  private frame = 0
  private paints: { reason: Reason; frames: number }[] = []

  /** @param still whether motion is not wanted (prefers-reduced-motion) */
  constructor(renderer: Pencil, look: Look, still: () => boolean) {
    this.renderer = renderer
    this.look = look
    this.still = still
  }

  get model(): FlameModel | undefined {
    return this.newest?.model
  }

  /** What is on screen, or will be when the motion ends. */
  get zoom(): Zoom {
    return this.target
  }

  /** Sets how things look; a change is drawn with the next frame of the screen, or at once. */
  style(look: Partial<Look>, atOnce = false): void {
    this.look = { ...this.look, ...look }
    if (atOnce) this.drawNow(performance.now())
    else this.draw()
  }

  /** Moves the camera: smoothly, or at once for gestures, which are their own motion. */
  go(zoom: Zoom, smooth: boolean): void {
    if (sameZoom(zoom, this.target)) return
    this.target = zoom
    this.motion = undefined
    this.waiting = false
    const { newest } = this
    newest && this.places.learn(newest.model, zoom.root)
    const from = this.seenFrom(zoom.root)
    if (!newest || !from) {
      this.waiting = true
      return
    }
    if (!smooth || this.still()) {
      this.camera = zoom
      this.draw()
    } else if (this.covers(newest, zoom)) this.start(from)
    else this.waiting = true
  }

  /** Takes a picture that the worker laid out for `extent` of its root. */
  show(model: FlameModel, extent: Span, reason: Reason): void {
    const fresh = reason === 'open' || reason === 'options' || !this.newest
    if (!fresh) this.places.learn(model, this.camera.root)
    this.paints.push({ reason, frames: model.answer.node.length })
    if (fresh) {
      // Another tree: nothing that is known of places holds.
      this.places = new Places()
      this.before = undefined
      this.newest = { model, extent }
      this.jump()
      return
    }
    const { root } = model.answer
    if (!samePath(root, this.target.root) && !this.places.relative(root, this.camera.root)) {
      // Late, and nobody knows where it would lie.
      return
    }
    this.before = this.motion || this.waiting ? this.newest : undefined
    this.newest = { model, extent }
    if (this.waiting && this.covers(this.newest, this.target)) {
      const from = this.seenFrom(this.target.root)
      this.waiting = false
      if (from && !this.still()) this.start(from)
      else this.jump()
    }
    this.draw()
  }

  /** Where magnifying by `factor` around `at` (0 … 1 of the width) leads, out of the root as well. */
  magnified(factor: number, at: number): Zoom {
    let { root } = this.target
    let span = magnified(this.target, factor, at)
    while (root.length > 0 && span.to - span.from > 1) {
      const outer = root.slice(0, -1)
      const place = this.places.relative(root, outer)
      // A link led here: what is around has not been seen yet.
      if (!place) return { root: outer, from: 0, to: 1 }
      span = outward(span, place)
      root = outer
    }
    return { root, ...clamped(span) }
  }

  moved(share: number): Zoom {
    return { root: this.target.root, ...moved(this.target, share) }
  }

  /** The frame at a point of the canvas, in CSS pixels. */
  pick(x: number, y: number): Picked | undefined {
    const { width, scrollTop } = this.look
    const row = Math.floor((y + scrollTop) / ROW)
    for (const { model, span, firstRow } of this.layers().reverse()) {
      if (row < firstRow) continue
      const share = (span.to - span.from) / width
      const at = row < model.answer.rootDepth ? 0 : span.from + x * share
      const i = hit(model, row, at, share)
      if (i !== NO_FRAME) return { model, i }
    }
    return undefined
  }

  dispose(): void {
    cancelAnimationFrame(this.frame)
    this.renderer.dispose()
  }

  private start(from: Span): void {
    this.motion = { from, start: performance.now() }
    this.camera = { root: this.target.root, ...from }
    this.draw()
  }

  private jump(): void {
    this.settle()
    this.draw()
  }

  private settle(): void {
    this.motion = undefined
    this.waiting = false
    this.before = undefined
    this.camera = this.target
  }

  private draw(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame((now) => this.drawNow(now))
  }

  private drawNow(now: number): void {
    cancelAnimationFrame(this.frame)
    this.frame = 0
    if (this.motion) {
      const t = Math.min(1, Math.max(0, (now - this.motion.start) / MOTION))
      const eased = 1 - (1 - t) ** 3
      this.camera = { root: this.target.root, ...between(this.motion.from, this.target, eased) }
      if (t >= 1) this.settle()
      else this.draw()
    }
    this.renderer.draw({ ...this.look, layers: this.layers() })
    if (this.paints.length > 0) markPainted(this.paints.splice(0))
  }

  /** The pictures as they lie under the camera, the one that reaches wider below. */
  private layers(): Layer[] {
    const newest = this.newest && this.layerOf(this.newest)
    const before = this.before && this.layerOf(this.before)
    if (!newest) return before ? [before] : []
    if (!before) return [newest]
    const seen = (layer: Layer, { extent }: Picture) =>
      (extent.to - extent.from) / (layer.span.to - layer.span.from)
    const inside = seen(newest, this.newest!) <= seen(before, this.before!)
    const [below, above] = inside ? [before, newest] : [newest, before]
    return [below, { ...above, firstRow: above.model.answer.rootDepth }]
  }

  private layerOf({ model }: Picture): Layer | undefined {
    const place = this.places.relative(model.answer.root, this.camera.root)
    return place && { model, span: inward(this.camera, place), firstRow: 0 }
  }

  /** What is on screen, as a span of `root`. */
  private seenFrom(root: readonly number[]): Span | undefined {
    const place = this.places.relative(this.camera.root, root)
    return place && outward(this.camera, place)
  }

  private covers({ model, extent }: Picture, zoom: Zoom): boolean {
    const place = this.places.relative(zoom.root, model.answer.root)
    if (!place) return false
    const needed = outward(zoom, place)
    const slack = (needed.to - needed.from) * 1e-6
    return needed.from >= extent.from - slack && needed.to <= extent.to + slack
  }
}

/** Tells the bench when pictures are on screen: after the frame of the screen that they are in. */
function markPainted(paints: readonly { reason: Reason; frames: number }[]): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    for (const detail of paints) performance.mark('flame-painted', { detail })
    port1.close()
  }
  port2.postMessage(null)
}
