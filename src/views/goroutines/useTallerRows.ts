import { useCallback, useEffect, useMemo, useState } from 'react'
import type { TallerRow } from '../frame/list/useTallList.ts'

/** As in the style sheet: of a group that is closed. */
export const ROW_HEIGHT = 28

/**
 * Which rows are taller than a closed one, measured where they are on screen; remembered as long as
 * the order of the rows (`subject`) is the same.
 */
export function useTallerRows(subject: string): {
  readonly taller: readonly TallerRow[]
  /** For the `ref` of a row, which has its number in `data-index`. */
  observe(row: HTMLElement | null): (() => void) | undefined
} {
  const [heights, setHeights] = useState<ReadonlyMap<number, number>>(new Map())
  useEffect(() => {
    if (subject !== '') setHeights(new Map())
  }, [subject])
  const observe = useCallback((row: HTMLElement | null) => {
    if (!row) return undefined
    const observer = new ResizeObserver(() => {
      const index = Number(row.dataset['index'])
      const more = Math.max(0, row.offsetHeight - ROW_HEIGHT)
      setHeights((before) => {
        if ((before.get(index) ?? 0) === more) return before
        return new Map(before).set(index, more)
      })
    })
    observer.observe(row)
    return () => observer.disconnect()
  }, [])
  const taller = useMemo(
    () =>
      [...heights]
        .filter(([, more]) => more > 0)
        .sort(([a], [b]) => a - b)
        .map(([row, more]) => ({ row, more })),
    [heights],
  )
  return { taller, observe }
}
