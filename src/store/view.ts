import { DEFAULT_OPTIONS, type OptionName, type Options } from '../engine/select/options.ts'
import type { FrameText, Search } from '../worker/protocol.ts'
import { type FilterName, isFilter, joinRegexp, literalRegexp } from './filters.ts'

/** A view's name in the link: the `path` of its descriptor; `viewAt` (view-list.ts) finds it. */
export type ViewName = string

/** Everything that a link restores: what is shown, and how. */
export interface View {
  readonly path: ViewName
  /** The view on the other half of a split stage; "" if it is not split. */
  readonly split: ViewName | ''
  /** The options including filters that are switched off; the engine gets `effectiveOptions`. */
  readonly options: Options
  /** The filters that are switched off: they keep their text. */
  readonly off: readonly FilterName[]
  /** The address of the profile on screen; "" for a file. */
  readonly url: string
  readonly search: string
  readonly regexp: boolean
  /** The name of the selected frame at the granularity of `options`; "" if none is. */
  readonly selected: string
  /** Whether lists show only rows that match the search. */
  readonly onlyMatches: boolean
  /**
   * Fields of the link that belong to one view (fields.ts), and unknown ones, which are kept as
   * they are.
   */
  readonly fields: readonly (readonly [string, string])[]
}

/** The options without filters that are switched off. */
export function effectiveOptions(options: Options, off: readonly FilterName[]): Options {
  if (off.length === 0) return options
  const defaults = off.map((name) => [name, DEFAULT_OPTIONS[name]])
  return { ...options, ...Object.fromEntries(defaults) }
}

/** The search of a view, as the engine expects it. */
export function searchOf(view: Pick<View, 'search' | 'regexp'>): Search {
  return { text: view.search, regexp: view.regexp, matchCase: false }
}

// Transitions: each returns the view after an action of the user, or the same object if nothing
// changes.

/** The view with some fields changed; the same object if nothing changes. */
export function withView(view: View, change: Partial<View>): View {
  const keys = Object.keys(change) as (keyof View)[]
  return keys.every((key) => view[key] === change[key]) ? view : { ...view, ...change }
}

/** Shows another view; if it is on the other half of a split stage, the halves are swapped. */
export function showView(view: View, path: ViewName): View {
  return withView(view, { path, split: view.split === path ? view.path : view.split })
}

/** Sets an option; another granularity clears the selection. */
export function setOption<Name extends OptionName>(
  view: View,
  name: Name,
  value: Options[Name],
): View {
  if (view.options[name] === value) return view
  const options = { ...view.options, [name]: value }
  // A name is only valid at one granularity.
  const selected = name === 'granularity' ? '' : view.selected
  return { ...view, options, selected }
}

/** Sets a filter and switches it on; an empty text removes it. */
export function setFilter(view: View, name: FilterName, text: string): View {
  return withView(setOption(view, name, text), { off: without(view.off, name) })
}

/** Switches a filter off or on again; does nothing to an empty one. */
export function toggleFilter(view: View, name: FilterName): View {
  if (view.options[name] === '') return view
  const off = view.off.includes(name) ? without(view.off, name) : [...view.off, name]
  return { ...view, off }
}

/** Removes all filters; granularity, units and the like stay. */
export function resetFilters(view: View): View {
  const names = (Object.keys(view.options) as OptionName[]).filter(isFilter)
  return names.reduce((result, name) => setFilter(result, name, ''), view)
}

export type FrameFilter = 'focus' | 'ignore' | 'hide' | 'show' | 'show_from'

/**
 * Adds a filter for one frame. As in pprof's page, focus, show and show_from replace their text;
 * ignore and hide extend it.
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
