import { SourceError } from '../sources/error.ts'
import { takenFile } from '../sources/service-address.ts'
import { download, resolveUrl } from '../sources/url.ts'
import { AskError, isCancelled, type Progress } from '../worker/client.ts'
import type { OpenAnswer, SeveralAnswer } from '../worker/protocol.ts'
import { askWhich, choose } from './choosing.ts'
import { engine } from './engine.ts'
import { fail } from './failures.ts'
import { type Found, type FoundFile, filesOf, partSource, type WantedPart } from './found.ts'
import type { OpenProfile, SessionKey, Source } from './open-profile.ts'
import { dispatch, type Failure, newKey, sessionStore } from './session.ts'
import { showOpened } from './showing.ts'

// Opens profiles one after the other.

interface Job extends FoundFile {
  readonly batch: Batch
}

/** Profiles that are opened together. */
export interface Batch {
  /** The number of files that have neither opened nor failed yet. */
  left: number
  /** Whether the first profile that opens is shown, unless its file holds several. */
  showFirst: boolean
  /** Whether a file was opened as several profiles, none of which is on screen yet. */
  hasSeveral: boolean
  readonly opened: OpenProfile[]
  /** Called with the opened profiles when all files are done. */
  readonly done: (opened: readonly OpenProfile[], hasSeveral: boolean) => void
}

let queue: Job[] = []
let running: AbortController | null = null

/** Opens them after everything that was requested before. */
export function enqueue(
  found: readonly Found[],
  { showFirst, done }: Pick<Batch, 'showFirst' | 'done'>,
): void {
  const files = filesOf(found)
  const batch: Batch = { left: files.length, showFirst, hasSeveral: false, opened: [], done }
  queue.push(...files.map((file) => ({ ...file, batch })))
  if (running) dispatch({ type: 'waiting', waiting: queue.length })
  else void work()
}

/** Cancels the current load and all that wait. */
export function cancelLoad(): void {
  const left = queue
  queue = []
  running?.abort()
  choose([])
  for (const job of left) settle(job, [])
}

async function work(): Promise<void> {
  for (let job = queue.shift(); job; job = queue.shift()) {
    running = new AbortController()
    const host = job.source.kind === 'url' && !job.bytes ? job.source.host : ''
    dispatch({ type: 'load-started', name: job.name, host, waiting: queue.length })
    let opened: readonly OpenProfile[] = []
    try {
      opened = await open(job, running.signal)
    } catch (error) {
      const reported = error instanceof AskError && error.kind === 'internal' && anyLost()
      if (!isCancelled(error) && !running.signal.aborted && !reported)
        fail(job.name, error, keptOf(job), job.source.kind === 'url' ? job.source.url : '')
    }
    settle(job, opened)
    running = null
  }
  dispatch({ type: 'load-ended' })
}

function settle({ batch }: Job, opened: readonly OpenProfile[]): void {
  batch.opened.push(...opened)
  if (opened.length > 1) batch.hasSeveral = true
  if (--batch.left === 0) batch.done(batch.opened, batch.hasSeveral)
}

async function open(job: Job, signal: AbortSignal): Promise<readonly OpenProfile[]> {
  const { name, source, batch, bytes } = job
  const blob = bytes ?? (await bytesOf(source, signal))
  const answer = await engine().ask(
    { type: 'open', source: blob, name, ...takenAt(source) },
    { signal, onProgress },
  )
  const opened =
    'passedOver' in answer
      ? await openParts(job, blob, answer, signal)
      : [add(theOnly(job), blob, answer)]
  const [first] = opened
  if (first && opened.length === 1) {
    if (batch.showFirst) showOpened(first)
    batch.showFirst = false
  }
  return opened
}

/** The only profile of a file, whichever was requested. */
function theOnly({ name, source, parts, key }: Job): Opening {
  const other = parts?.find(({ part }) => part > 1)
  if (other) {
    throw new SourceError(
      `There is no profile #${other.part} in ${name}, which holds only one.`,
      '',
    )
  }
  return { name, source, key: parts?.[0]?.key ?? key }
}

/** Opens the requested profiles of a file that holds several, or lets the user choose. */
async function openParts(
  { name, source, parts }: Job,
  blob: Blob,
  several: SeveralAnswer,
  signal: AbortSignal,
): Promise<readonly OpenProfile[]> {
  const { file } = several
  const opened: OpenProfile[] = []
  try {
    for (const { part, key } of parts ?? (await wantedOf(name, several))) {
      const query = { type: 'open-part', file, part } as const
      const answer = await engine().ask(query, { signal, onProgress })
      const called = several.parts[part - 1]?.name || `${name}#${part}`
      opened.push(add({ name: called, source: partSource(source, part), key }, blob, answer))
    }
  } catch (error) {
    // Profiles that were opened before the user cancelled stay open.
    if (!isCancelled(error) || opened.length === 0) throw error
  } finally {
    // Whatever the response, the file counts as closed.
    engine()
      .ask({ type: 'close-file', file })
      .catch(() => {})
  }
  return opened
}

/**
 * Which profiles to open: all of several goroutine snapshots, as they are a series; otherwise the
 * user chooses.
 */
async function wantedOf(name: string, several: SeveralAnswer): Promise<readonly WantedPart[]> {
  const all = several.parts.map((_, at) => at + 1)
  const isSeries = several.parts.every(({ dump }) => dump)
  const chosen = isSeries ? all : await askWhich(name, several)
  return chosen.map((part) => ({ part }))
}

interface Opening {
  readonly name: string
  readonly source: Source
  readonly key: SessionKey | undefined
}

function add({ name, source, key }: Opening, original: Blob, answer: OpenAnswer): OpenProfile {
  const id = answer.profile
  const profile = {
    key: key ?? newKey(),
    id,
    name,
    source,
    original,
    answer,
    warningsRead: false,
  }
  dispatch({ type: 'opened', profile, show: false })
  return profile
}

function onProgress(progress: Progress): void {
  dispatch({ ...progress, type: 'progress' })
}

/** When the file was written, or the profile fetched, as its own content may not say. */
function takenAt(source: Source): { readonly taken?: number } {
  return source.kind !== 'url' && source.blob instanceof File
    ? { taken: source.blob.lastModified }
    : {}
}

async function bytesOf(source: Source, signal: AbortSignal): Promise<Blob> {
  return source.kind === 'url' ? fetchProfile(source.url, signal) : source.blob
}

function fetchProfile(url: string, signal: AbortSignal): Promise<Blob> {
  return download(resolveUrl(url, document.baseURI), {
    signal,
    onProgress: (done, total) => dispatch({ type: 'progress', phase: 'download', done, total }),
  })
}

/**
 * A response of a service cannot be fetched again, so it is offered for saving: an execution
 * trace, for example, which other tools read.
 */
function keptOf({ name, source }: Job): Failure['kept'] {
  if (source.kind !== 'live') return null
  return { name: takenFile(name, source.url), content: source.blob }
}

function anyLost(): boolean {
  return sessionStore.getState().profiles.some((profile) => profile.id === null)
}
