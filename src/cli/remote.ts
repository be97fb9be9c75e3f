import { ProfileError } from '../engine/profile/error.ts'

/** Where a service serves its CPU profile, when the source names only the service. */
const CPU_PROFILE = '/debug/pprof/profile'
/** Seconds to wait for an answer, where neither the flag nor the profile's length says. */
const PATIENCE = 60

export interface RemoteOptions {
  /** Length of the recording in seconds; -1: as the address says. */
  readonly seconds: number
  /** Seconds to wait; -1: half as long again as the recording. */
  readonly timeout: number
}

export interface Remote {
  readonly url: URL
  readonly timeoutSeconds: number
}

/**
 * Reads a source as an address: http(s)://…, or host:port with or without a path.
 * (Rule: cmd/pprof of Go, adjustURL.)
 * @returns null for a file's name
 */
export function remoteSource(source: string, { seconds, timeout }: RemoteOptions): Remote | null {
  const url = parse(source)
  if (!url) return null
  if (url.pathname === '/' && url.search === '') url.pathname = CPU_PROFILE
  if (seconds > 0) url.searchParams.set('seconds', String(seconds))
  const length = Number(url.searchParams.get('seconds') ?? 0)
  const patience = length > 0 ? length * 1.5 : PATIENCE
  return { url, timeoutSeconds: timeout > 0 ? timeout : patience }
}

function parse(source: string): URL | null {
  if (/^https?:\/\//i.test(source)) return URL.canParse(source) ? new URL(source) : null
  // host:port, [::1]:port: a drive letter or a plain file name is none.
  if (!/^(\[[0-9a-f:]+\]|[\w.-]{2,}):\d+(\/|\?|$)/i.test(source)) return null
  return URL.canParse(`http://${source}`) ? new URL(`http://${source}`) : null
}

/** @throws ProfileError that says what the service answered */
export async function fetchProfile({ url, timeoutSeconds }: Remote): Promise<Uint8Array> {
  console.error(`Fetching profile over HTTP from ${url.href}`)
  const seconds = url.searchParams.get('seconds')
  if (seconds) console.error(`Please wait... (${seconds}s)`)
  let response: Response
  try {
    response = await fetch(url, { signal: AbortSignal.timeout((timeoutSeconds + 5) * 1000) })
  } catch (error) {
    const { cause, message } = error as Error
    const reason = cause instanceof Error ? cause.message || String(cause) : message
    throw new ProfileError(
      'unreadable',
      `http fetch: ${url.href}: ${reason}`,
      'Check that the service runs and serves net/http/pprof there; -timeout gives it longer.',
    )
  }
  if (!response.ok) {
    const said = (await response.text()).trim().slice(0, 500)
    throw new ProfileError(
      'unreadable',
      `server response: ${response.status} ${response.statusText}${said ? ` - ${said}` : ''}`,
      `Open ${url.href} in a browser to see what the service offers.`,
    )
  }
  return new Uint8Array(await response.arrayBuffer())
}
