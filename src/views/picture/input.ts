/** Handlers for the gestures on the picture. Points are in CSS pixels from its corner. */
export interface Gestures {
  /** The pointer moved over the picture, with no button pressed. */
  hover(x: number, y: number): void
  leave(): void
  click(x: number, y: number): void
  menu(x: number, y: number): void
  /** Magnify by `factor` around `at` (0 … 1). */
  zoom(factor: number, at: number): void
  /** Move the visible part by `share` of its own width; positive moves to the right. */
  pan(share: number): void
  /** A gesture begins during which a hover card would be in the way. */
  busy(): void
}

/** A pointer that moved less than this many CSS pixels has clicked, not dragged. */
const CLICK = 4
/** The greatest magnification of one wheel event, as a power of two. */
const MOST = 1

/**
 * Handles mouse, wheel, pen and touch on the scrolling element. The wheel zooms where there is
 * nothing to scroll, or with Ctrl or ⌘ held (browsers report a pinch on a touchpad so); with Shift
 * it pans, as dragging does; two fingers pinch.
 */
export class FlameInput {
  private readonly element: HTMLElement
  private readonly gestures: Gestures
  private readonly pointers = new Map<number, { x: number; y: number }>()
  private readonly stop = new AbortController()
  private dragging = false
  private pressed: { x: number; y: number; scroll: number } | undefined

  constructor(element: HTMLElement, gestures: Gestures) {
    this.element = element
    this.gestures = gestures
    const { signal } = this.stop
    element.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false })
    element.addEventListener('pointerdown', (event) => this.down(event), { signal })
    element.addEventListener('pointermove', (event) => this.move(event), { signal })
    element.addEventListener('pointerup', (event) => this.up(event), { signal })
    element.addEventListener('pointercancel', (event) => this.cancel(event), { signal })
    element.addEventListener('pointerleave', () => gestures.leave(), { signal })
    element.addEventListener('scroll', () => gestures.busy(), { signal, passive: true })
    element.addEventListener('contextmenu', (event) => this.menu(event), { signal })
  }

  dispose(): void {
    this.stop.abort()
  }

  private at(event: MouseEvent): { x: number; y: number } {
    const box = this.element.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }

  /** Whether a point is on the picture, not on its scrollbar. */
  private inside({ x, y }: { x: number; y: number }): boolean {
    const { clientWidth, clientHeight } = this.element
    return x >= 0 && y >= 0 && x < clientWidth && y < clientHeight
  }

  private wheel(event: WheelEvent): void {
    const { clientWidth, clientHeight, scrollHeight } = this.element
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1
    const dx = event.deltaX * lines
    const dy = event.deltaY * lines
    const magnify = event.ctrlKey || event.metaKey
    if (!magnify && (event.shiftKey || Math.abs(dx) > Math.abs(dy))) {
      event.preventDefault()
      this.gestures.pan((dx || dy) / clientWidth)
      return
    }
    if (!magnify && scrollHeight > clientHeight) return
    event.preventDefault()
    // A pinch arrives in small steps, a notch of a wheel in one of about 100.
    const power = Math.max(-MOST, Math.min(MOST, -dy * (event.ctrlKey ? 0.01 : 0.004)))
    this.gestures.zoom(2 ** power, this.at(event).x / clientWidth)
  }

  private down(event: PointerEvent): void {
    const point = this.at(event)
    if (event.button !== 0 || !this.inside(point)) return
    this.pointers.set(event.pointerId, point)
    this.pressed =
      this.pointers.size === 1 ? { ...point, scroll: this.element.scrollTop } : undefined
    this.dragging = this.pointers.size > 1
  }

  private move(event: PointerEvent): void {
    const point = this.at(event)
    const last = this.pointers.get(event.pointerId)
    if (!last) {
      if (event.buttons === 0 && this.inside(point)) this.gestures.hover(point.x, point.y)
      return
    }
    if (this.pointers.size === 2) this.pinch(event.pointerId, point)
    else if (this.pressed) this.drag(event, last, point)
    this.pointers.set(event.pointerId, point)
  }

  private drag(event: PointerEvent, last: { x: number }, point: { x: number; y: number }): void {
    const { pressed, element } = this
    if (!pressed) return
    if (!this.dragging) {
      if (Math.hypot(point.x - pressed.x, point.y - pressed.y) < CLICK) return
      this.dragging = true
      element.setPointerCapture(event.pointerId)
      element.classList.add('flame-dragging')
      this.gestures.busy()
      this.gestures.pan((pressed.x - point.x) / element.clientWidth)
    } else if (point.x !== last.x) this.gestures.pan((last.x - point.x) / element.clientWidth)
    // The browser scrolls for touch by itself (touch-action: pan-y).
    if (event.pointerType === 'mouse') element.scrollTop = pressed.scroll + pressed.y - point.y
  }

  private pinch(id: number, point: { x: number; y: number }): void {
    const last = this.pointers.get(id)
    const [, other] = [...this.pointers].find(([key]) => key !== id) ?? []
    if (!last || !other) return
    const { clientWidth } = this.element
    const spread = (to: { x: number; y: number }) => Math.hypot(to.x - other.x, to.y - other.y)
    if (spread(last) < 1) return
    this.gestures.zoom(spread(point) / spread(last), (point.x + other.x) / 2 / clientWidth)
    this.gestures.pan((last.x - point.x) / 2 / clientWidth)
  }

  private up(event: PointerEvent): void {
    const clicked = this.pointers.has(event.pointerId) && !this.dragging && this.pressed
    this.cancel(event)
    if (clicked) this.gestures.click(clicked.x, clicked.y)
  }

  private cancel(event: PointerEvent): void {
    this.pointers.delete(event.pointerId)
    if (this.pointers.size > 0) return
    this.dragging = false
    this.pressed = undefined
    this.element.classList.remove('flame-dragging')
  }

  private menu(event: MouseEvent): void {
    const point = this.at(event)
    if (!this.inside(point)) return
    event.preventDefault()
    this.gestures.menu(point.x, point.y)
  }
}
