import { ProfileError } from '../../engine/profile/error.ts'
import type { Answer } from './upstream.ts'

/** The path of the CPU profile, for sources that only name a service. */
const CPU_PROFILE = '/debug/pprof/profile'
/** Seconds to wait for a response, if neither the flag nor the length of the recording says. */
const PATIENCE = 60
/** Added to the expected time, in seconds. */
const GRACE = 5
/** The longest time of a platform timer, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1
/** Timeout between two pieces of a response, in milliseconds. */
export const IDLE_MS = 60_000
/** Largest profile that is fetched, in bytes. */
export const MAX_FETCHED = 2 ** 30

export interface RemoteOptions {
  /** Length of the recording in seconds; -1 if the address decides. */
  readonly seconds: number
  /** Seconds to wait; -1 for one and a half times the recording. */
  readonly timeout: number
}

export interface Remote {
  readonly url: URL
  /** https+insecure: accept any certificate. */
  readonly insecure: boolean
  readonly timeoutSeconds: number
}

/**
 * Parses a source as an address: http(s)://… or https+insecure://…, or host:port with or without a
 * path. (Rule: cmd/pprof of Go, adjustURL.)
 * @returns null for the name of a file
 */
export function remoteSource(source: string, { seconds, timeout }: RemoteOptions): Remote | null {
  const insecure = /^https\+insecure:/i.test(source)
  const url = parse(insecure ? source.replace(/^https\+insecure/i, 'https') : source)
  if (!url) return null
  if (url.pathname === '/') url.pathname = CPU_PROFILE
  if (seconds > 0) url.searchParams.set('seconds', String(seconds))
  const length = Number(url.searchParams.get('seconds') ?? 0)
  const patience = length > 0 ? length * 1.5 : PATIENCE
  return { url, insecure, timeoutSeconds: timeout > 0 ? timeout : patience }
}

function parse(source: string): URL | null {
  if (/^https?:\/\//i.test(source)) return URL.canParse(source) ? new URL(source) : null
  // host:port, [::1]:port; not a drive letter or a plain file name.
  if (!/^(\[[0-9a-f:]+\]|[\w.-]{2,}):\d+(\/|\?|$)/i.test(source)) return null
  return URL.canParse(`http://${source}`) ? new URL(`http://${source}`) : null
}

/** Timeout for the response of a service, in milliseconds. */
export function answerMs({ timeoutSeconds }: Remote): number {
  return Math.min((timeoutSeconds + GRACE) * 1000, LONGEST_TIMER)
}

/**
 * Fetches a profile and reports it on stderr.
 * @throws ProfileError with the message of the service
 */
export function fetchProfile(remote: Remote): Promise<Uint8Array> {
  const { url } = remote
  console.error(`Fetching profile over HTTP from ${shownAddress(url)}`)
  const seconds = url.searchParams.get('seconds')
  if (seconds) console.error(`Please wait... (${seconds}s)`)
  else if (url.pathname.endsWith(CPU_PROFILE)) {
    console.error('Please wait... (30s, unless -seconds says otherwise)')
  }
  return fetchQuietly(remote)
}

/**
 * Fetches a profile.
 * @throws ProfileError with the message of the service; the reason of the signal when it is
 *   aborted
 */
export async function fetchQuietly(remote: Remote, signal?: AbortSignal): Promise<Uint8Array> {
  const { url } = remote
  const shown = shownAddress(url)
  try {
    // A report of a file needs no network, whose modules take longer to load than most files.
    const { askUpstream } = await import('./upstream.ts')
    const answer = await askUpstream(url, {
      answerMs: answerMs(remote),
      idleMs: IDLE_MS,
      maxBytes: MAX_FETCHED,
      insecure: remote.insecure,
      redirects: 'follow',
      signal,
    })
    if (answer.status !== 200) throw await refusal(answer, shown)
    return await bytesOf(answer)
  } catch (error) {
    if (error instanceof ProfileError || signal?.aborted) throw error
    throw new ProfileError(
      'unreadable',
      `http fetch: ${shown}: ${(error as Error).message}.`,
      'Check that the service runs and serves net/http/pprof there; -timeout gives it longer.',
    )
  }
}

/** The address without its password, for output. */
export function shownAddress(url: URL): string {
  const shown = new URL(url)
  if (shown.password !== '') shown.password = 'xxxxx'
  return shown.href
}

async function refusal(answer: Answer, shown: string): Promise<ProfileError> {
  const said = await startOf(answer, 500)
  const what = `server response: ${answer.status} ${answer.statusText}${said ? ` - ${said}` : ''}`
  return new ProfileError(
    'unreadable',
    what.endsWith('.') ? what : `${what}.`,
    `Open ${shown} in a browser to see what the service offers.`,
  )
}

/** The first characters of a response as text; the rest is discarded. */
export async function startOf(answer: Answer, length: number): Promise<string> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const part of answer.body) {
    text += decoder.decode(part, { stream: true })
    if (text.length >= length) break
  }
  return text.trim().slice(0, length)
}

async function bytesOf({ body }: Answer): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts)
}
