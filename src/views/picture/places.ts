import { type FlameModel, placeOf } from './model.ts'
import type { Place } from './zoom.ts'

/**
 * Positions of zoomed roots in the top root's width. An answer has positions in its own root only;
 * those seen while zooming in are kept here, so that zooming out can be drawn before the worker
 * answers. Valid for one tree: new options need a new instance.
 */
export class Places {
  private readonly places = new Map<string, Place>([['', { x: 0, w: 1 }]])

  /** Learns from a picture where each of `paths` lies. */
  learn(model: FlameModel, ...paths: readonly (readonly number[])[]): void {
    const outer = this.places.get(model.answer.root.join('.'))
    if (!outer) return
    for (const path of paths) {
      // Every frame on the path can become the root when the user zooms out.
      for (let length = model.answer.root.length + 1; length <= path.length; length++) {
        const inner = path.slice(0, length)
        const id = inner.join('.')
        if (this.places.has(id)) continue
        const place = placeOf(model, inner)
        if (!place) break
        this.places.set(id, { x: outer.x + place.x * outer.w, w: place.w * outer.w })
      }
    }
  }

  /**
   * The position of the root `inner` in the width of the root `outer`; undefined unless both are
   * known.
   */
  relative(inner: readonly number[], outer: readonly number[]): Place | undefined {
    const innerId = inner.join('.')
    const outerId = outer.join('.')
    if (innerId === outerId) return { x: 0, w: 1 }
    const a = this.places.get(innerId)
    const b = this.places.get(outerId)
    if (!a || !b) return
    return { x: (a.x - b.x) / b.w, w: a.w / b.w }
  }
}
