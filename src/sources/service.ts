import { type Fetched, fetchLive } from './companion.ts'
import { hasToken } from './companion-token.ts'
import { SourceError } from './error.ts'
import { indexAddress, type Service, type Take, withoutPassword } from './service-address.ts'
import { refusedByService } from './service-errors.ts'
import { type Offered, readIndex } from './service-index.ts'
import { collect, type DownloadOptions, isThisMachine } from './url.ts'

/** How the page gets at a service. */
export type Way =
  /** By itself: the service is of its own origin, or allows it (CORS). */
  | 'page'
  /** The command that serves the page fetches for it. */
  | 'companion'
  /** Not at all: a person fetches in a terminal and drops the file. */
  | 'terminal'

/** Where a profile was taken, and how: enough to take it again. */
export interface LiveOrigin {
  readonly service: Service
  readonly way: Way
  readonly take: Take
}

/** As a download has it. In bytes. */
const MAX_BYTES = 2 ** 30
/** Go's own has 2 kB. In bytes. */
const LARGEST_INDEX = 2 ** 20

/**
 * The way to try. Where there is a companion it is asked first: it can read what the browser would
 * refuse, and what it gives is the same.
 * @param page address of the page
 */
export function wayTo({ index, insecure }: Service, page: string): Way {
  const own = new URL(page)
  if (index.origin === own.origin && !insecure) return 'page'
  if (hasToken()) return 'companion'
  return insecure || isMixed(index, own) || index.username !== '' ? 'terminal' : 'page'
}

/** Why the browser does not even try; "" if it does. */
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
 * What the service has.
 * @throws SourceError in words; `Unreadable` where only the terminal is left; the signal's reason
 *   when it fired
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

/** The browser could not read an address, and does not say why. */
export class Unreadable extends SourceError {}

/**
 * @param address as in the terminal
 * @throws SourceError in words; `Unreadable` where only the terminal is left; the signal's reason
 *   when it fired
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
    // Without credentials: a service that allows everyone (*) allows nobody with cookies.
    const response = await fetch(address, { signal: signal ?? null, credentials: 'same-origin' })
    answered = true
    if (!response.ok) throw refusedByService(shown, response.status, await response.text())
    // Bytes of a service are told by what they are, not by what it calls them.
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
