import { type Arrival, changeView, noteShown, pushShown, viewStore } from './navigation.ts'
import { dispatch, type OpenProfile, type SessionKey, sessionStore } from './session.ts'
import { notice } from './transient.ts'
import { setOption, type View, withView } from './view.ts'

/** Puts an open profile on screen; a step that Back undoes, if another one was there. */
export function showProfile(key: SessionKey): void {
  const { profiles, shown } = sessionStore.getState()
  const profile = profiles.find((other) => other.key === key)
  if (!profile) return
  const known = shown !== null && profiles.some((other) => other.key === shown)
  dispatch({ type: 'shown', key })
  const transition = (view: View) => fitView(view, profile)
  if (!known || shown === key) {
    noteShown(key)
    changeView(transition, 'replace')
  } else {
    pushShown(key, transition)
  }
}

/**
 * Follows the address to another entry: the profile that was on screen there, if it is still open.
 * @returns the address of a profile that the entry needs and that is not open; "" for none
 */
export function followLink({ view, problems, shown }: Arrival): string {
  notice(...problems)
  const session = sessionStore.getState()
  const byKey = session.profiles.find((profile) => profile.key === shown)
  const byUrl = session.profiles.find((profile) => view.url !== '' && urlOf(profile) === view.url)
  const profile = byKey ?? byUrl
  if (profile) {
    dispatch({ type: 'shown', key: profile.key })
    noteShown(profile.key)
    changeView((now) => fitView(now, profile), 'replace')
    return ''
  }
  return view.url
}

export function urlOf(profile: OpenProfile): string {
  return profile.source.kind === 'url' ? profile.source.url : ''
}

/** The view as it can be for the profile: its address, and a sample type that it has. */
function fitView(view: View, profile: OpenProfile): View {
  const fitted = withView(view, { url: urlOf(profile) })
  const wanted = view.options.sample_index
  if (hasSampleType(profile, wanted)) return fitted
  if (sessionStore.getState().profiles.length === 1) {
    notice(
      `The link asks for the sample type “${wanted}”, which ${profile.name} does not have. This is its default.`,
    )
  }
  return setOption(fitted, 'sample_index', '')
}

/** pprof takes a name, the name without `inuse_` or `mean_`, or a number from 0. */
function hasSampleType(profile: OpenProfile, text: string): boolean {
  const { sampleTypes } = profile.answer
  if (text === '') return true
  if (/^\d+$/.test(text)) return Number(text) < sampleTypes.length
  const name = text.replace(/^inuse_/, '')
  return sampleTypes.some(({ type }) => type === text || type === name)
}

/** Index of the sample type on screen. */
export function sampleTypeIndex(profile: OpenProfile, text = optionText()): number {
  const { sampleTypes, defaultSampleType } = profile.answer
  if (text === '') return defaultSampleType
  if (/^\d+$/.test(text)) return Number(text)
  const name = text.replace(/^inuse_/, '')
  return sampleTypes.findIndex(({ type }) => type === text || type === name)
}

function optionText(): string {
  return viewStore.getState().options.sample_index
}
