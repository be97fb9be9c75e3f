import { splitStage } from '../../store/actions.ts'
import { MODE } from '../../store/comparison.ts'
import { fieldOf } from '../../store/fields.ts'
import { viewStore } from '../../store/navigation.ts'
import { sessionStore } from '../../store/session.ts'
import { notice } from '../../store/transient.ts'
import type { ViewName } from '../../store/view.ts'
import { allViews, INITIAL_VIEW } from '../../store/view-list.ts'

/** What was beside another view last; null for nothing yet. */
let last: ViewName | null = null

/** Puts a view beside the one on screen, and remembers it for the next time. */
export function showBeside(path: ViewName): void {
  last = path
  splitStage(path)
}

/** Why the stage cannot be split side by side. */
export const TAKEN =
  'Both sides of the comparison are on the stage. With -base or -diff_base there is room for another view.'

/** One view or two: the second is the one that was there last. Says why where there is no room. */
export function toggleSplit(): void {
  const view = viewStore.getState()
  if (sessionStore.getState().comparison && fieldOf(view, MODE) === 'side') {
    notice(TAKEN)
    return
  }
  const { path, split } = view
  if (split !== '') {
    last = split
    splitStage('')
  } else showBeside(last === null || last === path ? partnerOf(path) : last)
}

function partnerOf(path: ViewName): ViewName {
  const partner = allViews().find((view) => view.besideFirst)
  return partner && partner.path !== path ? partner.path : INITIAL_VIEW.path
}
