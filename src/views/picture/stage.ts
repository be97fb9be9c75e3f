import { type FlameModel, type FrameIndex, hit, NO_FRAME } from './model.ts'
import { Places } from './places.ts'
import type { FlameRenderer } from './renderer.ts'
import type { Reason } from './request.ts'
import { type Layer, rowAt, type Scene } from './scene.ts'
import {
  between,
  clamped,
  inward,
  magnified,
  moved,
  outward,
  rounded,
  type Span,
  samePath,
  sameZoom,
  WHOLE,
  type Zoom,
} from './zoom.ts'

/** Duration of a zoom animation in milliseconds: long enough to follow, too short to wait for. */
const MOTION = 120
/**
 * How long a zoom waits for its answer before the animation begins without it, in milliseconds.
 * The answer is mostly there sooner, and drawing the old picture meanwhile would delay it.
 */
const PATIENCE = 30

/** An animation that was drawn less than this many milliseconds ago is not drawn again. */
const FRESH = 8

/** The part of a scene that the view decides; the position of frames is up to the stage. */
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
 * The picture and its animation. The camera says which part of which root is on screen; a picture
 * that was made for another root is drawn at its position relative to that. So a zoom is visible
 * at once, as a magnification of the existing picture, and gets its detail when the answer of the
 * worker arrives.
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
  /** When the zoom that has not begun was requested; 0 for none. */
  private waiting = 0
  /** Runs while a zoom waits for its answer; nothing is drawn meanwhile. */
  private patience: ReturnType<typeof setTimeout> | undefined
  private frame = 0
  /** Whether the canvas has to be redrawn. */
  private stale = false
  private drawn = Number.NEGATIVE_INFINITY
  private paints: { reason: Reason; frames: number }[] = []

  /** @param still whether motion is not wanted (prefers-reduced-motion) */
  constructor(renderer: Pencil, look: Look, still: () => boolean) {
    this.renderer = renderer
    this.look = look
    this.still = still
  }

  /** The zoom on screen, or the target of the animation. */
  get zoom(): Zoom {
    return this.target
  }

  /** Changes the look; it is drawn with the next frame of the screen, or at once. */
  style(look: Partial<Look>, atOnce = false): void {
    const { look: before } = this
    this.look = { ...before, ...look }
    const names = Object.keys(look) as (keyof Look)[]
    if (names.every((name) => before[name] === this.look[name])) return
    if (atOnce) this.drawNow(performance.now())
    else this.draw()
  }

  /** Changes the look without drawing. */
  restyle(look: Partial<Look>): void {
    this.look = { ...this.look, ...look }
  }

  /** Moves the camera: animated, or at once for gestures, which are an animation themselves. */
  go(zoom: Zoom, smooth: boolean): void {
    if (sameZoom(zoom, this.target)) return
    this.target = zoom
    this.motion = undefined
    this.stopWaiting()
    if (this.newest) this.places.learn(this.newest.model, zoom.root)
    if (!smooth && this.seenFrom(zoom.root)) {
      this.camera = zoom
      this.draw()
      return
    }
    this.waiting = performance.now()
    this.patience = setTimeout(() => {
      this.patience = undefined
      this.setOut()
      this.draw()
    }, PATIENCE)
  }

  /** Takes over a picture that the worker laid out for `extent` of its root. */
  show(model: FlameModel, extent: Span, reason: Reason): void {
    const fresh = reason === 'open' || reason === 'options' || !this.newest
    if (!fresh) this.places.learn(model, this.camera.root)
    this.paints.push({ reason, frames: model.answer.node.length })
    if (fresh) {
      // Another tree: no known position is valid.
      this.places = new Places()
      this.before = undefined
      this.newest = { model, extent }
      this.jump()
      return
    }
    const { root } = model.answer
    if (!samePath(root, this.target.root) && !this.places.relative(root, this.camera.root)) {
      // It arrived late, and its position is not known.
      this.draw()
      return
    }
    this.before = this.motion || this.waiting ? this.newest : undefined
    this.newest = { model, extent }
    this.setOut()
    this.draw()
    // Not with the next frame of the screen: drawing now is on screen sooner.
    if (!this.patience) this.drawNow(performance.now())
  }

  /**
   * The zoom after magnifying by `factor` around `at` (0 … 1 of the width); it may lead out of the
   * root.
   */
  magnified(factor: number, at: number): Zoom {
    let { root } = this.target
    let span = magnified(this.target, factor, at)
    while (root.length > 0 && span.to - span.from > 1) {
      const outer = root.slice(0, -1)
      const place = this.places.relative(root, outer)
      // The page was opened here by a link: the surroundings are unknown.
      if (!place) return { root: outer, from: 0, to: 1 }
      span = outward(span, place)
      root = outer
    }
    return { root, ...rounded(clamped(span)) }
  }

  moved(share: number): Zoom {
    return { root: this.target.root, ...rounded(moved(this.target, share)) }
  }

  /** The frame at a point of the canvas, in CSS pixels. */
  pick(x: number, y: number): Picked | undefined {
    const { width } = this.look
    const row = rowAt(this.look, y)
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
    clearTimeout(this.patience)
    cancelAnimationFrame(this.frame)
    this.renderer.dispose()
  }

  /** Starts the waiting zoom, if there is a picture of its target. */
  private setOut(): void {
    if (!this.waiting || !this.newest || !this.covers(this.newest, this.target)) return
    const from = this.seenFrom(this.target.root)
    const start = Math.max(this.waiting, performance.now() - PATIENCE)
    this.stopWaiting()
    if (!from || this.still()) {
      this.settle()
      return
    }
    this.motion = { from, start }
    this.camera = { root: this.target.root, ...from }
  }

  private stopWaiting(): void {
    clearTimeout(this.patience)
    this.patience = undefined
    this.waiting = 0
  }

  private jump(): void {
    this.settle()
    this.draw()
  }

  private settle(): void {
    this.stopWaiting()
    this.motion = undefined
    this.before = undefined
    this.camera = this.target
  }

  /** Requests a redraw with the next frame of the screen, unless a zoom waits for its answer. */
  private draw(): void {
    this.stale = true
    this.nextFrame()
  }

  private nextFrame(): void {
    if (this.frame === 0) this.frame = requestAnimationFrame((now) => this.onFrame(now))
  }

  private onFrame(now: number): void {
    this.frame = 0
    const moves = this.motion && now - this.drawn > FRESH
    if ((this.stale || moves) && !this.patience) this.drawNow(now)
    if (this.motion) this.nextFrame()
    if (!this.stale && this.paints.length > 0) markPainted(this.paints.splice(0))
  }

  private drawNow(now: number): void {
    this.drawn = now
    this.stale = false
    if (this.motion) {
      const t = Math.min(1, Math.max(0, (now - this.motion.start) / MOTION))
      const eased = 1 - (1 - t) ** 3
      this.camera = { root: this.target.root, ...between(this.motion.from, this.target, eased) }
      if (t >= 1) this.settle()
    }
    this.renderer.draw({ ...this.look, layers: this.layers() })
    if (this.motion || this.paints.length > 0) this.nextFrame()
  }

  /** The pictures under the camera, the one that covers more of the screen at the bottom. */
  private layers(): Layer[] {
    const placed = [this.before, this.newest].flatMap((picture) => this.placed(picture))
    placed.sort((a, b) => b.reach - a.reach)
    const [below, above] = placed
    if (!below) return []
    if (!above) return [below.layer]
    const { root, rootDepth: firstRow } = above.picture.model.answer
    const place = this.places.relative(root, below.picture.model.answer.root)
    const hidden = place && { span: outward(above.picture.extent, place), firstRow }
    return [hidden ? { ...below.layer, hidden } : below.layer, { ...above.layer, firstRow }]
  }

  /** A picture under the camera, and how many screen widths it covers. */
  private placed(picture: Picture | undefined) {
    const place = picture && this.places.relative(picture.model.answer.root, this.camera.root)
    if (!place) return []
    const { model, extent } = picture
    const span = inward(this.camera, place)
    const layer: Layer = { model, span, firstRow: 0 }
    return [{ picture, layer, reach: (extent.to - extent.from) / (span.to - span.from) }]
  }

  /** The visible part, as a span of `root`; undefined if its position is not known. */
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

/**
 * Marks for the benchmark when pictures are on screen: after the frame of the screen that shows
 * them.
 */
function markPainted(paints: readonly { reason: Reason; frames: number }[]): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    for (const detail of paints) performance.mark('flame-painted', { detail })
    port1.close()
  }
  port2.postMessage(null)
}
