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
}

/**
 * Rows of one height in a scroller, however many: where they are higher together than an element
 * may be, the scroll bar is a scale of them, while the wheel goes by pixels as ever.
 * @param headHeight pixels that a head which stays on screen takes above the rows
 */
export function useTallList(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  headHeight = 0,
): TallList {
  const [viewHeight, setViewHeight] = useState(0)
  /** Pixels of rows above the upper edge of the scroller. */
  const [offset, setOffset] = useState(0)
  const latest = useRef(0)
  /** The last position of the scroll bar that was set here, not by the user. */
  const ownTop = useRef(-1)

  const total = count * rowHeight
  const height = Math.min(total, TALLEST)
  const room = Math.max(0, total - viewHeight)
  const barRoom = Math.max(0, height - viewHeight)
  const scaled = total > TALLEST
  const barTop = (at: number): number => (scaled ? (at / room) * barRoom : at)

  function moveTo(at: number): void {
    latest.current = at
    // Unscaled, rows stand where they are: they are drawn anew when others come on screen.
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
    first: Math.min(Math.max(0, count - 1), Math.floor(offset / rowHeight)),
    last: Math.min(count - 1, Math.ceil((offset + viewHeight) / rowHeight)),
    topOf: (row) => (scaled ? barTop(offset) - offset : 0) + row * rowHeight,
    reveal(row) {
      const top = row * rowHeight
      if (top < latest.current) scrollTo(top)
      else if (top + rowHeight > latest.current + viewHeight) scrollTo(top + rowHeight - viewHeight)
    },
  }
}
