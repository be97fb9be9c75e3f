import { STATE, WAIT } from '../../decode/goroutine-dump/status.ts'
import { textFilters } from '../../select/label-filter-texts.ts'
import type { Options } from '../../select/options.ts'

/** pprof's options on labels. */
export type LabelFilters = Pick<Options, 'tagfocus' | 'tagignore'>

/** What is listed of the goroutines that the page's filters leave. */
export interface Listed {
  readonly filters: LabelFilters
  /** States to keep; none: all. */
  readonly states: readonly string[]
  /** Minutes that a goroutine has waited at least. */
  readonly minWait: number
  /** States of the profile, and those that the page's filters leave something of. */
  readonly known: readonly string[]
  readonly left: readonly string[]
}

/**
 * The filters by which every view shows what the list does. tagfocus holds one condition: where
 * that is on the wait, of which those below a minute have no label to ignore them by, the states
 * that are not kept go to tagignore.
 * @returns null where the person's own filters are in the way, or nothing is left
 */
export function everyViewFilters(listed: Listed): LabelFilters | null {
  const { filters, states, minWait, known, left } = listed
  const { tagfocus, tagignore } = filters
  const kept = states.length === 0 ? left : states.filter((name) => left.includes(name))
  if (kept.length === 0) return null
  if (minWait <= 0 && isOnStates(tagfocus)) return { tagfocus: stateFilter(kept), tagignore }

  const before = isOnStates(tagfocus) ? 0 : waitOf(tagfocus)
  if (before === null) return null
  // The runtime counts whole minutes.
  const wait = `${WAIT}=${Math.max(before, Math.ceil(minWait))}:`
  if (states.length === 0 && (tagfocus === '' || before > 0)) return { tagfocus: wait, tagignore }
  const dropped = known.filter((name) => !kept.includes(name))
  if (dropped.length === 0) return { tagfocus: wait, tagignore }
  return isOnStates(tagignore) ? { tagfocus: wait, tagignore: stateFilter(dropped) } : null
}

function isOnStates(filter: string): boolean {
  return filter === '' || filter.startsWith(`${STATE}=`)
}

/** The minutes of a filter as it is made here; null for another one. */
function waitOf(filter: string): number | null {
  const minutes = /^wait=(\d{1,9}):$/.exec(filter)?.[1]
  return minutes === undefined ? null : Number(minutes)
}

/** `state=^chan send$,^semacquire$`: a list behind a key keeps what any of it matches. */
export function stateFilter(states: readonly string[]): string {
  return states
    .map((name) => textFilters(STATE, name).focus)
    .map((text, i) => (i === 0 ? text : text.slice(`${STATE}=`.length)))
    .join(',')
}
