import { type RefObject, useEffect, useEffectEvent } from 'react'

/**
 * Says when a pane that has become lower has lost the line that the keyboard is on: one that was in
 * sight is to stay so.
 */
export function useKeptInSight(pane: RefObject<HTMLElement | null>, onLost: () => void): void {
  const lost = useEffectEvent(onLost)
  useEffect(() => {
    const scroller = pane.current?.querySelector('.lines-scroller')
    if (!scroller) return
    let height = scroller.clientHeight
    const observer = new ResizeObserver(() => {
      const before = height
      height = scroller.clientHeight
      const line = scroller.querySelector('.line.active')?.getBoundingClientRect()
      if (!line || height >= before) return
      const { top } = scroller.getBoundingClientRect()
      const wasInSight = line.bottom > top && line.top < top + before
      if (wasInSight && line.bottom > top + height) lost()
    })
    observer.observe(scroller)
    return () => observer.disconnect()
  }, [pane])
}
