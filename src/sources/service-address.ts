import { SourceError } from './error.ts'
import { parseUrl } from './url.ts'

// The addresses of net/http/pprof of a service.

export interface Service {
  /** Address of its index, with a slash at the end; profiles are below it. */
  readonly index: URL
  /** https+insecure, as in pprof: accept any certificate. */
  readonly insecure: boolean
}

/** What to fetch from a service. */
export interface Take {
  /** The name in the index: heap, profile. */
  readonly profile: string
  /** Length of a recording or of a difference, in seconds; 0 for the present state. */
  readonly seconds: number
  /** Single goroutines with state and wait, as text (debug=2). */
  readonly dump: boolean
  /** Collect garbage first (gc=1); for heap. */
  readonly gc: boolean
}

const INDEX = '/debug/pprof/'

/**
 * Parses an address as entered: host:port, :6060, the root of a service, or anything at or below
 * its /debug/pprof/. Any other path is taken as that of the index.
 * @throws SourceError if it is not an http(s) address
 */
export function readService(text: string): Service {
  const typed = text.trim()
  const insecure = /^https\+insecure:/i.test(typed)
  const url = parseUrl(withScheme(typed.replace(/^https\+insecure:/i, 'https:')))
  if (!url || /^(\/|$)/.test(typed) || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new SourceError(
      `“${typed}” is not the address of a service.`,
      'Give its host and port, such as localhost:6060, or the address of its /debug/pprof/.',
    )
  }
  url.search = ''
  url.hash = ''
  const at = url.pathname.lastIndexOf(INDEX)
  if (at >= 0) url.pathname = url.pathname.slice(0, at) + INDEX
  else if (url.pathname === '/') url.pathname = INDEX
  else if (!url.pathname.endsWith('/')) url.pathname += '/'
  return { index: url, insecure }
}

function withScheme(text: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return text
  return `http://${text.startsWith(':') ? 'localhost' : ''}${text}`
}

/** The address of the index as in the terminal, including https+insecure. */
export function indexAddress({ index, insecure }: Service): string {
  return insecure ? index.href.replace(/^https:/, 'https+insecure:') : index.href
}

/** The address of a profile, as in the terminal. */
export function takeAddress(service: Service, { profile, seconds, dump, gc }: Take): string {
  const query = new URLSearchParams()
  if (gc) query.set('gc', '1')
  if (seconds > 0) query.set('seconds', String(seconds))
  if (dump) query.set('debug', '2')
  const path = profile.split('/').map(encodeURIComponent).join('/')
  const asked = query.toString()
  return `${indexAddress(service)}${path}${asked === '' ? '' : `?${asked}`}`
}

/** The address of Go's expvar variables; "" if the index is not at its usual path. */
export function variablesAddress(service: Service): string {
  const address = indexAddress(service)
  return address.endsWith(INDEX) ? `${address.slice(0, -INDEX.length)}/debug/vars` : ''
}

/** The address without its password, for display. */
export function withoutPassword(address: string): string {
  return address.replace(/^([a-z+]+:\/\/[^/:@]*):[^/@]*@/i, '$1:xxxxx@')
}

/** Profiles whose name in pprof differs from that in the address. */
const SHORT_NAMES = new Map([['profile', 'cpu']])

/** The name of a fetched profile: heap 14:01:05, cpu 30s 14:01:05. */
export function takenName(take: Take, at: Date): string {
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
  const length = take.seconds > 0 ? ` ${take.seconds}s` : ''
  return `${SHORT_NAMES.get(take.profile) ?? take.profile}${length} ${time}`
}

/** The file name for saving: valid on every system, with the right extension. */
export function takenFile(name: string, url: string): string {
  const plain = name.replaceAll(':', '.').replace(/[^\p{L}\p{N}._-]+/gu, '-')
  if (/\bdebug=2\b/.test(url)) return `${plain}.txt`
  return /\/trace(\?|$)/.test(url) ? `${plain}.out` : `${plain}.pb.gz`
}
