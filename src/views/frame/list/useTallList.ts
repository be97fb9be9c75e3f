import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'

/** Browsers make no element higher than about 33 million pixels, some not even half of it. */
const TALLEST = 8_000_000

export interface TallList {
  /** Of the element that holds the rows, in pixels. */
  readonly height: number
  /** The rows on screen. */
  readonly first: number
  readonly last: number
  /** Where a row stands in that element, in pixels. */
  topOf(row: number): number
  /** Scrolls as little as it takes to show the row. */
  reveal(row: number): void
  /** Scrolls the row to the middle, unless it is in the middle third already. */
  centre(row: number): void
}

/** A row that takes more than the others. */
export interface TallerRow {
  readonly row: number
  /** Pixels below what all rows take. */
  readonly more: number
}

interface TallListOptions {
  /** Pixels that a head which stays on screen takes above the rows. */
  readonly headHeight?: number
  /** In the order of the rows; few. */
  readonly taller?: readonly TallerRow[]
}

const NONE_TALLER: readonly TallerRow[] = []

/**
 * Rows of one height, a few taller ones among them, in a scroller, however many: where they are higher together than an element
 * may be, the scroll bar is a scale of them, while the wheel goes by pixels as ever.
 */
export function useTallList(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  { headHeight = 0, taller = NONE_TALLER }: TallListOptions = {},
): TallList {
  const [viewHeight, setViewHeight] = useState(0)
  /** Pixels of rows above the upper edge of the scroller. */
  const [offset, setOffset] = useState(0)
  const latest = useRef(0)
  /** The last position of the scroll bar that was set here, not by the user. */
  const ownTop = useRef(-1)

  const within = taller.filter(({ row }) => row < count)
  const total = within.reduce((sum, { more }) => sum + more, count * rowHeight)
  const height = Math.min(total, TALLEST)
  const room = Math.max(0, total - viewHeight)
  const barRoom = Math.max(0, height - viewHeight)
  const scaled = total > TALLEST
  const barTop = (at: number): number => (scaled ? (at / room) * barRoom : at)

  /** Pixels of rows above a row. */
  function above(row: number): number {
    const before = within.filter((other) => other.row < row)
    return before.reduce((sum, { more }) => sum + more, row * rowHeight)
  }

  /** The row that is so many pixels below the upper edge of the first. */
  function rowAt(at: number): number {
    let rest = at
    for (const { row, more } of within) {
      if (rest < (row + 1) * rowHeight) break
      if (rest < (row + 1) * rowHeight + more) return row
      rest -= more
    }
    return Math.floor(rest / rowHeight)
  }

  function moveTo(at: number): void {
    latest.current = at
    // Unscaled, rows stand where they are: they are drawn again when others come on screen.
    setOffset(scaled ? at : Math.floor(at / rowHeight) * rowHeight)
  }

  function scrollTo(at: number): void {
    const clamped = Math.max(0, Math.min(room, at))
    const element = scroller.current
    if (!element) return
    moveTo(clamped)
    element.scrollTop = barTop(clamped)
    // As the browser rounds it.
    ownTop.current = element.scrollTop
  }

  const onScroll = useEffectEvent(() => {
    const top = scroller.current?.scrollTop ?? 0
    if (top === ownTop.current) return
    ownTop.current = -1
    moveTo(scaled && barRoom > 0 ? (top / barRoom) * room : top)
  })
  const onWheel = useEffectEvent((event: WheelEvent) => {
    if (!scaled || event.ctrlKey || event.deltaY === 0) return
    event.preventDefault()
    const { DOM_DELTA_LINE, DOM_DELTA_PAGE } = WheelEvent
    const unit =
      event.deltaMode === DOM_DELTA_LINE
        ? rowHeight
        : event.deltaMode === DOM_DELTA_PAGE
          ? viewHeight
          : 1
    scrollTo(latest.current + event.deltaY * unit)
  })
  const stayInPlace = useEffectEvent(() => scrollTo(latest.current))

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => setViewHeight(Math.max(0, element.clientHeight - headHeight))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    const scrolled = () => onScroll()
    const turned = (event: WheelEvent) => onWheel(event)
    element.addEventListener('scroll', scrolled, { passive: true })
    element.addEventListener('wheel', turned, { passive: false })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', scrolled)
      element.removeEventListener('wheel', turned)
    }
  }, [scroller, headHeight])
  useEffect(() => {
    // Other rows, or a scroller of another height: the scale is another one.
    if (total > 0 && viewHeight > 0) stayInPlace()
  }, [total, viewHeight])

  return {
    height,
    first: Math.min(Math.max(0, count - 1), rowAt(offset)),
    last: Math.min(count - 1, rowAt(offset + viewHeight) + 1),
    topOf: (row) => (scaled ? barTop(offset) - offset : 0) + above(row),
    reveal(row) {
      const top = above(row)
      if (top < latest.current) scrollTo(top)
      else if (top + rowHeight > latest.current + viewHeight) scrollTo(top + rowHeight - viewHeight)
    },
    centre(row) {
      // The state has it a little later where the list has just come on screen.
      const view = (scroller.current?.clientHeight ?? headHeight) - headHeight
      const below = above(row) - latest.current
      if (below < view / 3 || below + rowHeight > (view * 2) / 3) {
        scrollTo(above(row) - (view - rowHeight) / 2)
      }
    },
  }
}
