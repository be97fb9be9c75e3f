import { createStore } from 'zustand/vanilla'
import type { Phase } from '../engine/progress.ts'
import type { OpenAnswer, ProfileId } from '../worker/protocol.ts'

/** Names an open profile for as long as the page lives, also across a crash of the worker. */
export type SessionKey = number

export type Source =
  | { readonly kind: 'file'; readonly blob: Blob }
  /** `url` as the link has it, which may be relative to the page. */
  | { readonly kind: 'url'; readonly url: string; readonly host: string }

export interface OpenProfile {
  readonly key: SessionKey
  /** The worker's number for it; null after a crash: it has to be opened again. */
  readonly id: ProfileId | null
  /** File name. */
  readonly name: string
  readonly source: Source
  readonly answer: OpenAnswer
  /** Warnings of the decoder were read and put away. */
  readonly warningsRead: boolean
}

export interface Load {
  readonly name: string
  /** Where it comes from; "" for a file. */
  readonly host: string
  readonly phase: Phase | 'download'
  /** In units of the phase: bytes, samples, nodes. */
  readonly done: number
  /** 0: not known. */
  readonly total: number
  /** How many are waiting behind it. */
  readonly waiting: number
}

export interface Failure {
  readonly id: number
  /** Which file or address; "" if it is about none. */
  readonly name: string
  readonly message: string
  readonly hint: string
  /** Whether opening the lost profiles again is the thing to do. */
  readonly reopen: boolean
}

export interface Session {
  readonly profiles: readonly OpenProfile[]
  readonly shown: SessionKey | null
  readonly load: Load | null
  /** Oldest first. What was open stays open whatever fails. */
  readonly failures: readonly Failure[]
}

export const EMPTY_SESSION: Session = { profiles: [], shown: null, load: null, failures: [] }

export type SessionEvent =
  | { type: 'load-started'; name: string; host: string; waiting: number }
  | { type: 'progress'; phase: Load['phase']; done: number; total: number }
  | { type: 'waiting'; waiting: number }
  | { type: 'load-ended' }
  /** `show`: put it on screen. A profile of the same key is replaced where it stands. */
  | { type: 'opened'; profile: OpenProfile; show: boolean }
  | { type: 'shown'; key: SessionKey }
  | { type: 'closed'; key: SessionKey }
  | { type: 'warnings-read'; key: SessionKey }
  | { type: 'failed'; failure: Failure }
  | { type: 'dismissed'; id: number }
  | { type: 'crashed'; failure: Failure }

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
    case 'opened': {
      const { profile } = event
      const known = session.profiles.some((other) => other.key === profile.key)
      const profiles = known
        ? session.profiles.map((other) => (other.key === profile.key ? profile : other))
        : [...session.profiles, profile]
      return { ...session, profiles, shown: event.show ? profile.key : session.shown }
    }
    case 'shown':
      return session.profiles.some((profile) => profile.key === event.key)
        ? { ...session, shown: event.key }
        : session
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
    case 'crashed':
      return {
        ...session,
        profiles: session.profiles.map((profile) => ({ ...profile, id: null })),
        // One crash, one panel: what earlier ones said is said again.
        failures: [...session.failures.filter((failure) => !failure.reopen), event.failure],
      }
  }
}

function change(session: Session, key: SessionKey, fields: Partial<OpenProfile>): Session {
  const profiles = session.profiles.map((profile) =>
    profile.key === key ? { ...profile, ...fields } : profile,
  )
  return { ...session, profiles }
}

/** Shows the neighbour of a profile that was on screen. */
function close(session: Session, key: SessionKey): Session {
  const at = session.profiles.findIndex((profile) => profile.key === key)
  if (at < 0) return session
  const profiles = session.profiles.filter((profile) => profile.key !== key)
  if (session.shown !== key) return { ...session, profiles }
  const next = profiles[at] ?? profiles[at - 1]
  return { ...session, profiles, shown: next?.key ?? null }
}

export function shownProfile(session: Session): OpenProfile | null {
  return session.profiles.find((profile) => profile.key === session.shown) ?? null
}

export const sessionStore = createStore<Session>()(() => EMPTY_SESSION)

export function dispatch(event: SessionEvent): void {
  sessionStore.setState((session) => reduceSession(session, event), true)
}
