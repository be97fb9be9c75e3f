import { useSession, useShown } from '../store/hooks.ts'
import { openedOf } from '../store/series.ts'
import type { Fit, ViewDescriptor } from '../store/view-descriptor.ts'
import { allViews, fitOf } from '../store/view-list.ts'

export interface Offered {
  /** Views for what is on screen, in the order of the list. */
  readonly views: readonly ViewDescriptor[]
  /** Those of them that are made for it. */
  readonly first: readonly ViewDescriptor[]
}

/** The views that suit the profile on screen; all of them while there is none. */
export function useOffered(): Offered {
  const shown = useShown()
  const profiles = useSession((session) => session.profiles)
  const opened = shown && openedOf(shown, profiles)
  const suits = (view: ViewDescriptor): Fit => (opened ? fitOf(view, opened) : 'offered')
  const views = allViews().filter((view) => suits(view) !== 'never')
  return { views, first: views.filter((view) => suits(view) !== 'offered') }
}
