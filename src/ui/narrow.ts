import { useSyncExternalStore } from 'react'

/** As wide as the window may be, in pixels, for a table to have its names first. */
const NARROW = '(max-width: 720px)'

/** Whether the window has room for little more than one column of names. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches)
}

function subscribe(changed: () => void): () => void {
  const media = matchMedia(NARROW)
  media.addEventListener('change', changed)
  return () => media.removeEventListener('change', changed)
}
