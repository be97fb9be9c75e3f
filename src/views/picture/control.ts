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

/** The commands of the page to the picture. */
export interface Wanted {
  readonly picture: Picture | undefined
  readonly zoom: Zoom
  readonly look: Pick<
    Look,
    'all' | 'searching' | 'selected' | 'hover' | 'focus' | 'rowHeight' | 'coloring' | 'marksSelf'
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
export interface Happenings {
  sized(width: number): void
  zoomed(zoom: Zoom): void
  hovered(picked: Picked | undefined, at: At): void
  clicked(picked: Picked | undefined): void
  menu(picked: Picked | undefined, at: At): void
}

/**
 * Holds the canvas, what draws on it and what listens to it: made when the elements are there,
 * updated whenever what is wanted changes, and disposed with them. Gestures move the picture
 * at once; the page is notified.
 */
export class FlameControl {
  private readonly scroller: HTMLElement
  private readonly happenings: Happenings
  private readonly stage: FlameStage
  private readonly input: FlameInput
  private readonly resizes: ResizeObserver
  private readonly unwatch: () => void
  private readonly upwards: boolean
  private rowHeight = ROW
  private shown: Picture | undefined
  private hovering = false
  /** A zoom is on screen that the page does not know of yet. */
  private isAhead = false
  /** Of what grows upwards: height of all that can be scrolled to. */
  private bottom = 0
  private fromBottom = 0

  /** @param upwards whether rows grow upwards, from below the picture */
  constructor(
    scroller: HTMLElement,
    canvas: HTMLCanvasElement,
    happenings: Happenings,
    upwards: boolean,
  ) {
    this.scroller = scroller
    this.upwards = upwards
    this.happenings = happenings
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
      },
      () => still.matches,
    )
    this.input = new FlameInput(scroller, {
      hover: (x, y) => this.hover(this.stage.pick(x, y), this.at(x, y)),
      leave: () => this.unhover(),
      click: (x, y) => happenings.clicked(this.stage.pick(x, y)),
      menu: (x, y) => happenings.menu(this.stage.pick(x, y), this.at(x, y)),
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
    happenings.sized(scroller.clientWidth)
  }

  update({ picture, zoom, look }: Wanted): void {
    // The page is about to want what is here.
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
    // Before it is drawn, which is at once.
    this.stage.restyle({ ...look, ...this.rows() })
    this.stage.show(model, query, reason)
    // What was under the pointer is somewhere else now.
    this.unhover()
    // The new options leave nothing of where the zoom was: the page is told how far it got.
    if (lost) this.happenings.zoomed(target)
  }

  /**
   * Draws a zoom whose picture is there already, and has the page take note of it when that is on
   * screen: the work of the page takes longer than the drawing.
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

  /** Brings a frame into sight: scrolls to its row and moves what is on screen over it. */
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

  /** Where a frame is on screen, for what belongs beside it. */
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
    // Out of a root that a link led to, nothing can be shown before the answer.
    const known = zoom.root.length === this.stage.zoom.root.length
    this.stage.go(zoom, smooth || !known)
    this.happenings.zoomed(zoom)
  }

  private hover(picked: Picked | undefined, at: At): void {
    this.hovering = picked !== undefined
    this.happenings.hovered(picked, at)
  }

  private unhover(): void {
    if (this.hovering) this.hover(undefined, this.at(0, 0))
  }

  private resized(): void {
    this.stage.style(this.size(), true)
    this.happenings.sized(this.scroller.clientWidth)
  }

  private size() {
    const { clientWidth, clientHeight, scrollTop } = this.scroller
    const size = { width: clientWidth, height: clientHeight, ratio: devicePixelRatio }
    return { ...size, scrollTop, ...this.rows() }
  }

  /**
   * Where rows are that grow upwards: they keep their distance from the bottom. Those that grow
   * down are where they were: to ask the scroller would have the browser lay out the page.
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
