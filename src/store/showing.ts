import { namedColumn } from '../engine/profile/sample-types.ts'
import type { OpenAnswer } from '../worker/protocol.ts'
import { asLinked } from './addresses.ts'
import { linkedAddresses, linkedBases, linkedComparison, withComparison } from './comparison.ts'
import { fieldOf, withFieldValue } from './fields.ts'
import { fileNameOf } from './found.ts'
import { printLink } from './link.ts'
import { type Arrival, changeView, noteShown, pushShown, viewStore } from './navigation.ts'
import {
  type Comparison,
  keysOf,
  type OpenProfile,
  type SessionKey,
  urlOf,
} from './open-profile.ts'
import { openedOf } from './series.ts'
import { dispatch, sessionStore } from './session.ts'
import { FILE } from './sharing.ts'
import { notice } from './transient.ts'
import { setOption, type View, type ViewName, withView } from './view.ts'
import { allViews, fitOf, INITIAL_VIEW } from './view-list.ts'

/** Shows an open profile by itself; a step that Back undoes, if something else was on screen. */
export function showProfile(key: SessionKey): void {
  show({ key, comparison: null })
}

/** The view that was chosen automatically for the last profile, until the user chooses another. */
let given: ViewName | null = null

/** Shows a profile that was just opened, in the view that suits it unless one was chosen. */
export function showOpened(profile: OpenProfile, path: ViewName = viewFor(profile)): void {
  const { shown } = sessionStore.getState()
  const isFree = isUntouched(viewStore.getState(), shown !== null)
  if (isFree) given = path
  show({ key: profile.key, comparison: null }, isFree ? path : null)
}

/** Shows an open profile in the view that suits it best. */
export function showSuited(profile: OpenProfile): void {
  const path = viewFor(profile)
  showProfile(profile.key)
  changeView((view) => withView(view, { path }))
}

function viewFor(profile: OpenProfile): ViewName {
  const opened = openedOf(profile, sessionStore.getState().profiles)
  const view = allViews().find((other) => fitOf(other, opened) === 'opens')
  return view?.path ?? INITIAL_VIEW.path
}

/** Whether neither a link nor the user has changed the view. */
function isUntouched(view: View, isShowing: boolean): boolean {
  const isInitial = !isShowing && view.path === INITIAL_VIEW.path
  if (view.path !== (given ?? INITIAL_VIEW.path) && !isInitial) return false
  // The address is that of the profile on screen, or of the link.
  const rest = withView(view, { path: INITIAL_VIEW.path, url: isShowing ? '' : view.url })
  return printLink(rest) === printLink(INITIAL_VIEW)
}

/** Shows a comparison; a step that Back undoes, if something else was on screen. */
export function showComparison(comparison: Comparison): void {
  const [first] = comparison.sources
  if (first) show({ key: first.key, comparison })
}

interface Wanted {
  readonly key: SessionKey
  readonly comparison: Comparison | null
}

/** @param path the view to show it in; null for the current one */
function show({ key, comparison }: Wanted, path: ViewName | null = null): void {
  const { profiles, shown, comparison: before } = sessionStore.getState()
  const profile = profiles.find((other) => other.key === key)
  if (!profile) return
  const known = shown !== null && profiles.some((other) => other.key === shown)
  const same = shown === key && before?.key === comparison?.key
  dispatch({ type: 'shown', key, comparison })
  const transition = (view: View) =>
    fitView(withView(view, { path: path ?? view.path }), profile, comparison)
  if (!known || same) {
    noteShown({ shown: key, comparison })
    changeView(transition, 'replace')
  } else {
    pushShown({ shown: key, comparison }, transition)
  }
}

/**
 * Restores what was on screen at another entry of the history, if it is still open.
 * @returns addresses of profiles that the entry needs and that are not open; nothing changes on
 *   screen while those of a comparison are not open
 */
export function followLink(arrival: Arrival): readonly string[] {
  const { view, problems } = arrival
  notice(...problems)
  const { profiles } = sessionStore.getState()
  const wanted = wantedBy(arrival, profiles)
  const profile = profiles.find(({ key }) => key === wanted?.key)
  if (wanted && profile) {
    const { key, comparison } = wanted
    dispatch({ type: 'shown', key, comparison })
    noteShown({ shown: key, comparison })
    changeView((now) => fitView(now, profile, comparison), 'replace')
    return []
  }
  const open = new Set(profiles.map((profile) => asLinked(urlOf(profile))))
  return linkedAddresses(view).filter((url) => !open.has(asLinked(url)))
}

/** What an entry shows, if its profiles are open; otherwise null. */
function wantedBy(
  { view, shown, comparison }: Arrival,
  profiles: readonly OpenProfile[],
): Wanted | null {
  const isOpen = (key: SessionKey) => profiles.some((other) => other.key === key)
  if (comparison && keysOf(comparison).every(isOpen)) {
    const [first] = comparison.sources
    return first ? { key: first.key, comparison } : null
  }
  if (shown !== null && isOpen(shown)) return { key: shown, comparison: null }
  if (linkedBases(view).length > 0) {
    const linked = linkedComparison(view, profiles)
    const [first] = linked?.sources ?? []
    return first ? { key: first.key, comparison: linked } : null
  }
  const byUrl = profiles.find((profile) => view.url !== '' && urlOf(profile) === view.url)
  return byUrl ? { key: byUrl.key, comparison: null } : null
}

/** Adapts the view to the profile: its address, and a sample type that it has. */
function fitView(view: View, profile: OpenProfile, comparison: Comparison | null): View {
  const { profiles } = sessionStore.getState()
  // The file that the link is about has been opened, or another profile is shown.
  noteOtherFile(fieldOf(view, FILE), profile, profiles)
  const here = withFieldValue(withView(view, { url: urlOf(profile) }), FILE, '')
  const fitted = withComparison(here, comparison, profiles)
  const wanted = view.options.sample_index
  if (hasSampleType(profile.answer, wanted)) return fitted
  if (profiles.length === 1) {
    notice(
      `The link asks for the sample type “${wanted}”, which ${profile.name} does not have. This is its default.`,
    )
  }
  return setOption(fitted, 'sample_index', '')
}

/** Says so where a link is about a file and another one has been opened: it keeps on all the same. */
function noteOtherFile(file: string, shown: OpenProfile, profiles: readonly OpenProfile[]): void {
  // Browsers number what is saved twice: cpu.pb (1).gz.
  const plain = (name: string) => name.replace(/ ?\(\d+\)/, '')
  if (file === '' || profiles.some((other) => plain(fileNameOf(other)) === plain(file))) return
  notice(
    `The link is about ${file}, and this is ${shown.name}: filters, zoom and selection are those of the link, and may not suit it.`,
  )
}

/** Whether the text is a valid sample_index for the profile. */
export function hasSampleType(
  { sampleTypes }: Pick<OpenAnswer, 'sampleTypes'>,
  text: string,
): boolean {
  return text === '' || namedColumn(sampleTypes, text) >= 0
}

/** The index of the sample type on screen; -1 if the profile does not have it. */
export function sampleTypeIndex(profile: OpenProfile, text = optionText()): number {
  const { sampleTypes, defaultSampleType } = profile.answer
  return text === '' ? defaultSampleType : namedColumn(sampleTypes, text)
}

function optionText(): string {
  return viewStore.getState().options.sample_index
}
