import { createStore } from 'zustand/vanilla'
import { SourceError } from '../sources/error.ts'
import {
  askIndex,
  askService,
  type LiveOrigin,
  Unreadable,
  type Way,
  wayTo,
  whyTerminal,
} from '../sources/service.ts'
import {
  readService,
  type Service,
  type Take,
  takeAddress,
  takenName,
} from '../sources/service-address.ts'
import { type Offered, USUAL } from '../sources/service-index.ts'
import { serviceProfileKind } from '../sources/service-kinds.ts'
import { isThisMachine } from '../sources/url.ts'
import type { SeriesFinding } from '../worker/protocol.ts'
import { fail } from './failures.ts'
import type { OpenProfile, SessionKey } from './open-profile.ts'
import { openTaken, type Taken } from './opening.ts'
import { dispatch, sessionStore } from './session.ts'
import { notice } from './transient.ts'

// Running services: what they offer, and what is being taken from them.

/** A service that has listed its profiles, or that only a terminal can reach. */
export interface Connection {
  readonly service: Service
  readonly way: Way
  readonly offers: readonly Offered[]
  /** Why only a terminal can reach it; null if the page can. */
  readonly trouble: Trouble | null
}

export interface Trouble {
  readonly message: string
  readonly hint: string
}

/** A request for a profile that has not been answered completely. */
export interface Recording {
  readonly id: number
  readonly take: Take
  readonly host: string
  /** When it started, in milliseconds since 1970. */
  readonly since: number
  /** The number of bytes received. */
  readonly bytes: number
  readonly cancel: () => void
}

/** One or several profiles that are taken repeatedly. */
export interface Snapshots {
  readonly takes: readonly Take[]
  readonly host: string
  /** Whether it is a hunt, which ends when the verdict is sure. */
  readonly hunts: boolean
  /** The greatest number of rounds. */
  readonly most: number
  /** The number of rounds so far. */
  readonly rounds: number
  /** The verdict of a hunt so far; null if there is none yet. */
  readonly verdict: SeriesFinding | null
  /** From the start of one round to the start of the next. */
  readonly everySeconds: number
  readonly keys: readonly SessionKey[]
  /** The inflated size of all that were taken. */
  readonly bytes: number
  /**
   * When the current one was requested, and when the next one will be, in milliseconds since 1970.
   */
  readonly since: number
  readonly next: number
  /** Whether one is being taken now. */
  readonly isTaking: boolean
  /** Why the last one failed; "" if it did not. */
  readonly missed: string
}

export interface ServiceState {
  /** The address as last typed. */
  readonly address: string
  readonly connecting: boolean
  readonly connection: Connection | null
  /** Why there is no connection. */
  readonly trouble: Trouble | null
  readonly recordings: readonly Recording[]
  readonly snapshots: Snapshots | null
}

/** The usual address in Go's documentation. */
const USUAL_ADDRESS = 'localhost:6060'
/**
 * A profile that arrives sooner than this share of the requested time was not recorded over all of
 * it.
 */
const TOO_SOON = 0.8

/** Progress is reported each time that so many bytes have arrived. */
const PROGRESS_EVERY = 100_000

export const serviceStore = createStore<ServiceState>()(() => ({
  address: USUAL_ADDRESS,
  connecting: false,
  connection: null,
  trouble: null,
  recordings: [],
  snapshots: null,
}))

const set = serviceStore.setState
let asking: AbortController | null = null
let lastRecording = 0

/** Sets the address; the response of the previous one no longer applies. */
export function typeAddress(address: string): void {
  disconnect()
  set({ address })
}

/** Requests the list of profiles from the service. */
export async function connect(): Promise<void> {
  const { address } = serviceStore.getState()
  disconnect()
  const controller = new AbortController()
  asking = controller
  const { signal } = controller
  set({ connecting: true })
  try {
    const connection = await connectionTo(readService(address), signal)
    if (!signal.aborted) set({ connection })
  } catch (error) {
    if (!signal.aborted) set({ trouble: troubleOf(error) })
  } finally {
    if (asking === controller) set({ connecting: false })
  }
}

/** Cancels requests, and forgets the service. */
export function disconnect(): void {
  asking?.abort()
  asking = null
  set({ connecting: false, connection: null, trouble: null })
}

