import type { FindingTarget } from '../engine/findings/finding.ts'
import type { OptionName, Options } from '../engine/select/options.ts'
import type { FrameText } from '../worker/protocol.ts'
import { watchComparison } from './comparing.ts'
import { type FilterName, literalRegexp } from './filters.ts'
import { startHanding } from './handing.ts'
import { changeView, startNavigation, viewStore } from './navigation.ts'
import { openLinked, watchEngine } from './opening.ts'
import { followLink } from './showing.ts'
import { aboutFrame } from './subjects.ts'
import type { FrameFilter, ViewName } from './view.ts'
import * as transitions from './view.ts'
import { viewOfFinding, viewOfSeries } from './view-list.ts'

// What a control, a key or a menu does to the view. Each is one step that Back undoes, except
// typing in the search field and selecting, which amend the present one.

export function showView(path: ViewName): void {
  changeView((view) => transitions.showView(view, path))
}

/** Shows what became of all open profiles that are of one kind with the one on screen. */
export function showSeries(): void {
  const view = viewOfSeries()
  if (view) showView(view.path)
}

/** Puts a view on the other half of the stage; "" gives the whole stage to the first. */
export function splitStage(split: ViewName | ''): void {
  changeView((view) => transitions.withView(view, { split: split === view.path ? '' : split }))
}

/** Puts the two halves of a split stage in each other's place. */
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

export function changeOption<Name extends OptionName>(name: Name, value: Options[Name]): void {
  changeView((view) => transitions.setOption(view, name, value))
}

export function changeFilter(name: FilterName, text: string): void {
  changeView((view) => transitions.setFilter(view, name, text))
}

export function toggleFilter(name: FilterName): void {
  changeView((view) => transitions.toggleFilter(view, name))
}

export function resetFilters(): void {
  changeView(transitions.resetFilters)
}

/** Selects a frame by its name, in every view; "" selects none. */
export function select(name: string): void {
  changeView((view) => transitions.withView(view, { selected: name }), 'replace')
}

export function search(text: string): void {
  changeView((view) => transitions.withView(view, { search: text }), 'replace')
}

export function searchRegexp(regexp: boolean): void {
  changeView((view) => transitions.withView(view, { regexp }), 'replace')
}

export function showOnlyMatches(onlyMatches: boolean): void {
  changeView((view) => transitions.withView(view, { onlyMatches }), 'replace')
}

export function filterByFrame(name: FrameFilter, frame: FrameText): void {
  changeView((view) => transitions.filterByFrame(view, name, frame))
}

export interface FrameAction {
  readonly label: string
  /** Key that does the same to the selection; "" for none. */
  readonly key: string
  readonly run: () => void
  /** False for a frame without a name that a regexp could match. */
  readonly enabled: boolean
}

/** What can be done with a frame, for context menus and the inspector: filters first. */
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

/** @returns false where the browser does not allow it */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

/** Connects the stores with the browser and the engine; to be called once. */
export function startStores(): void {
  watchEngine()
  watchComparison()
  startNavigation(window, (arrival) => {
    openLinked(followLink(arrival), arrival.view)
  })
  startHanding(window)
}
