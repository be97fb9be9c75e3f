import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

// Side by side, what the pointer is on in one list stands out in the others as well.

/** Name of the frame that the pointer is on; "" for none. */
const pointedStore = createStore<{ readonly name: string }>()(() => ({ name: '' }))

/** @param name "" for what is no frame, or has nothing beside it */
export function useIsPointed(name: string): boolean {
  return useStore(pointedStore, (pointed) => name !== '' && pointed.name === name)
}

export function setPointed(name: string): void {
  pointedStore.setState({ name })
}
