import { createContext, useContext } from 'react'

/** Which half of a split stage a view stands on. The main one speaks in the search field. */
export const Pane = createContext<'main' | 'side'>('main')

export function usePane(): 'main' | 'side' {
  return useContext(Pane)
}
