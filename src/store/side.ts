import { createContext, useContext } from 'react'

/** What of a comparison a pane is about. */
export type Side = 'old' | 'new'

/** Null outside the panes of a comparison side by side: what is about the whole. */
export const SideContext = createContext<Side | null>(null)

export function useSide(): Side | null {
  return useContext(SideContext)
}

/** What a part of a view is called: the one about the base has another one like it beside it. */
export function useSideName(name: string): string {
  return useSide() === 'old' ? `${name} of the base` : name
}
