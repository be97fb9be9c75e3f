import { type RefObject, useEffect } from 'react'
import { useSide } from '../../../store/side.ts'

/** Scrollers that go together, by what they show. */
const groups = new Map<string, Set<HTMLElement>>()
/** Where a scroller was brought by another one: when it hears of that, it does not lead. */
const led = new WeakMap<HTMLElement, number>()

/**
 * Keeps the scrollers of both sides of a comparison at the same height.
 * @param what names what both show; null where this one goes alone
 */
export function useSharedScroll(scroller: RefObject<HTMLElement | null>, what: string | null) {
  const name = useSide() === null ? null : what
  useEffect(() => {
    const element = scroller.current
    if (!element || name === null) return
    const group = groups.get(name) ?? new Set()
    groups.set(name, group)
    group.add(element)
    const lead = () => leadOthers(group, element)
    element.addEventListener('scroll', lead, { passive: true })
    return () => {
      element.removeEventListener('scroll', lead)
      group.delete(element)
    }
  }, [scroller, name])
}

function leadOthers(group: ReadonlySet<HTMLElement>, leader: HTMLElement): void {
  const { scrollTop } = leader
  const wasLed = led.get(leader) === scrollTop
  led.delete(leader)
  if (wasLed) return
  for (const other of group) {
    if (other === leader) continue
    const before = other.scrollTop
    other.scrollTop = scrollTop
    // A shorter one goes as far as it can, which is not to hold up the leader.
    if (other.scrollTop !== before) led.set(other, other.scrollTop)
  }
}
