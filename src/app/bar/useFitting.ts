import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

interface Fitting<E extends HTMLElement> {
  readonly row: RefObject<E | null>
  /** How many of the row's children fit, from the first on. */
  readonly count: number
}

/**
 * How many children of a row fit into it, beside its last child, which always stays. Widths are
 * measured once, while all are there; only the last child may become wider later, by the name of one
 * that does not fit.
 * @param named which child the last one is named after while it does not fit; -1 for none of them
 */
export function useFitting<E extends HTMLElement>(children: number, named: number): Fitting<E> {
  const row = useRef<E>(null)
  const widths = useRef<readonly number[]>([])
  const [count, setCount] = useState(children)
  useLayoutEffect(() => {
    const element = row.current
    if (!element) return
    const gap = Number.parseFloat(getComputedStyle(element).columnGap) || 0
    if (widths.current.length === 0) {
      widths.current = [...element.children].map(
        (child) => child.getBoundingClientRect().width + gap,
      )
    }
    const last = element.lastElementChild
    const update = () => {
      const room = element.clientWidth + gap
      const atFirst = fitting(widths.current, room)
      // What has a place of its own gives the last child no name.
      if (named >= 0 && named < atFirst) return setCount(atFirst)
      const grown = last ? last.getBoundingClientRect().width + gap : 0
      // Never less than at first: with a narrower one a child could fit that makes it wide again.
      const least = widths.current.at(-1) ?? 0
      setCount(fitting([...widths.current.slice(0, -1), Math.max(least, grown)], room))
    }
    update()
    const observer = new ResizeObserver(update)
    observer.observe(element)
    if (last) observer.observe(last)
    return () => observer.disconnect()
  }, [named])
  return { row, count }
}

/** @param widths of the children and, last, of what always stays */
export function fitting(widths: readonly number[], room: number): number {
  let left = room - (widths.at(-1) ?? 0)
  let count = 0
  for (const width of widths.slice(0, -1)) {
    left -= width
    if (left < 0) break
    count++
  }
  return count
}
