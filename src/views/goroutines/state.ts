import type { LabelFilters } from '../../engine/questions/goroutines/filters.ts'
import type { GoroutineGroupRow } from '../../engine/questions/goroutines/goroutines.ts'
import {
  choiceField,
  flagField,
  numberField,
  type ViewField,
  withFieldValue,
} from '../../store/fields.ts'
import { literalRegexp } from '../../store/filters.ts'
import { changeView, viewStore } from '../../store/navigation.ts'
import { setFilter } from '../../store/view.ts'

/** States that are listed, as JSON: a newer Go may have any; none lists all. */
export const STATES: ViewField<readonly string[]> = {
  url: 'gstate',
  initial: [],
  parse: parseStates,
  print: (states) => (states.length === 0 ? '' : JSON.stringify(states)),
}

function parseStates(text: string): readonly string[] | undefined {
  try {
    const states: unknown = JSON.parse(text)
    return Array.isArray(states) ? states.filter((state) => typeof state === 'string') : undefined
  } catch {
    return undefined
  }
}

/** Minutes that a goroutine has waited at least. */
export const MIN_WAIT = numberField('gwait', { initial: 0, min: 0, max: 1e9 })

/** Goroutines of a group that are named at a time. */
export const NAMED = 100

export type GroupOrder = 'count' | 'state' | 'wait'
export const ORDER: ViewField<GroupOrder> = choiceField('gsort', ['count', 'state', 'wait'])
export const REVERSE = flagField('grev')

/** Whether pprof's filters can name the group: by a frame of its own, or its state. */
export function canFocus(row: GoroutineGroupRow): boolean {
  return row.stateFilter !== '' || focusOf(row) !== null
}

/**
 * Leaves those goroutines alone that pass through the group's foremost frame and are in its most
 * frequent state (where states are labels): as near as pprof's filters come to one stack.
 */
export function focusOnGroup(row: GoroutineGroupRow): void {
  const focus = focusOf(row)
  changeView((view) => {
    const focused = focus === null ? view : setFilter(view, 'focus', focus)
    return row.stateFilter === '' ? focused : setFilter(focused, 'tagfocus', row.stateFilter)
  })
}

/** Leaves what is listed to every view, and the list to what that leaves. */
export function filterEveryView({ tagfocus, tagignore }: LabelFilters): void {
  changeView((view) => {
    const focused = setFilter(view, 'tagfocus', tagfocus)
    const kept = tagignore === '' ? focused : setFilter(focused, 'tagignore', tagignore)
    return withFieldValue(withFieldValue(kept, STATES, []), MIN_WAIT, 0)
  })
}

function focusOf({ shown }: GoroutineGroupRow): string | null {
  const first = shown[0]
  return first ? literalRegexp(first.frame, viewStore.getState().options.granularity) : null
}