async function connectionTo(service: Service, signal: AbortSignal): Promise<Connection> {
  const page = document.baseURI
  const way = wayTo(service, page)
  if (way === 'terminal') return fromTerminal(service, whyTerminal(service, page))
  try {
    const offers = await askIndex(service, way, signal)
    return { service, way, offers, trouble: null }
  } catch (error) {
    if (error instanceof Unreadable) return fromTerminal(service, error.message)
    throw error
  }
}

function fromTerminal(service: Service, message: string): Connection {
  // On this machine it is most likely the companion, opened without its token.
  const open = isThisMachine(new URL(document.baseURI).hostname)
    ? 'Open the link that `flamedrop` has printed in its terminal'
    : 'Start `flamedrop` in a terminal and open the link that it prints'
  const hint = `${open}: it fetches for the page. Or fetch with the command below, and drop the file here.`
  return {
    service,
    way: 'terminal',
    offers: USUAL,
    trouble: { message, hint },
  }
}

function troubleOf(error: unknown): Trouble {
  if (error instanceof SourceError) return { message: error.message, hint: error.hint }
  return { message: error instanceof Error ? error.message : String(error), hint: 'Try again.' }
}

/** The origin of a profile that is taken over a connection. */
export function originOf(connection: Connection, take: Take): LiveOrigin {
  const { service, way } = connection
  return { service, way, take }
}

/** Takes a profile and shows it; failures are reported. */
export async function take(origin: LiveOrigin): Promise<void> {
  const name = failureName(origin)
  dismissFailures(name)
  const controller = new AbortController()
  const recording: Recording = {
    id: ++lastRecording,
    take: origin.take,
    host: origin.service.index.host,
    since: Date.now(),
    bytes: 0,
    cancel: () => controller.abort(),
  }
  const { id } = recording
  set(({ recordings }) => ({ recordings: [...recordings, recording] }))
  const ended = () =>
    set(({ recordings }) => ({ recordings: recordings.filter((other) => other.id !== id) }))
  let told = 0
  const onProgress = (bytes: number) => {
    if (bytes < told + PROGRESS_EVERY) return
    told = bytes
    set(({ recordings }) => ({
      recordings: recordings.map((other) => (other.id === id ? { ...other, bytes } : other)),
    }))
  }
  try {
    const taken = await takeOnce(origin, controller.signal, onProgress)
    ended()
    await openTaken(taken, true)
  } catch (error) {
    ended()
    if (!controller.signal.aborted) fail(name, error)
  }
}

/** The name in failures: heap of localhost:6060. */
export function failureName({ take: { profile }, service }: LiveOrigin): string {
  return `${profile} of ${service.index.host}`
}

/** A retry removes the earlier failure. */
function dismissFailures(name: string): void {
  for (const failure of sessionStore.getState().failures) {
    if (failure.name === name) dispatch({ type: 'dismissed', id: failure.id })
  }
}

/**
 * Takes the same kind of profile again from the service of an open profile; does nothing for other
 * profiles.
 */
export function takeAgain({ source }: OpenProfile): void {
  if (source.kind === 'live') void take(source.from)
}

/**
 * Takes one profile.
 * @throws as `askService`
 */
export async function takeOnce(
  origin: LiveOrigin,
  signal: AbortSignal,
  onProgress?: (bytes: number) => void,
): Promise<Taken> {
  const { service, way, take } = origin
  const url = takeAddress(service, take)
  const since = Date.now()
  const { blob, sourceTextServer } = await askService(url, way, {
    signal,
    ...(onProgress ? { onProgress } : {}),
  })
  const tookSeconds = (Date.now() - since) / 1000
  if (serviceProfileKind(take.profile).delta && tookSeconds < take.seconds * TOO_SOON) {
    notice(
      `${service.index.host} gave ${take.profile} at once: its Go is older than 1.15 and does not know \`seconds\`. What came is everything since its start.`,
    )
  }
  const name = takenName(take, new Date())
  const { host } = service.index
  return { name, source: { kind: 'live', url, host, blob, from: origin, sourceTextServer } }
}

/**
 * The command line that the program was started with.
 * @throws as `askService`
 */
export async function commandLineOf({ service, way }: Connection): Promise<string> {
  const take: Take = { profile: 'cmdline', seconds: 0, dump: false, gc: false }
  const { blob } = await askService(takeAddress(service, take), way)
  const text = await blob.text()
  // Arguments are separated by zero bytes.
  return text.replaceAll('\0', ' ')
}
