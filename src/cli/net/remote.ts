import { ProfileError } from '../../engine/profile/error.ts'
import { type Answer, askUpstream } from './upstream.ts'

/** Where a service serves its CPU profile, when the source names only the service. */
const CPU_PROFILE = '/debug/pprof/profile'
/** Seconds to wait for an answer, where neither the flag nor the profile's length says. */
const PATIENCE = 60
/** On top of what was reckoned, in seconds. */
const GRACE = 5
/** The platform's timers take no longer times, in milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1
/** How long a service may pause within its answer, in milliseconds. */
export const IDLE_MS = 60_000
/** Largest profile to fetch, in bytes. */
export const MAX_FETCHED = 2 ** 30

export interface RemoteOptions {
  /** Length of the recording in seconds; -1: as the address says. */
  readonly seconds: number
  /** Seconds to wait; -1: half as long again as the recording. */
  readonly timeout: number
}

export interface Remote {
  readonly url: URL
  /** https+insecure: with any certificate. */
  readonly insecure: boolean
  readonly timeoutSeconds: number
}

/**
 * Reads a source as an address: http(s)://… or https+insecure://…, or host:port with or without a
 * path. (Rule: cmd/pprof of Go, adjustURL.)
 * @returns null for a file's name
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
  // host:port, [::1]:port: a drive letter or a plain file name is none.
  if (!/^(\[[0-9a-f:]+\]|[\w.-]{2,}):\d+(\/|\?|$)/i.test(source)) return null
  return URL.canParse(`http://${source}`) ? new URL(`http://${source}`) : null
}

/** How long to wait until a service answers, in milliseconds. */
export function answerMs({ timeoutSeconds }: Remote): number {
  return Math.min((timeoutSeconds + GRACE) * 1000, LONGEST_TIMER)
}

/** Fetches a profile and says so on stderr. @throws ProfileError that says what the service answered */
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
 * @throws ProfileError that says what the service answered; the signal's reason when it fired
 */
export async function fetchQuietly(remote: Remote, signal?: AbortSignal): Promise<Uint8Array> {
  const { url } = remote
  const shown = shownAddress(url)
  try {
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

/** Without the password: what is printed is read by others. */
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

/** How an answer begins, as text of so many characters; its rest is left. */
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
