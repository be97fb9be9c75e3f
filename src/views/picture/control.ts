import { FlameInput } from './input.ts'
import { type FlameModel, pathOf } from './model.ts'
import { FlameRenderer } from './renderer.ts'
import { type FlameQuestion, reasonOf } from './request.ts'
import { ROW, rowTop } from './scene.ts'
import { FlameStage, type Look, type Picked } from './stage.ts'
import { styleOf, watchStyle } from './theme.ts'
import { samePath, type Zoom } from './zoom.ts'

/** A model and the question that it answers. */
export interface Picture {
  readonly model: FlameModel
  readonly query: FlameQuestion
}

/** What the page wants the picture to show. */
export interface Wanted {
  readonly picture: Picture | undefined
  readonly zoom: Zoom
  readonly look: Pick<
    Look,
    | 'all'
    | 'searching'
    | 'selected'
    | 'hover'
    | 'focus'
    | 'marked'
    | 'rowHeight'
    | 'coloring'
    | 'marksSelf'
  >
}

export interface At {
  /** CSS pixels from the picture's corner; the picture's size. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Where that corner is in the window. */
  readonly left: number
  readonly top: number
}

/** A frame and where the pointer is on it. */
export interface Pointed {
  readonly picked: Picked
  readonly at: At
}

/** The events that the picture reports to the page. */
export interface PictureEvents {
  sized(width: number): void
  zoomed(zoom: Zoom): void
  hovered(picked: Picked | undefined, at: At): void
  clicked(picked: Picked | undefined): void
  menu(picked: Picked | undefined, at: At): void
}

/**
 * Holds the canvas, its renderer and its input handlers. It is created when the elements are
 * mounted, updated whenever the page wants another picture, and disposed with the elements.
 * Gestures move the picture at once; then the page is notified.
 */
export class FlameControl {
  private readonly scroller: HTMLElement
  private readonly events: PictureEvents
  private readonly stage: FlameStage
  private readonly input: FlameInput
  private readonly resizes: ResizeObserver
  private readonly unwatch: () => void
  private readonly upwards: boolean
  private rowHeight = ROW
  private shown: Picture | undefined
  private hovering = false
  /** Whether a zoom is on screen that the page has not been notified of yet. */
  private isAhead = false
  /** Where rows grow upwards: the height of the scrolled content, in CSS pixels. */
  private bottom = 0
  private fromBottom = 0

  /** @param upwards whether rows grow upwards, from below the picture */
  constructor(
    scroller: HTMLElement,
    canvas: HTMLCanvasElement,
    events: PictureEvents,
    upwards: boolean,
  ) {
    this.scroller = scroller
    this.upwards = upwards
    this.events = events
    const still = matchMedia('(prefers-reduced-motion: reduce)')
    this.stage = new FlameStage(
      new FlameRenderer(canvas),
      {
        ...this.size(),
        ...styleOf(scroller),
        rowHeight: this.rowHeight,
        coloring: 'package',
        marksSelf: true,
        all: 0,
        searching: false,
        selected: '',
        hover: -1,
        focus: -1,
        marked: -1,
      },
      () => still.matches,
    )
    this.input = new FlameInput(scroller, {
      hover: (x, y) => this.hover(this.stage.pick(x, y), this.at(x, y)),
      leave: () => this.unhover(),
      click: (x, y) => events.clicked(this.stage.pick(x, y)),
      menu: (x, y) => events.menu(this.stage.pick(x, y), this.at(x, y)),
      zoom: (factor, at) => this.move(this.stage.magnified(factor, at), false),
      pan: (share) => this.move(this.stage.moved(share), false),
      busy: () => {
        this.fromBottom = this.bottom - scroller.scrollTop - scroller.clientHeight
        this.stage.style({ scrollTop: scroller.scrollTop })
        this.unhover()
      },
    })
    this.resizes = new ResizeObserver(() => this.resized())
    this.resizes.observe(scroller)
    this.unwatch = watchStyle(() => this.stage.style(styleOf(scroller)))
    events.sized(scroller.clientWidth)
  }

  update({ picture, zoom, look }: Wanted): void {
    // The page will ask for the zoom that is on screen as soon as it is notified.
    if (this.isAhead) return
    this.rowHeight = look.rowHeight
    if (!picture || picture === this.shown) {
      this.stage.go(zoom, true)
      this.stage.style({ ...look, ...this.rows() })
      return
    }
    const { model, query } = picture
    const reason = reasonOf(this.shown?.query, query)
    this.shown = picture
    const { root } = model.answer
    const lost = !samePath(root, query.root) && samePath(zoom.root, query.root)
    const target = lost ? { root, from: 0, to: 1 } : zoom
    this.stage.go(target, true)
    // The look has to be set first: `show` draws at once.
    this.stage.restyle({ ...look, ...this.rows() })
    this.stage.show(model, query, reason)
    // Another frame is under the pointer now.
    this.unhover()
    // The root of the zoom does not exist under the new options: the page is notified of the
    // nearest frame above it that does.
    if (lost) this.events.zoomed(target)
  }

