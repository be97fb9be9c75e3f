import type { FindingTarget } from '../engine/findings/finding.ts'
import type { OptionName, Options } from '../engine/select/options.ts'
import type { FrameText } from '../worker/protocol.ts'
import { watchComparison } from './comparing.ts'
import { type FilterName, literalRegexp } from './filters.ts'
import { startHanding } from './handing.ts'
import { startKeeping } from './history/keeping.ts'
import { restoreTab } from './history/restoring.ts'
import { startLaunching } from './launching.ts'
import { changeView, startNavigation, viewStore } from './navigation.ts'
import { startOffline } from './offline.ts'
import { openLinked, watchEngine } from './opening.ts'
import { followLink } from './showing.ts'
import { aboutFrame } from './subjects.ts'
import type { FrameFilter, ViewName } from './view.ts'
import * as transitions from './view.ts'
import { viewOfFinding, viewOfSeries } from './view-list.ts'

// The actions of controls, keys and menus on the view. Each is a step that Back undoes, except for
// typing in the search field and selecting, which change the present step.

/** Shows a view. */
export function showView(path: ViewName): void {
  changeView((view) => transitions.showView(view, path))
}

/** Shows the series of all open profiles of the same kind as the one on screen. */
export function showSeries(): void {
  const view = viewOfSeries()
  if (view) showView(view.path)
}

/** Shows a view on the other half of the stage; "" ends the split. */
export function splitStage(split: ViewName | ''): void {
  changeView((view) => transitions.withView(view, { split: split === view.path ? '' : split }))
}

/** Swaps the two halves of a split stage. */
export function swapHalves(): void {
  changeView((view) =>
    view.split === '' ? view : transitions.withView(view, { path: view.split, split: view.path }),
  )
}

/** Selects the frame and shows it in another view. */
export function showFrameIn(path: ViewName, frame: FrameText): void {
  changeView((view) => aboutFrame(transitions.showView(view, path), path, frame.name))
}

/** Shows what a finding is about, in one step that Back undoes. */
export function showFinding({ subject, frame, focus, sampleType }: FindingTarget): void {
  changeView((view) => {
    const { path } = viewOfFinding(subject)
    let shown = aboutFrame(transitions.showView(view, path), path, frame)
    if (sampleType !== '') shown = transitions.setOption(shown, 'sample_index', sampleType)
    return focus === '' ? shown : transitions.setFilter(shown, 'focus', focus)
  })
}

/** Sets an option. */
export function changeOption<Name extends OptionName>(name: Name, value: Options[Name]): void {
  changeView((view) => transitions.setOption(view, name, value))
}

/** Sets a filter and switches it on; an empty text removes it. */
export function changeFilter(name: FilterName, text: string): void {
  changeView((view) => transitions.setFilter(view, name, text))
}

/** Switches a filter off or on again. */
export function toggleFilter(name: FilterName): void {
  changeView((view) => transitions.toggleFilter(view, name))
}

/** Removes all filters. */
export function resetFilters(): void {
  changeView(transitions.resetFilters)
}

/** Selects a frame by name, in every view; "" clears the selection. */
export function select(name: string): void {
  changeView((view) => transitions.withView(view, { selected: name }), 'replace')
}

/** Sets the text of the search. */
export function search(text: string): void {
  changeView((view) => transitions.withView(view, { search: text }), 'replace')
}

/** Sets whether the search is a regexp. */
export function searchRegexp(regexp: boolean): void {
  changeView((view) => transitions.withView(view, { regexp }), 'replace')
}

/** Sets whether lists show only rows that match the search. */
export function showOnlyMatches(onlyMatches: boolean): void {
  changeView((view) => transitions.withView(view, { onlyMatches }), 'replace')
}

/** Adds a filter for one frame. */
export function filterByFrame(name: FrameFilter, frame: FrameText): void {
  changeView((view) => transitions.filterByFrame(view, name, frame))
}

export interface FrameAction {
  readonly label: string
  /** The key for the same action on the selection; "" if there is none. */
  readonly key: string
  readonly run: () => void
  /** False for a frame without a name that a regexp can match. */
  readonly enabled: boolean
}

/** The actions for a frame, for context menus and the inspector; filters come first. */
export function frameActions(frame: FrameText): readonly FrameAction[] {
  const enabled = literalRegexp(frame, viewStore.getState().options.granularity) !== null
  const filter = (label: string, key: string, name: FrameFilter): FrameAction => {
    return { label, key, enabled, run: () => filterByFrame(name, frame) }
  }
  return [
    filter('Focus', 'f', 'focus'),
    filter('Ignore', 'i', 'ignore'),
    filter('Hide', 'h', 'hide'),
    filter('Show', 'w', 'show'),
    filter('Show from', 'W', 'show_from'),
    { label: 'Copy name', key: '', enabled: true, run: () => void copyText(frame.name) },
  ]
}

/**
 * Copies text to the clipboard.
 * @returns false if the browser does not allow it
 */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** Connects the stores with the browser and the engine. To be called once. */
export function startStores(): void {
  startLaunching()
  watchEngine()
  watchComparison()
  startNavigation(window, (arrival) => {
    if (arrival.tab === '') openLinked(followLink(arrival), arrival.view)
    else void restoreTab(arrival)
  })
  startKeeping()
  startOffline()
  startHanding(window)
}
