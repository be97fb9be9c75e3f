import { createStore } from 'zustand/vanilla'
import type { PartFacts } from '../engine/decode/parts.ts'
import type { Phase } from '../engine/progress.ts'
import type { CompareAnswer } from '../worker/protocol.ts'
import { type Comparison, keysOf, type OpenProfile, type SessionKey } from './open-profile.ts'

export interface Load {
  readonly name: string
  /** The host; "" for a file. */
  readonly host: string
  readonly phase: Phase | 'download'
  /** In the unit of the phase: bytes, samples, nodes. */
  readonly done: number
  /** 0 if not known. */
  readonly total: number
  /** The number of files waiting. */
  readonly waiting: number
}

export interface Failure {
  readonly id: number
  /** The file or address; "" if it is not about one. */
  readonly name: string
  readonly message: string
  readonly hint: string
  /** Whether the remedy is to open the lost profiles again. */
  readonly reopen: boolean
  /** Content that was received but cannot be shown, for saving; null if there is none. */
  readonly kept: { readonly name: string; readonly content: Blob } | null
  /** Profiles that the page at the address links to. */
  readonly links?: readonly { readonly name: string; readonly url: string }[]
}

/** Two profiles that may be worth comparing, since one was opened beside the other. */
export interface Offer {
  readonly base: SessionKey
  readonly source: SessionKey
}

/** A file of several profiles: the user chooses which to open. */
export interface Choice {
  readonly name: string
  readonly parts: readonly PartFacts[]
  /** Other contents of the file, in sentences. */
  readonly passedOver: readonly string[]
}

export interface Session {
  readonly profiles: readonly OpenProfile[]
  /** The profile on screen; in a comparison its first source. */
  readonly shown: SessionKey | null
  /** The comparison on screen; null if there is none. */
  readonly comparison: Comparison | null
  /** The worker's ids for the comparison; null while it is being prepared. */
  readonly pair: CompareAnswer | null
  readonly offer: Offer | null
  readonly load: Load | null
  readonly choice: Choice | null
  /** Oldest first. Failures do not close open profiles. */
  readonly failures: readonly Failure[]
}

export const EMPTY_SESSION: Session = {
  profiles: [],
  shown: null,
  comparison: null,
  pair: null,
  offer: null,
  load: null,
  choice: null,
  failures: [],
}

export type SessionEvent =
  | { type: 'load-started'; name: string; host: string; waiting: number }
  | { type: 'progress'; phase: Load['phase']; done: number; total: number }
  | { type: 'waiting'; waiting: number }
  | { type: 'load-ended' }
  /** Loading continues when it is answered. */
  | { type: 'asked'; choice: Choice }
  | { type: 'chosen' }
  /**
   * `show`: show it. A profile with the same key is replaced in place. After a reload they stand in
   * the order of their keys, in whichever order they are ready.
   */
  | { type: 'opened'; profile: OpenProfile; show: boolean }
  /** It is shown by itself, or as the first source of a comparison. */
  | { type: 'shown'; key: SessionKey; comparison?: Comparison | null }
  /** The worker has prepared the comparison. */
  | { type: 'paired'; comparison: SessionKey; pair: CompareAnswer }
  | { type: 'offered'; offer: Offer | null }
  | { type: 'closed'; key: SessionKey }
  | { type: 'warnings-read'; key: SessionKey }
  | { type: 'failed'; failure: Failure }
  | { type: 'dismissed'; id: number }
  /** Dismisses all failures that need no action. */
  | { type: 'dismissed-all' }
  | { type: 'crashed'; failure: Failure }

