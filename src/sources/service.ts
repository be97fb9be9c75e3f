import { type Fetched, fetchLive } from './companion.ts'
import { hasToken } from './companion-token.ts'
import { SourceError } from './error.ts'
import { indexAddress, type Service, type Take, withoutPassword } from './service-address.ts'
import { refusedByService } from './service-errors.ts'
import { type Offered, readIndex } from './service-index.ts'
import { collect, type DownloadOptions, isThisMachine } from './url.ts'

/** How the page reaches a service. */
export type Way =
  /** Directly: the service has the same origin, or allows it (CORS). */
  | 'page'
  /** Through the companion, which serves the page. */
  | 'companion'
  /** Not at all: the user fetches in a terminal and drops the file. */
  | 'terminal'

/** The origin of a profile: enough to fetch it again. */
export interface LiveOrigin {
  readonly service: Service
  readonly way: Way
  readonly take: Take
}

/** The same limit as for downloads, in bytes. */
const MAX_BYTES = 2 ** 30
/** Go's own index has 2 kB; in bytes. */
const LARGEST_INDEX = 2 ** 20

/**
 * The way to try first. A companion is preferred: it can also reach what the browser would block,
 * and the response is the same.
 * @param page address of the page
 */
export function wayTo({ index, insecure }: Service, page: string): Way {
  const own = new URL(page)
  if (index.origin === own.origin && !insecure) return 'page'
  if (hasToken()) return 'companion'
  return insecure || isMixed(index, own) || index.username !== '' ? 'terminal' : 'page'
}

/** Why the browser cannot even try; "" if it can. */
export function whyTerminal({ index, insecure }: Service, page: string): string {
  if (insecure) return 'A browser accepts only a certificate that it trusts.'
  if (index.username !== '') return 'A page cannot sign in with a password in the address.'
  if (!isMixed(index, new URL(page))) return ''
  return `This page was loaded over https, and the browser does not let it read ${index.host} over http (mixed content).`
}

function isMixed(index: URL, page: URL): boolean {
  return page.protocol === 'https:' && index.protocol === 'http:' && !isThisMachine(index.hostname)
}

/**
 * Fetches the list of profiles.
 * @throws SourceError; `Unreadable` if only a terminal can fetch; the reason of the signal when it
 *   is aborted
 */
export async function askIndex(
  service: Service,
  way: Way,
  signal: AbortSignal,
): Promise<readonly Offered[]> {
  const limits = { signal, maxBytes: LARGEST_INDEX }
  const { blob } = await askService(indexAddress(service), way, limits)
  return readIndex(await blob.text(), service.index)
}

/** The browser could not read an address, for a reason that it does not reveal. */
export class Unreadable extends SourceError {}

/**
 * Fetches from a service.
 * @param address as in the terminal
 * @throws SourceError; `Unreadable` if only a terminal can fetch; the reason of the signal when it
 *   is aborted
 */
export async function askService(
  address: string,
  way: Way,
  options: DownloadOptions = {},
): Promise<Fetched> {
  if (way === 'companion') return fetchLive(address, options)
  const { onProgress, signal, maxBytes = MAX_BYTES } = options
  const shown = withoutPassword(address)
  let answered = false
  try {
    // Without credentials: a service that allows all origins (*) must not be sent cookies.
    const response = await fetch(address, { signal: signal ?? null, credentials: 'same-origin' })
    answered = true
    if (!response.ok) throw refusedByService(shown, response.status, await response.text())
    // The content type is ignored: responses are recognised by their content.
    const untyped = new Response(response.body)
    const blob = await collect(untyped, 0, maxBytes, new URL(address), onProgress)
    return { blob, sourceTextServer: '' }
  } catch (error) {
    if (signal?.aborted || error instanceof SourceError) throw error
    throw answered ? stopped(shown) : unreadable(address)
  }
}

function unreadable(address: string): Unreadable {
  const { host } = new URL(address)
  return new Unreadable(
    `The browser could not read ${host}: nothing answers there, or it does not allow pages to read from it (CORS), which a Go service does not by itself.`,
    'Start `flamedrop` in a terminal and open the link that it prints: it fetches for the page. Or fetch with curl and drop the file here.',
  )
}

function stopped(address: string): SourceError {
  return new SourceError(
    `${address} stopped sending before all of it had arrived.`,
    'Check that the service still runs, and try again; a shorter recording is smaller.',
  )
}
