import { hasToken, tokenHeaders } from './companion-token.ts'
import { SourceError } from './error.ts'
import { withoutPassword } from './service-address.ts'
import { notReached, refusedByService } from './service-errors.ts'
import { collect, type DownloadOptions, parseUrl } from './url.ts'

/** The companion's limit, in bytes. */
const MAX_BYTES = 2 ** 30

/** The number of the companion's profile that an address in a link means; null if none. */
export function companionNumber(url: string): number | null {
  const found = /^\/profile\/(\d+)\//.exec(url)
  return found ? Number(found[1]) : null
}

/** The address for source files of a profile of the companion, to which a path is appended. */
export function sourceTextServer(number: number): string {
  return `/source/${number}?file=`
}

export interface LiveOptions extends DownloadOptions {
  /** Length of the recording in seconds; if missing, the address decides. */
  readonly seconds?: number
}

/** A profile that was fetched from a service. */
export interface Fetched {
  readonly blob: Blob
  /**
   * The address for source files of the profile, to which a path is appended; "" if there is none.
   */
  readonly sourceTextServer: string
}

/**
 * Fetches from a service through the companion, since services send no CORS headers.
 * @param address as in the terminal: localhost:6060 means its CPU profile,
 *   localhost:6060/debug/pprof/heap another one, https+insecure://… accepts any certificate
 * @throws SourceError if there is no companion, or the service does not provide the profile; the
 *   reason of the signal when it is aborted
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

/** Only for the name in messages; the companion parses the address itself. */
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
