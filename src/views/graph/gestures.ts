import type { Point } from './camera.ts'

/** What gestures on the picture mean; points and distances in CSS pixels of the element. */
export interface Gestures {
  zoom(factor: number, at: Point): void
  pan(by: Point): void
  /** The pointer is over `target` without a button. */
  hover(target: Element, at: Point): void
  leave(): void
  /** @param count 2 for the second click of a double-click */
  click(target: Element, count: number): void
  menu(target: Element, event: MouseEvent): void
}

/** Pointers that moved less than this many pixels have clicked, not dragged. */
const CLICK = 4
/** The most that one turn of a wheel magnifies, as a power of two. */
const MOST = 1

/** Mouse, wheel, pen and fingers: the wheel zooms, dragging moves, two fingers pinch. */
export class GraphInput {
  private readonly pointers = new Map<number, Point>()
  private readonly stop = new AbortController()
  private pressed: Point | undefined
  private dragging = false

  constructor(
    private readonly element: Element,
    private readonly gestures: Gestures,
  ) {
    const { signal } = this.stop
    const on = <K extends keyof HTMLElementEventMap>(
      type: K,
      hear: (event: HTMLElementEventMap[K]) => void,
    ): void =>
      element.addEventListener(type, hear as EventListener, { signal, passive: type !== 'wheel' })
    on('wheel', (event) => this.wheel(event))
    on('pointerdown', (event) => this.down(event))
    on('pointermove', (event) => this.move(event))
    on('pointerup', (event) => this.up(event))
    on('pointercancel', (event) => this.up(event))
    on('pointerleave', () => gestures.leave())
    element.addEventListener('click', (event) => this.click(event as MouseEvent), { signal })
    element.addEventListener('contextmenu', (event) => this.menu(event as MouseEvent), { signal })
  }

  dispose(): void {
    this.stop.abort()
  }

  private at({ clientX, clientY }: MouseEvent): Point {
    const { left, top } = this.element.getBoundingClientRect()
    return { x: clientX - left, y: clientY - top }
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault()
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
    if (event.shiftKey) {
      this.gestures.pan({ x: -(event.deltaX || event.deltaY) * lines, y: 0 })
      return
    }
    // A pinch on a touchpad comes with ctrl, in small steps; a notch of a wheel as about 100.
    const power = -event.deltaY * lines * (event.ctrlKey ? 0.01 : 0.003)
    this.gestures.zoom(2 ** Math.max(-MOST, Math.min(MOST, power)), this.at(event))
  }

  private down(event: PointerEvent): void {
    if (event.button !== 0) return
    this.pointers.set(event.pointerId, this.at(event))
    this.pressed = this.pointers.size === 1 ? this.at(event) : undefined
    this.dragging = this.pointers.size > 1
  }

  private move(event: PointerEvent): void {
    const point = this.at(event)
    const last = this.pointers.get(event.pointerId)
    if (!last) {
      if (event.buttons === 0) this.gestures.hover(event.target as Element, point)
      return
    }
    if (this.pointers.size === 2) this.pinch(event.pointerId, last, point)
    else if (!this.drag(event, last, point)) return
    this.pointers.set(event.pointerId, point)
  }

  /** @returns false while it may still become a click */
  private drag(event: PointerEvent, last: Point, point: Point): boolean {
    const { pressed } = this
    if (!pressed) return true
    if (!this.dragging) {
      if (Math.hypot(point.x - pressed.x, point.y - pressed.y) < CLICK) return false
      this.dragging = true
      this.element.setPointerCapture(event.pointerId)
      this.element.classList.add('graph-dragging')
      this.gestures.leave()
    }
    this.gestures.pan({ x: point.x - last.x, y: point.y - last.y })
    return true
  }

  private pinch(id: number, last: Point, point: Point): void {
    const other = [...this.pointers].find(([key]) => key !== id)?.[1]
    if (!other) return
    const spread = (to: Point): number => Math.hypot(to.x - other.x, to.y - other.y)
    if (spread(last) < 1) return
    const middle = { x: (point.x + other.x) / 2, y: (point.y + other.y) / 2 }
    this.gestures.zoom(spread(point) / spread(last), middle)
    this.gestures.pan({ x: (point.x - last.x) / 2, y: (point.y - last.y) / 2 })
  }

  private up(event: PointerEvent): void {
    this.pointers.delete(event.pointerId)
    if (this.pointers.size === 0) this.element.classList.remove('graph-dragging')
  }

  /** Comes after `up`, also where it was a drag that ended. */
  private click(event: MouseEvent): void {
    const dragged = this.dragging
    this.dragging = false
    if (!dragged) this.gestures.click(event.target as Element, event.detail)
  }

  private menu(event: MouseEvent): void {
    event.preventDefault()
    this.gestures.menu(event.target as Element, event)
  }
}