  /**
   * Draws a zoom whose picture is available, and calls `note` once it is on screen: updating the
   * page takes longer than drawing.
   */
  zoomAhead(picture: Picture, zoom: Zoom, note: () => void): void {
    if (picture !== this.shown) {
      const reason = reasonOf(this.shown?.query, picture.query)
      this.shown = picture
      this.stage.go(zoom, true)
      this.stage.show(picture.model, picture.query, reason)
    }
    this.isAhead = true
    requestAnimationFrame(() =>
      setTimeout(() => {
        this.isAhead = false
        note()
      }),
    )
  }

  magnify(factor: number, at = 0.5): void {
    this.move(this.stage.magnified(factor, at), true)
  }

  pan(share: number): void {
    this.move(this.stage.moved(share), true)
  }

  /** Scrolls to the row of a frame and moves the part on screen until the frame is visible. */
  reveal(model: FlameModel, i: number): void {
    const { scroller } = this
    const top = this.topOf(model.answer.depth[i]!)
    const room = scroller.clientHeight - this.rowHeight
    if (top < scroller.scrollTop) scroller.scrollTop = top
    else if (top > scroller.scrollTop + room) scroller.scrollTop = top - room
    const { root, from, to } = this.stage.zoom
    if (model.answer.root.length !== root.length) return
    const x = model.answer.x[i]!
    const right = x + model.answer.w[i]!
    if (x >= to || right <= from) {
      this.move(this.stage.moved(((x + right) / 2 - (from + to) / 2) / (to - from)), true)
    }
  }

  /** The position of a frame on screen, for a card or menu beside it. */
  placeOf(model: FlameModel, i: number): At {
    const { from, to } = this.stage.zoom
    const middle = model.answer.x[i]! + model.answer.w[i]! / 2
    const x = ((middle - from) / (to - from)) * this.scroller.clientWidth
    const y = this.topOf(model.answer.depth[i]!) + this.rowHeight - this.scroller.scrollTop
    return this.at(Math.max(0, Math.min(this.scroller.clientWidth, x)), y)
  }

  dispose(): void {
    this.unwatch()
    this.resizes.disconnect()
    this.input.dispose()
    this.stage.dispose()
  }

  private move(zoom: Zoom, smooth: boolean): void {
    this.unhover()
    // After a link to a zoomed root, what is around the root is unknown until the answer is there.
    const known = zoom.root.length === this.stage.zoom.root.length
    this.stage.go(zoom, smooth || !known)
    this.events.zoomed(zoom)
  }

  private hover(picked: Picked | undefined, at: At): void {
    this.hovering = picked !== undefined
    this.events.hovered(picked, at)
  }

  private unhover(): void {
    if (this.hovering) this.hover(undefined, this.at(0, 0))
  }

  private resized(): void {
    this.stage.style(this.size(), true)
    this.events.sized(this.scroller.clientWidth)
  }

  private size() {
    const { clientWidth, clientHeight, scrollTop } = this.scroller
    const size = { width: clientWidth, height: clientHeight, ratio: devicePixelRatio }
    return { ...size, scrollTop, ...this.rows() }
  }

  /**
   * The position of rows that grow upwards: they keep their distance from the bottom. Rows that
   * grow downwards do not move, and reading the scroll position would force a layout of the page.
   */
  private rows(): { bottom: null } | { bottom: number; scrollTop: number } {
    if (!this.upwards) return { bottom: null }
    const { scroller } = this
    const rows = this.shown?.model.rows ?? 0
    const bottom = Math.max(scroller.clientHeight, rows * this.rowHeight)
    if (bottom !== this.bottom) {
      scroller.scrollTop = bottom - scroller.clientHeight - this.fromBottom
    }
    this.bottom = bottom
    return { bottom, scrollTop: scroller.scrollTop }
  }

  private topOf(row: number): number {
    const { rowHeight, bottom } = this
    return rowTop({ rowHeight, bottom: this.upwards ? bottom : null }, row)
  }

  private at(x: number, y: number): At {
    const { left, top } = this.scroller.getBoundingClientRect()
    const { clientWidth: width, clientHeight: height } = this.scroller
    return { x, y, width, height, left, top }
  }
}

/** The zoom that a click on a frame asks for: the frame at full width. */
export function zoomTo({ model, i }: Picked): Zoom {
  return { root: pathOf(model, i), from: 0, to: 1 }
}
