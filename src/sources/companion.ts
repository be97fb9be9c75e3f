import { hasToken, tokenHeaders } from './companion-token.ts'
import { SourceError } from './error.ts'
import { withoutPassword } from './service-address.ts'
import { notReached, refusedByService } from './service-errors.ts'
import { collect, type DownloadOptions, parseUrl } from './url.ts'

/** As the companion has it. In bytes. */
const MAX_BYTES = 2 ** 30

/** Which of the companion's profiles an address names, as a link has it; null for none. */
export function companionNumber(url: string): number | null {
  const found = /^\/profile\/(\d+)\//.exec(url)
  return found ? Number(found[1]) : null
}

/** Where the source files are that the companion's profile of this number names, of each the path. */
export function sourceTextServer(number: number): string {
  return `/source/${number}?file=`
}

export interface LiveOptions extends DownloadOptions {
  /** Length of the recording; without it as the address says. */
  readonly seconds?: number
}

/** What a service gave. */
export interface Fetched {
  readonly blob: Blob
  /** Where the source files are that it names, to which a file is appended; "" for nowhere. */
  readonly sourceTextServer: string
}

/**
 * Fetches from a service through the companion, since services send no CORS headers.
 * @param address as in the terminal: localhost:6060 is its CPU profile,
 *   localhost:6060/debug/pprof/heap another, https+insecure://… takes any certificate
 * @throws SourceError when there is no companion, or the service gives no such thing; the signal's
 *   reason when it fired
 */
export async function fetchLive(address: string, options: LiveOptions = {}): Promise<Fetched> {
  const { seconds, onProgress, signal, maxBytes = MAX_BYTES } = options
  if (!hasToken()) throw noCompanion()
  const url = new URL('live', document.baseURI)
  url.searchParams.set('url', address.trim())
  if (seconds !== undefined) url.searchParams.set('seconds', String(seconds))
  let answered = false
  try {
    const response = await fetch(url, { headers: tokenHeaders(url), signal: signal ?? null })
    answered = true
    if (!response.ok) throw await refusal(response, address)
    const total = Number(response.headers.get('content-length') ?? 0)
    const named = urlOf(address) ?? url
    const blob = await collect(response, total, maxBytes, named, onProgress)
    const number = Number(response.headers.get('x-flamedrop-profile') ?? 0)
    return { blob, sourceTextServer: number > 0 ? sourceTextServer(number) : '' }
  } catch (error) {
    if (signal?.aborted || error instanceof SourceError) throw error
    throw answered ? broken(address) : ended()
  }
}

/** For its name in messages; the companion reads the address itself. */
function urlOf(address: string): URL | null {
  const text = address.trim().replace(/^https\+insecure:/i, 'https:')
  return parseUrl(/^https?:/i.test(text) ? text : `http://${text}`)
}

async function refusal(response: Response, address: string): Promise<SourceError> {
  const text = (await response.text()).trim()
  const status = response.headers.get('x-flamedrop-status')
  if (status !== null) return refusedByService(withoutPassword(address), Number(status), text)
  if (response.status === 403) {
    return new SourceError(
      'flamedrop on this machine was restarted after this page was opened.',
      'Open the link that it printed.',
    )
  }
  if (response.status === 502) return notReached(withoutPassword(address), text)
  const hints = new Map([
    [400, 'Give an address such as localhost:6060.'],
    [503, 'Try again when one of them has ended.'],
  ])
  return new SourceError(text, hints.get(response.status) ?? 'Try again.')
}

function noCompanion(): SourceError {
  return new SourceError(
    'A page cannot read from a service that does not allow it (CORS).',
    'Start flamedrop in a terminal and open the link that it prints: it fetches for the page.',
  )
}

function ended(): SourceError {
  return new SourceError(
    'flamedrop on this machine is no longer running.',
    'Start it again in a terminal and open the link that it prints.',
  )
}

function broken(address: string): SourceError {
  return new SourceError(
    `${withoutPassword(address)} stopped sending before all of it had arrived.`,
    'Try again; a shorter recording is smaller.',
  )
}
