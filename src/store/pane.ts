import { createContext, useContext } from 'react'

/** The half of a split stage that a view is on. Only the main one reports to the search field. */
export const Pane = createContext<'main' | 'side'>('main')

/** The half of the stage that the component is on. */
export function usePane(): 'main' | 'side' {
  return useContext(Pane)
}
