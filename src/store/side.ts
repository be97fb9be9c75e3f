import { createContext, useContext } from 'react'

/** The side of a comparison that a pane shows. */
export type Side = 'old' | 'new'

/** null outside the panes of a side-by-side comparison. */
export const SideContext = createContext<Side | null>(null)

/** The side of the pane; null outside a side-by-side comparison. */
export function useSide(): Side | null {
  return useContext(SideContext)
}

/**
 * The accessible name of a part of a view: the one for the base has a suffix, since both sides are
 * on screen.
 */
export function useSideName(name: string): string {
  return useSide() === 'old' ? `${name} of the base` : name
}
