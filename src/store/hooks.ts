import { useMemo } from 'react'
import { useStore } from 'zustand'
import { useShallow } from 'zustand/react/shallow'
import type { Options } from '../engine/select/options.ts'
import type { FrameQuery, HeaderQuery, ProfileId, Search } from '../worker/protocol.ts'
import { type Answered, useAnswer } from './answers.ts'
import { viewStore } from './navigation.ts'
import { type OpenProfile, type Session, sessionStore, shownProfile } from './session.ts'
import { type Transient, transientStore } from './transient.ts'
import { effectiveOptions, searchOf, type View } from './view.ts'

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

/** The profile on screen; null while none is open. */
export function useShown(): OpenProfile | null {
  return useStore(sessionStore, shownProfile)
}

/** The worker's number for the profile on screen; null while the worker does not hold it. */
export function useProfileId(): ProfileId | null {
  return useStore(sessionStore, (session) => shownProfile(session)?.id ?? null)
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
export function useHeader(): Answered<HeaderQuery> {
  const profile = useProfileId()
  const options = useOptions()
  return useAnswer(profile === null ? null : { type: 'header', profile, options }, 'header')
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
