import { useMemo } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { ProfileFinding } from '../engine/findings/finding.ts'
import type { Options } from '../engine/select/options.ts'
import type {
  Compared,
  FrameQuery,
  HeaderQuery,
  PairId,
  PairQueryOf,
  ProfileId,
  Scaling,
  Search,
} from '../worker/protocol.ts'
import { type Answered, useAnswer } from './answers.ts'
import { pprofCommand, pprofPlace } from './command.ts'
import { type ComparisonView, viewedProfile } from './compared.ts'
import { MODE } from './comparison.ts'
import { fieldOf } from './fields.ts'
import { viewStore } from './navigation.ts'
import type { OpenProfile, Scaled } from './open-profile.ts'
import { scalingOf } from './scaling.ts'
import { type Session, sessionStore, shownProfile } from './session.ts'
import { type Side, useSide } from './side.ts'
import { type Transient, transientStore } from './transient.ts'
import { effectiveOptions, searchOf, type View, type ViewName } from './view.ts'
import { viewAt } from './view-list.ts'

/** Selects a part of the view state; it must be a value of the state, not a new object. */
export function useView<T>(selector: (view: View) => T): T {
  return useStore(viewStore, selector)
}

/** Selects a part of the session; it must be a value of the state, not a new object. */
export function useSession<T>(selector: (session: Session) => T): T {
  return useStore(sessionStore, selector)
}

/** Selects a part of the momentary state. */
export function useTransient<T>(selector: (state: Transient) => T): T {
  return useStore(transientStore, selector)
}

/** The profile on screen; in a comparison its first source; null if there is none. */
export function useOpened(): OpenProfile | null {
  return useStore(sessionStore, shownProfile)
}

/**
 * The profile to show: the one on screen or, in a comparison, the side of the pane or the
 * difference; null if none is open.
 */
export function useShown(): OpenProfile | null {
  const looking = useComparisonView()
  return useStore(sessionStore, (session) => viewedProfile(session, looking))
}

/** The worker's id of the profile to show; null while the worker does not hold it. */
export function useProfileId(): ProfileId | null {
  const looking = useComparisonView()
  return useStore(sessionStore, (session) => viewedProfile(session, looking)?.id ?? null)
}

/** Whether the sides of a comparison are shown side by side. */
export function useIsBeside(): boolean {
  const comparing = useSession((session) => session.comparison !== null)
  return useView((view) => fieldOf(view, MODE) === 'side') && comparing
}

/** Whether the difference of a comparison is shown. */
export function useIsDifference(): boolean {
  const comparing = useSession((session) => session.comparison !== null)
  return useView((view) => fieldOf(view, MODE) !== 'side') && comparing
}

/**
 * The fields of every question about a comparison; null if there is none, or the worker has not
 * prepared it.
 */
export function useCompared(): (Compared & { readonly pair: PairId }) | null {
  const pair = useSession((session) => session.pair?.pair ?? null)
  const diff = useView((view) => fieldOf(view, MODE) === 'diff_base')
  const scaling = useScaling()
  const options = useOptions()
  return useMemo(() => {
    const mode = { diff, normalize: scaling === 'total', perSecond: scaling === 'second' }
    return pair === null ? null : { pair, options, mode }
  }, [pair, options, diff, scaling])
}

/** How the sides of the comparison are made comparable. */
export function useScaling(): Scaling {
  const pair = useSession((session) => session.pair)
  return useView((view) => scalingOf(view, pair))
}

/** The summary of the comparison; no request if there is none. */
export function useCompareSummary(): Answered<PairQueryOf<'compare-summary'>> {
  const compared = useCompared()
  return useAnswer(compared && { type: 'compare-summary', ...compared }, 'compare-summary')
}

/** The selected frame on both sides of a comparison. */
export function useComparedFrame(): Answered<PairQueryOf<'compare-frame'>> {
  const compared = useCompared()
  const name = useView((view) => view.selected)
  const query = compared && name !== '' ? { ...compared, key: -1, name } : null
  return useAnswer(query && { type: 'compare-frame', ...query }, 'compare-frame')
}

function useComparisonView(): ComparisonView {
  const side = useSide()
  const scaling = useScaling()
  const mode = useView((view) => fieldOf(view, MODE))
  return { mode, scaling, side }
}

/** The options for the engine, without filters that are switched off. */
export function useOptions(): Options {
  const { options, off } = useStore(
    viewStore,
    useShallow((view) => ({ options: view.options, off: view.off })),
  )
  return useMemo(() => effectiveOptions(options, off), [options, off])
}

/** The search of the view. */
export function useSearch(): Search {
  const { search, regexp } = useStore(
    viewStore,
    useShallow((view) => ({ search: view.search, regexp: view.regexp })),
  )
  return useMemo(() => searchOf({ search, regexp }), [search, regexp])
}

