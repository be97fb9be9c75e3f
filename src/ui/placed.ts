import { type RefObject, useLayoutEffect } from 'react'

/** Between a box and what it belongs to, and between it and the window's edge, in pixels. */
const GAP = 4
const MARGIN = 8

/**
 * Puts a box (with `popover="manual"`) into the browser's top layer, below an element, or above it
 * where there is more room; always within the window. Nothing that scrolls or clips cuts it off.
 * @param align which edge of the element it lines up with
 */
export function usePlaced(
  open: boolean,
  box: RefObject<HTMLElement | null>,
  anchor: RefObject<HTMLElement | null>,
  align: 'start' | 'end',
): void {
  useLayoutEffect(() => {
    const [element, beside] = [box.current, anchor.current]
    if (!open || !element || !beside) return
    // A browser without the top layer shows it all the same.
    element.showPopover?.()
    const place = () => {
      const at = beside.getBoundingClientRect()
      const below = innerHeight - at.bottom - GAP - MARGIN
      const above = at.top - GAP - MARGIN
      element.style.maxHeight = ''
      const { width, height } = element.getBoundingClientRect()
      const isAbove = height > below && above > below
      const left = align === 'end' ? at.right - width : at.left
      const shown = Math.min(height, isAbove ? above : below)
      element.style.maxHeight = `${shown}px`
      element.style.left = `${Math.max(MARGIN, Math.min(left, innerWidth - width - MARGIN))}px`
      element.style.top = `${isAbove ? at.top - GAP - shown : at.bottom + GAP}px`
    }
    place()
    const observer = new ResizeObserver(place)
    observer.observe(document.documentElement)
    addEventListener('scroll', place, true)
    return () => {
      observer.disconnect()
      removeEventListener('scroll', place, true)
    }
  }, [open, box, anchor, align])
}
