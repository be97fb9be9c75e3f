import { takenFile } from '../sources/service-address.ts'
import { download, resolveUrl } from '../sources/url.ts'
import { AskError, isCancelled } from '../worker/client.ts'
import { engine } from './engine.ts'
import { fail } from './failures.ts'
import type { OpenProfile, SessionKey, Source } from './open-profile.ts'
import { dispatch, type Failure, newKey, sessionStore } from './session.ts'
import { showOpened } from './showing.ts'

// Profiles are opened one after the other.

/** A profile that is to be opened. */
export interface Found {
  readonly name: string
  readonly source: Source
  /** The profile that it takes the place of (after a crash). */
  readonly key?: SessionKey
}

interface Job extends Found {
  readonly batch: Batch
}

/** Profiles that come together. */
export interface Batch {
  /** How many are still to come, or to fail. */
  left: number
  /** Whether the first that opens goes on screen. */
  showFirst: boolean
  readonly opened: OpenProfile[]
  /** Hears what has opened when no more will come. */
  readonly done: (opened: readonly OpenProfile[]) => void
}

let queue: Job[] = []
let running: AbortController | null = null

/** Opens them behind all that was asked for before. */
export function enqueue(
  found: readonly Found[],
  { showFirst, done }: Pick<Batch, 'showFirst' | 'done'>,
): void {
  const batch: Batch = { left: found.length, showFirst, opened: [], done }
  queue.push(...found.map((one) => ({ ...one, batch })))
  if (running) dispatch({ type: 'waiting', waiting: queue.length })
  else void work()
}

/** Stops what is being opened, and whatever waits behind it. */
export function cancelLoad(): void {
  const left = queue
  queue = []
  running?.abort()
  for (const job of left) settle(job, null)
}

async function work(): Promise<void> {
  for (let job = queue.shift(); job; job = queue.shift()) {
    running = new AbortController()
    const host = job.source.kind === 'url' ? job.source.host : ''
    dispatch({ type: 'load-started', name: job.name, host, waiting: queue.length })
    let opened: OpenProfile | null = null
    try {
      opened = await open(job, running.signal)
    } catch (error) {
      const reported = error instanceof AskError && error.kind === 'internal' && anyLost()
      if (!isCancelled(error) && !running.signal.aborted && !reported)
        fail(job.name, error, keptOf(job))
    }
    settle(job, opened)
    running = null
  }
  dispatch({ type: 'load-ended' })
}

function settle({ batch }: Job, opened: OpenProfile | null): void {
  if (opened) batch.opened.push(opened)
  if (--batch.left === 0) batch.done(batch.opened)
}

async function open(job: Job, signal: AbortSignal): Promise<OpenProfile> {
  const { name, source, batch } = job
  const blob = source.kind === 'url' ? await fetchProfile(source.url, signal) : source.blob
  const answer = await engine().ask(
    { type: 'open', source: blob, name, ...takenAt(source) },
    { signal, onProgress: (progress) => dispatch({ ...progress, type: 'progress' }) },
  )
  const key = job.key ?? newKey()
  const profile: OpenProfile = {
    key,
    id: answer.profile,
    name,
    source,
    original: blob,
    answer,
    warningsRead: false,
  }
  dispatch({ type: 'opened', profile, show: false })
  if (batch.showFirst) showOpened(profile)
  batch.showFirst = false
  return profile
}

/** When the file was written, or the profile fetched, which its own bytes may not say. */
function takenAt(source: Source): { readonly taken?: number } {
  return source.kind !== 'url' && source.blob instanceof File
    ? { taken: source.blob.lastModified }
    : {}
}

function fetchProfile(url: string, signal: AbortSignal): Promise<Blob> {
  return download(resolveUrl(url, document.baseURI), {
    signal,
    onProgress: (done, total) => dispatch({ type: 'progress', phase: 'download', done, total }),
  })
}

/** What a service gave cannot be had again: such as an execution trace, which others read. */
function keptOf({ name, source }: Job): Failure['kept'] {
  if (source.kind !== 'live') return null
  return { name: takenFile(name, source.url), content: source.blob }
}

function anyLost(): boolean {
  return sessionStore.getState().profiles.some((profile) => profile.id === null)
}
