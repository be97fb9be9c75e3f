import { DEFAULT_OPTIONS, type OptionName, type Options } from '../engine/select/options.ts'
import type { FrameText, Search } from '../worker/protocol.ts'
import { type FilterName, isFilter, joinRegexp, literalRegexp } from './filters.ts'

/** A view's name in the link: the `path` of its descriptor; `viewAt` (view-list.ts) finds it. */
export type ViewName = string

/** Everything that a link restores: what is looked at, and how. */
export interface View {
  readonly path: ViewName
  /** The view on the other half of a split stage; "" for an undivided one. */
  readonly split: ViewName | ''
  /** As set, filters that are switched off included; `effectiveOptions` is what the engine gets. */
  readonly options: Options
  /** Filters that keep their text but do not count. */
  readonly off: readonly FilterName[]
  /** Where the profile on screen came from; "" for a file. */
  readonly url: string
  readonly search: string
  readonly regexp: boolean
  /** Name of the selected frame at the granularity of `options`; "" for none. */
  readonly selected: string
  /** Lists show only rows that match the search. */
  readonly onlyMatches: boolean
  /**
   * Fields of the link that belong to one view (fields.ts), and those that this version does not
   * know, which are kept as they are.
   */
  readonly fields: readonly (readonly [string, string])[]
}

/** The options with the filters that are switched off left out. */
export function effectiveOptions(options: Options, off: readonly FilterName[]): Options {
  if (off.length === 0) return options
  const defaults = off.map((name) => [name, DEFAULT_OPTIONS[name]])
  return { ...options, ...Object.fromEntries(defaults) }
}

export function searchOf(view: Pick<View, 'search' | 'regexp'>): Search {
  return { text: view.search, regexp: view.regexp, matchCase: false }
}

// Transitions: each gives the view after a user's step, or the same object where nothing changes.

export function withView(view: View, change: Partial<View>): View {
  const keys = Object.keys(change) as (keyof View)[]
  return keys.every((key) => view[key] === change[key]) ? view : { ...view, ...change }
}

/** Another view on the stage; on a split one it changes places with the half that has it already. */
export function showView(view: View, path: ViewName): View {
  return withView(view, { path, split: view.split === path ? view.path : view.split })
}

export function setOption<Name extends OptionName>(
  view: View,
  name: Name,
  value: Options[Name],
): View {
  if (view.options[name] === value) return view
  const options = { ...view.options, [name]: value }
  // A name selected at one granularity names nothing at another.
  const selected = name === 'granularity' ? '' : view.selected
  return { ...view, options, selected }
}

/** Sets a filter and switches it on; an empty text removes it. */
export function setFilter(view: View, name: FilterName, text: string): View {
  return withView(setOption(view, name, text), { off: without(view.off, name) })
}

export function toggleFilter(view: View, name: FilterName): View {
  if (view.options[name] === '') return view
  const off = view.off.includes(name) ? without(view.off, name) : [...view.off, name]
  return { ...view, off }
}

/** Removes every filter; granularity, units and the like stay. */
export function resetFilters(view: View): View {
  const names = (Object.keys(view.options) as OptionName[]).filter(isFilter)
  return names.reduce((result, name) => setFilter(result, name, ''), view)
}

export type FrameFilter = 'focus' | 'ignore' | 'hide' | 'show' | 'show_from'

/**
 * Filters by one frame. Like pprof's page, focus, show and show_from forget what they were;
 * ignore and hide add to it.
 * @returns the same view for a frame without a name to match (`[binary]`)
 */
export function filterByFrame(view: View, name: FrameFilter, frame: FrameText): View {
  const literal = literalRegexp(frame, view.options.granularity)
  if (literal === null) return view
  const adds = name === 'ignore' || name === 'hide'
  const old = adds && !view.off.includes(name) ? view.options[name] : ''
  return setFilter(view, name, joinRegexp(literal, old))
}

function without(off: readonly FilterName[], name: FilterName): readonly FilterName[] {
  return off.includes(name) ? off.filter((other) => other !== name) : off
}
