import type { FlameQuery } from '../../worker/protocol.ts'
import { FlameInput } from './input.ts'
import { type FlameModel, frameOf, pathOf } from './model.ts'
import { FlameRenderer } from './renderer.ts'
import { reasonOf } from './request.ts'
import { ROW } from './scene.ts'
import { FlameStage, type Look, type Picked } from './stage.ts'
import { styleOf, watchStyle } from './theme.ts'
import { samePath, type Zoom } from './zoom.ts'

/** A model and the question that it answers. */
export interface Picture {
  readonly model: FlameModel
  readonly query: FlameQuery
}

/** What the page says to the picture. */
export interface Wanted {
  readonly picture: Picture | undefined
  readonly zoom: Zoom
  readonly look: Pick<Look, 'all' | 'searching' | 'selected' | 'hover' | 'focus'>
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

/** What the picture says to the page. */
export interface Happenings {
  sized(width: number): void
  zoomed(zoom: Zoom): void
  hovered(picked: Picked | undefined, at: At): void
  clicked(picked: Picked | undefined): void
  menu(picked: Picked | undefined, at: At): void
}

/**
 * Holds the canvas, what draws on it and what listens to it: made when the elements are there,
 * told what is wanted whenever that changes, and disposed with them. Gestures move the picture
 * here and now; the page hears of it.
 */
export class FlameControl {
  private readonly scroller: HTMLElement
  private readonly happenings: Happenings
  private readonly stage: FlameStage
  private readonly input: FlameInput
  private readonly resizes: ResizeObserver
  private readonly unwatch: () => void
  private shown: Picture | undefined
  private hovering = false

  constructor(scroller: HTMLElement, canvas: HTMLCanvasElement, happenings: Happenings) {
    this.scroller = scroller
    this.happenings = happenings
    const still = matchMedia('(prefers-reduced-motion: reduce)')
    this.stage = new FlameStage(
      new FlameRenderer(canvas),
      {
        ...this.size(),
        ...styleOf(scroller),
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
    if (!picture || picture === this.shown) {
      this.stage.go(zoom, true)
      this.stage.style(look)
      return
    }
    const { model, query } = picture
    const reason = reasonOf(this.shown?.query, query)
    this.shown = picture
    const { root } = model.answer
    const lost = !samePath(root, query.root) && samePath(zoom.root, query.root)
    const target = lost ? { root, from: 0, to: 1 } : zoom
    this.stage.go(target, true)
    this.stage.show(model, query, reason)
    this.stage.style(look)
    // What was under the pointer is somewhere else now.
    this.unhover()
    // The new options leave nothing of where the zoom was: the page is told how far it got.
    if (lost) this.happenings.zoomed(target)
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
    const top = model.answer.depth[i]! * ROW
    const room = scroller.clientHeight - ROW
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
    const y = (model.answer.depth[i]! + 1) * ROW - this.scroller.scrollTop
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
    return { width: clientWidth, height: clientHeight, scrollTop, ratio: devicePixelRatio }
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

export function nameOf({ model, i }: Picked): string {
  return frameOf(model, i).name
}