/**
 * The figures of the bar and the chips: total, duration, what the filters leave, regexps without a
 * match.
 */
export function useHeader(): Answered<HeaderQuery | PairQueryOf<'compare-header'>> {
  const profile = useProfileId()
  const options = useOptions()
  const compared = useCompared()
  const isDifference = useIsDifference()
  const ofDifference =
    isDifference && compared && ({ type: 'compare-header', ...compared } as const)
  const ofProfile = profile === null ? null : ({ type: 'header', profile, options } as const)
  return useAnswer(ofDifference || ofProfile, 'header')
}

/** Whether the values of the profile to show are changes, and no comparison is on screen. */
export function useIsSavedDifference(): boolean {
  const isComparing = useSession((session) => session.comparison !== null)
  const changes = useHeader().answer?.changes
  return !isComparing && changes !== null && changes !== undefined
}

/** The findings of the profile to show; none for a comparison, which has its own. */
export function useFindings(): readonly ProfileFinding[] {
  const profile = useProfileId()
  const isComparing = useSession(({ pair }) => pair !== null)
  const query = profile === null || isComparing ? null : ({ type: 'findings', profile } as const)
  const { answer, query: answered } = useAnswer(query, 'findings')
  // Never the findings of the previous profile.
  return query && answered?.profile === profile ? (answer?.findings ?? []) : []
}

/** The figures of the selected frame; no request if none is selected. */
export function useSelectedFrame(): Answered<FrameQuery> {
  const profile = useProfileId()
  const options = useOptions()
  const name = useView((view) => view.selected)
  const query: FrameQuery | null =
    profile === null || name === ''
      ? null
      : { type: 'frame', profile, options, key: -1, name, node: -1 }
  return useAnswer(query, 'selected')
}

/**
 * The pprof command for what is on screen, or for another view of it: side by side one for each
 * side, within a pane the one of its side; "" if there is none, or pprof cannot read or compare
 * the profiles.
 */
export function useCommand(path?: ViewName): string {
  const shown = useShown()
  const opened = useOpened()
  const profiles = useSession((session) => session.profiles)
  const comparison = useSession((session) => session.comparison)
  const isBeside = useIsBeside()
  const scaling = useScaling()
  const durations = useSession((session) => session.pair?.facts.durationNanos)
  const side = useSide()
  const options = useOptions()
  const onScreen = useStore(
    viewStore,
    useShallow((view) => ({ path: view.path, selected: view.selected, fields: view.fields })),
  )
  const selected = useCommandFrame(path ?? onScreen.path, onScreen)
  if (!shown || !opened) return ''
  const asked = { ...onScreen, path: path ?? onScreen.path, selected, options }
  if (!comparison) return pprofCommand(asked, placeOf(opened))
  const { sources, bases } = comparison
  // pprof cannot scale single profiles.
  const isScaled = [...sources, ...bases].some(({ scale }) => scale !== 1)
  const isRate = scaling === 'second'
  if (isScaled || (isBeside && options.normalize && side !== 'old')) return ''
  // pprof divides all values by the same.
  if (isRate && !isBeside) return ''
  const placesOf = (sides: readonly Scaled[]) =>
    profiles.filter(({ key }) => sides.some((one) => one.key === key)).map(placeOf)
  const [first = '', ...more] = placesOf(sources)
  if (!isBeside) {
    const flag = fieldOf(onScreen, MODE) === 'diff_base' ? 'diff_base' : 'base'
    return pprofCommand(asked, first, { flag, bases: placesOf(bases), more })
  }
  const alone = (which: Side): string => {
    const [one = '', ...others] = placesOf(which === 'old' ? bases : sources)
    const seconds = isRate && durations ? durations[which] / 1e9 : 1
    const divide_by = options.divide_by * seconds
    const plain = { ...asked, options: { ...options, normalize: false, divide_by } }
    return pprofCommand(plain, one, { flag: 'base', bases: [], more: others })
  }
  if (side) return alone(side)
  const both = [alone('old'), alone('new')]
  return both.includes('') ? '' : both.join('; ')
}

/** The frame of a command: the selected one, or the one that the view chooses. */
function useCommandFrame(path: ViewName, onScreen: Pick<View, 'selected' | 'fields'>): string {
  const profile = useProfileId()
  const options = useOptions()
  const { chosen } = viewAt(path).command
  const choice = profile === null ? null : (chosen?.(onScreen, { profile, options }) ?? null)
  const { answer } = useAnswer(choice?.query ?? null, `command-${path}`)
  return choice && answer ? choice.nameIn(answer) : onScreen.selected
}

/** The profile in a command line. */
function placeOf(profile: OpenProfile): string {
  return pprofPlace(profile, document.baseURI)
}