/** The session after an event. Pure. */
export function reduceSession(session: Session, event: SessionEvent): Session {
  switch (event.type) {
    case 'load-started': {
      const { name, host, waiting } = event
      const phase = host === '' ? 'read' : 'download'
      return { ...session, load: { name, host, phase, done: 0, total: 0, waiting } }
    }
    case 'progress': {
      const { phase, done, total } = event
      return session.load ? { ...session, load: { ...session.load, phase, done, total } } : session
    }
    case 'waiting':
      return session.load
        ? { ...session, load: { ...session.load, waiting: event.waiting } }
        : session
    case 'load-ended':
      return { ...session, load: null }
    case 'asked':
      return { ...session, choice: event.choice, load: null }
    case 'chosen':
      return { ...session, choice: null }
    case 'opened': {
      const { profile } = event
      const known = session.profiles.some((other) => other.key === profile.key)
      const profiles = known
        ? session.profiles.map((other) => (other.key === profile.key ? profile : other))
        : [...session.profiles, profile].sort((a, b) => a.key - b.key)
      return { ...session, profiles, shown: event.show ? profile.key : session.shown }
    }
    case 'shown':
      return show(session, event.key, event.comparison ?? null)
    case 'paired':
      return session.comparison?.key === event.comparison
        ? { ...session, pair: event.pair }
        : session
    case 'offered':
      return { ...session, offer: event.offer }
    case 'closed':
      return close(session, event.key)
    case 'warnings-read':
      return change(session, event.key, { warningsRead: true })
    case 'failed':
      return { ...session, failures: [...session.failures, event.failure] }
    case 'dismissed':
      return {
        ...session,
        failures: session.failures.filter((failure) => failure.id !== event.id),
      }
    case 'dismissed-all':
      return { ...session, failures: session.failures.filter(needsAnswer) }
    case 'crashed':
      return {
        ...session,
        profiles: session.profiles.map((profile) => ({ ...profile, id: null })),
        pair: null,
        // One crash, one panel: it repeats what earlier ones said.
        failures: [...session.failures.filter((failure) => !failure.reopen), event.failure],
      }
  }
}

/** Whether something would be lost if the failure were dismissed before the user has acted. */
export function needsAnswer({ reopen, kept }: Failure): boolean {
  return reopen || kept !== null
}

function change(session: Session, key: SessionKey, fields: Partial<OpenProfile>): Session {
  const profiles = session.profiles.map((profile) =>
    profile.key === key ? { ...profile, ...fields } : profile,
  )
  return { ...session, profiles }
}

function show(session: Session, key: SessionKey, comparison: Comparison | null): Session {
  if (!session.profiles.some((profile) => profile.key === key)) return session
  const same = comparison?.key === session.comparison?.key
  return {
    ...session,
    shown: key,
    comparison,
    pair: same ? session.pair : null,
    offer: comparison ? null : session.offer,
  }
}

/** Closes a profile: if it was on screen, its neighbour is shown; a comparison with it ends. */
function close(session: Session, key: SessionKey): Session {
  const at = session.profiles.findIndex((profile) => profile.key === key)
  if (at < 0) return session
  const profiles = session.profiles.filter((profile) => profile.key !== key)
  const { comparison, pair, offer } = session
  const rest: Session = {
    ...session,
    profiles,
    ...(comparison && keysOf(comparison).includes(key)
      ? { comparison: null, pair: null }
      : { comparison, pair }),
    offer: offer?.base === key || offer?.source === key ? null : offer,
  }
  if (session.shown !== key) return rest
  const next = profiles[at] ?? profiles[at - 1]
  return { ...rest, shown: next?.key ?? null }
}

/** The profile on screen; in a comparison its first source. */
export function shownProfile(session: Session): OpenProfile | null {
  return session.profiles.find((profile) => profile.key === session.shown) ?? null
}

const NONE: readonly OpenProfile[] = []
const compared = new WeakMap<Comparison, readonly OpenProfile[]>()

/** The profiles of the comparison on screen, sources first; empty if there is none. */
export function comparedProfiles({ profiles, comparison }: Session): readonly OpenProfile[] {
  if (!comparison) return NONE
  const keys = keysOf(comparison)
  const found = compared.get(comparison) ?? profiles.filter(({ key }) => keys.includes(key))
  compared.set(comparison, found)
  return found
}

/** Keys are in entries of the browser's history: those of an earlier visit must not be used again. */
let lastKey: SessionKey = Date.now()

/** A new, unique key, greater than all before. */
export function newKey(): SessionKey {
  return ++lastKey
}

export const sessionStore = createStore<Session>()(() => EMPTY_SESSION)

/** Applies an event to the session of the page. */
export function dispatch(event: SessionEvent): void {
  sessionStore.setState((session) => reduceSession(session, event), true)
}
