import { SourceError } from '../sources/error.ts'
import { download, nameOfUrl, resolveUrl } from '../sources/url.ts'
import { AskError, isCancelled } from '../worker/client.ts'
import type { ProfileId } from '../worker/protocol.ts'
import { forgetAnswers } from './answers.ts'
import { engine } from './engine.ts'
import { changeView } from './navigation.ts'
import {
  dispatch,
  type Failure,
  type OpenProfile,
  type SessionKey,
  type Source,
  sessionStore,
} from './session.ts'
import { showProfile } from './showing.ts'
import { withView } from './view.ts'

// The effects behind the session: profiles are opened one after the other, in one queue.

interface Job {
  readonly name: string
  readonly source: Source
  /** Files that came together: the first one that opens is shown. */
  readonly batch: { shown: boolean }
  /** The profile that it takes the place of (after a crash). */
  readonly key?: SessionKey
}

let queue: Job[] = []
let running: AbortController | null = null
let lastKey: SessionKey = 0
let lastFailure = 0

/** Opens files beside what is open. The profile on screen changes only when one has opened. */
export function openFiles(files: readonly File[]): void {
  if (files.length === 0) return
  performance.mark('drop')
  const batch = { shown: false }
  enqueue(files.map((file) => ({ name: file.name, source: { kind: 'file', blob: file }, batch })))
}

/** Opens an address as a link writes it. */
export function openUrl(address: string): void {
  performance.mark('drop')
  try {
    const url = resolveUrl(address, document.baseURI)
    const source: Source = { kind: 'url', url: address.trim(), host: url.host }
    enqueue([{ name: nameOfUrl(url), source, batch: { shown: false } }])
  } catch (error) {
    fail(address, error)
  }
}

/** Opens again what was lost with a crashed worker. */
export function reopen(): void {
  const { profiles, shown, failures } = sessionStore.getState()
  for (const failure of failures)
    if (failure.reopen) dispatch({ type: 'dismissed', id: failure.id })
  const lost = profiles.filter((profile) => profile.id === null)
  lost.sort((a, b) => Number(b.key === shown) - Number(a.key === shown))
  enqueue(lost.map(({ name, source, key }) => ({ name, source, key, batch: { shown: true } })))
}

/** Stops what is being opened, and whatever waits behind it. */
export function cancelLoad(): void {
  queue = []
  running?.abort()
}

export function closeProfile(profile: OpenProfile): void {
  dispatch({ type: 'closed', key: profile.key })
  if (profile.id !== null) forget(profile.id)
  const { shown } = sessionStore.getState()
  if (shown !== null) showProfile(shown)
  // A link must not bring back what was closed.
  else changeView((view) => withView(view, { url: '', selected: '' }), 'replace')
}

/** Reports what could not be opened; what is open stays open. */
export function fail(name: string, error: unknown): void {
  dispatch({ type: 'failed', failure: failureOf(name, error) })
}

/** Listens for the worker's end; to be called once. */
export function watchEngine(): void {
  engine().onCrash((error) => {
    forgetAnswers()
    const { profiles, load } = sessionStore.getState()
    const lost = profiles.length > 0
    const failure = { ...failureOf(load?.name ?? '', error), reopen: lost }
    // What was being opened reports the crash by itself.
    if (lost || !load) dispatch({ type: 'crashed', failure })
  })
}

function enqueue(jobs: readonly Job[]): void {
  queue.push(...jobs)
  if (running) dispatch({ type: 'waiting', waiting: queue.length })
  else void work()
}

async function work(): Promise<void> {
  for (let job = queue.shift(); job; job = queue.shift()) {
    running = new AbortController()
    const host = job.source.kind === 'url' ? job.source.host : ''
    dispatch({ type: 'load-started', name: job.name, host, waiting: queue.length })
    try {
      await open(job, running.signal)
    } catch (error) {
      const reported = error instanceof AskError && error.kind === 'internal' && anyLost()
      if (!isCancelled(error) && !running.signal.aborted && !reported) fail(job.name, error)
    }
    running = null
  }
  dispatch({ type: 'load-ended' })
}

async function open(job: Job, signal: AbortSignal): Promise<void> {
  const { name, source, batch } = job
  const blob = source.kind === 'file' ? source.blob : await fetchProfile(source.url, signal)
  const answer = await engine().ask(
    { type: 'open', source: blob, name },
    { signal, onProgress: (progress) => dispatch({ ...progress, type: 'progress' }) },
  )
  const key = job.key ?? ++lastKey
  const profile = { key, id: answer.profile, name, source, answer, warningsRead: false }
  dispatch({ type: 'opened', profile, show: false })
  if (!batch.shown) showProfile(key)
  batch.shown = true
}

function fetchProfile(url: string, signal: AbortSignal): Promise<Blob> {
  return download(resolveUrl(url, document.baseURI), {
    signal,
    onProgress: (done, total) => dispatch({ type: 'progress', phase: 'download', done, total }),
  })
}

function forget(id: ProfileId): void {
  // Whatever it answers, the profile is closed for us.
  engine()
    .ask({ type: 'close', profile: id })
    .catch(() => {})
}

function anyLost(): boolean {
  return sessionStore.getState().profiles.some((profile) => profile.id === null)
}

function failureOf(name: string, error: unknown): Failure {
  const id = ++lastFailure
  if (error instanceof AskError || error instanceof SourceError) {
    return { id, name, message: error.message, hint: error.hint, reopen: false }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { id, name, message, hint: 'Try to open it again.', reopen: false }
}
