import type { FindingSubject } from '../engine/findings/finding.ts'
import type { CommandSubject } from '../engine/questions/console/page-commands.ts'
import { DEFAULT_OPTIONS } from '../engine/select/options.ts'
import type { View, ViewName } from './view.ts'
import type { Fit, Opened, ViewDescriptor } from './view-descriptor.ts'

let list: readonly ViewDescriptor[] = []

/**
 * Sets the list of views, in the order of their tabs; the first is the default of links. To be
 * called before anything else of the store.
 */
export function startViews(views: readonly ViewDescriptor[]): void {
  list = views
}

/** All views, in the order of their tabs. */
export function allViews(): readonly ViewDescriptor[] {
  return list
}

/** The view with a name; the first one if there is none. */
export function viewAt(path: ViewName): ViewDescriptor {
  return firstOf((other) => other.path === path)
}

/** The view that shows series; undefined if there is none. */
export function viewOfSeries(): ViewDescriptor | undefined {
  return list.find(({ showsSeries }) => showsSeries)
}

/** The view in which a finding shows. */
export function viewOfFinding(subject: FindingSubject): ViewDescriptor {
  return firstOf(({ showsFinding }) => showsFinding === subject)
}

/** The view that shows what a command of the prompt asks for. */
export function viewOfCommand(subject: CommandSubject): ViewDescriptor {
  return firstOf(({ showsCommand }) => showsCommand === subject)
}

/** The first view that fits; the first of all if none does. */
function firstOf(fits: (view: ViewDescriptor) => boolean): ViewDescriptor {
  const view = list.find(fits) ?? list[0]
  if (!view) throw new Error('startViews has not been called')
  return view
}

/** How well a view suits a profile. */
export function fitOf(view: ViewDescriptor, opened: Opened): Fit {
  return view.suits?.(opened) ?? 'offered'
}

/** The initial view, before a link or the user changes it. */
export const INITIAL_VIEW: View = Object.freeze({
  /** Read lazily, as the list is set after this module is loaded. */
  get path() {
    return list[0]?.path ?? ''
  },
  split: '',
  options: DEFAULT_OPTIONS,
  off: [],
  url: '',
  search: '',
  regexp: false,
  selected: '',
  onlyMatches: false,
  fields: [],
})
