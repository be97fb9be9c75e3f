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
  Search,
} from '../worker/protocol.ts'
import { type Answered, useAnswer } from './answers.ts'
import { pprofCommand, pprofPlace } from './command.ts'
import { type Looking, viewedProfile } from './compared.ts'
import { MODE } from './comparison.ts'
import { fieldOf } from './fields.ts'
import { viewStore } from './navigation.ts'
import type { OpenProfile, Scaled } from './open-profile.ts'
import { type Session, sessionStore, shownProfile } from './session.ts'
import { useSide } from './side.ts'
import { type Transient, transientStore } from './transient.ts'
import { effectiveOptions, searchOf, type View, type ViewName } from './view.ts'
import { viewAt } from './view-list.ts'

/** A part of the view state; the part must be a value of the state, not a new object. */
export function useView<T>(selector: (view: View) => T): T {
  return useStore(viewStore, selector)
}

export function useSession<T>(selector: (session: Session) => T): T {
  return useStore(sessionStore, selector)
}

export function useTransient<T>(selector: (state: Transient) => T): T {
  return useStore(transientStore, selector)
}

/** The opened profile on screen, of a comparison the first of its sources; null for none. */
export function useOpened(): OpenProfile | null {
  return useStore(sessionStore, shownProfile)
}

/**
 * The profile to show: the one on screen or, of a comparison, the side that the pane is about, or
 * the difference; null while none is open.
 */
export function useShown(): OpenProfile | null {
  const looking = useLooking()
  return useStore(sessionStore, (session) => viewedProfile(session, looking))
}

/** The worker's number for the profile to show; null while the worker does not hold it. */
export function useProfileId(): ProfileId | null {
  const looking = useLooking()
  return useStore(sessionStore, (session) => viewedProfile(session, looking)?.id ?? null)
}

/** Whether both sides of a comparison are on the stage. */
export function useIsBeside(): boolean {
  const comparing = useSession((session) => session.comparison !== null)
  return useView((view) => fieldOf(view, MODE) === 'side') && comparing
}

/** Whether the difference of a comparison is on the stage. */
export function useIsDifference(): boolean {
  const comparing = useSession((session) => session.comparison !== null)
  return useView((view) => fieldOf(view, MODE) !== 'side') && comparing
}

/** What every question about a comparison needs; null where there is none, or none yet. */
export function useCompared(): (Compared & { readonly pair: PairId }) | null {
  const pair = useSession((session) => session.pair?.pair ?? null)
  const diff = useView((view) => fieldOf(view, MODE) === 'diff_base')
  const options = useOptions()
  return useMemo(
    () => (pair === null ? null : { pair, options, mode: { diff, normalize: options.normalize } }),
    [pair, options, diff],
  )
}

/** The comparison in figures and in words; nothing while nothing is compared. */
export function useCompareSummary(): Answered<PairQueryOf<'compare-summary'>> {
  const compared = useCompared()
  return useAnswer(compared && { type: 'compare-summary', ...compared }, 'compare-summary')
}

/** The selected frame on both sides of a comparison, by its name. */
export function useComparedFrame(): Answered<PairQueryOf<'compare-frame'>> {
  const compared = useCompared()
  const name = useView((view) => view.selected)
  const query = compared && name !== '' ? { ...compared, key: -1, name } : null
  return useAnswer(query && { type: 'compare-frame', ...query }, 'compare-frame')
}

function useLooking(): Looking {
  const side = useSide()
  const { mode, normalize } = useStore(
    viewStore,
    useShallow((view) => ({ mode: fieldOf(view, MODE), normalize: view.options.normalize })),
  )
  return { mode, normalize, side }
}

/** The options that the engine gets: filters that are switched off are left out. */
export function useOptions(): Options {
  const { options, off } = useStore(
    viewStore,
    useShallow((view) => ({ options: view.options, off: view.off })),
  )
  return useMemo(() => effectiveOptions(options, off), [options, off])
}

export function useSearch(): Search {
  const { search, regexp } = useStore(
    viewStore,
    useShallow((view) => ({ search: view.search, regexp: view.regexp })),
  )
  return useMemo(() => searchOf({ search, regexp }), [search, regexp])
}

/** What the bar and the chips say: total, duration, what the filters leave, unmatched regexps. */
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

/** What the profile to show says at first sight; nothing of a comparison, which has its own. */
export function useFindings(): readonly ProfileFinding[] {
  const profile = useProfileId()
  const isComparing = useSession(({ pair }) => pair !== null)
  const query = profile === null || isComparing ? null : ({ type: 'findings', profile } as const)
  const { answer, query: answered } = useAnswer(query, 'findings')
  // Never those of the profile before.
  return query && answered?.profile === profile ? (answer?.findings ?? []) : []
}

/** The selected frame in figures, by its name; nothing while none is selected. */
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
 * The pprof command that shows what is on screen, or would show it in another view: side by side one
 * for each side, or in a pane the one of its side; "" for none, and for what pprof cannot read
 * or compare.
 */
export function useCommand(path?: ViewName): string {
  const shown = useShown()
  const opened = useOpened()
  const profiles = useSession((session) => session.profiles)
  const comparison = useSession((session) => session.comparison)
  const isBeside = useIsBeside()
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
  // pprof has no scale of a profile's own, and normalizes nothing by itself.
  const isScaled = [...sources, ...bases].some(({ scale }) => scale !== 1)
  if (isScaled || (isBeside && options.normalize && side !== 'old')) return ''
  const placesOf = (sides: readonly Scaled[]) =>
    profiles.filter(({ key }) => sides.some((one) => one.key === key)).map(placeOf)
  const [first = '', ...more] = placesOf(sources)
  if (!isBeside) {
    const flag = fieldOf(onScreen, MODE) === 'diff_base' ? 'diff_base' : 'base'
    return pprofCommand(asked, first, { flag, bases: placesOf(bases), more })
  }
  const alone = (of: readonly Scaled[]): string => {
    const [one = '', ...others] = placesOf(of)
    const plain = { ...asked, options: { ...options, normalize: false } }
    return pprofCommand(plain, one, { flag: 'base', bases: [], more: others })
  }
  if (side) return alone(side === 'old' ? bases : sources)
  const both = [alone(bases), alone(sources)]
  return both.includes('') ? '' : both.join('; ')
}

/** The frame that a command is about: where the view chooses one by itself, that one. */
function useCommandFrame(path: ViewName, onScreen: Pick<View, 'selected' | 'fields'>): string {
  const profile = useProfileId()
  const options = useOptions()
  const { chosen } = viewAt(path).command
  const choice = profile === null ? null : (chosen?.(onScreen, { profile, options }) ?? null)
  const { answer } = useAnswer(choice?.query ?? null, `command-${path}`)
  return choice && answer ? choice.nameIn(answer) : onScreen.selected
}

/** As a command names it. */
function placeOf(profile: OpenProfile): string {
  return pprofPlace(profile, document.baseURI)
}
