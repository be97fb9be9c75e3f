import { SourceError } from './error.ts'
import { parseUrl } from './url.ts'

// Where a service serves net/http/pprof, and the addresses of what it has there.

export interface Service {
  /** Address of its index; profiles are below it. It ends with a slash. */
  readonly index: URL
  /** https+insecure: with any certificate, as pprof has it. */
  readonly insecure: boolean
}

/** What to take from a service, and how. */
export interface Take {
  /** As the index lists it: heap, profile. */
  readonly profile: string
  /** Length of a recording, or what comes in so many seconds; 0: as it is now. */
  readonly seconds: number
  /** Goroutines one by one, with state and wait, as text (debug=2). */
  readonly dump: boolean
  /** Collect garbage before (gc=1); for heap. */
  readonly gc: boolean
}

const INDEX = '/debug/pprof/'

/**
 * The service at an address as a person writes it: host:port, :6060, a service's root, or anything
 * at or under its /debug/pprof/. Any other path is taken for that of the index.
 * @throws SourceError for what is no http(s) address
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

/** The address as in the terminal, https+insecure included. */
export function indexAddress({ index, insecure }: Service): string {
  return insecure ? index.href.replace(/^https:/, 'https+insecure:') : index.href
}

/** Where the service gives what is to be taken, as in the terminal. */
export function takeAddress(service: Service, { profile, seconds, dump, gc }: Take): string {
  const query = new URLSearchParams()
  if (gc) query.set('gc', '1')
  if (seconds > 0) query.set('seconds', String(seconds))
  if (dump) query.set('debug', '2')
  const path = profile.split('/').map(encodeURIComponent).join('/')
  const asked = query.toString()
  return `${indexAddress(service)}${path}${asked === '' ? '' : `?${asked}`}`
}

/** Where Go's expvar publishes variables, beside the index; "" where the index is elsewhere. */
export function variablesAddress(service: Service): string {
  const address = indexAddress(service)
  return address.endsWith(INDEX) ? `${address.slice(0, -INDEX.length)}/debug/vars` : ''
}

/** The address with its password left out: what is shown may be seen, and copied, by others. */
export function withoutPassword(address: string): string {
  return address.replace(/^([a-z+]+:\/\/[^/:@]*):[^/@]*@/i, '$1:xxxxx@')
}

/** Profiles that pprof calls otherwise than their address. */
const SHORT_NAMES = new Map([['profile', 'cpu']])

/** What a profile is called: heap 14:01:05, cpu 30s 14:01:05. */
export function takenName(take: Take, at: Date): string {
  const time = [at.getHours(), at.getMinutes(), at.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
  const length = take.seconds > 0 ? ` ${take.seconds}s` : ''
  return `${SHORT_NAMES.get(take.profile) ?? take.profile}${length} ${time}`
}

/** The name of the file that it is saved as: no system refuses it, and the ending says what it is. */
export function takenFile(name: string, url: string): string {
  const plain = name.replaceAll(':', '.').replace(/[^\p{L}\p{N}._-]+/gu, '-')
  if (/\bdebug=2\b/.test(url)) return `${plain}.txt`
  return /\/trace(\?|$)/.test(url) ? `${plain}.out` : `${plain}.pb.gz`
}
