import type { CommandLine } from '../command-line.ts'
import { UsageError } from '../go-flags.ts'
import { type Remote, remoteSource } from '../net/remote.ts'

/** What is asked of a service that is watched. */
export interface Watched extends Remote {
  readonly source: string
  readonly everySeconds: number
  /** Snapshots at most. */
  readonly count: number
}

/** Where flags do not say. */
const EVERY_SECONDS = 10
const COUNT = 6
/** Bounds of what the flags may say; a day, and as many as fill no memory. */
const MOST_SECONDS = 86_400
const MOST_COUNT = 1000

const SECONDS_PER = new Map([
  ['', 1],
  ['ms', 0.001],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
])

/**
 * The service that a command line asks to watch; null where it names snapshots that were taken.
 * @throws UsageError for flags that are wrong, or for anything but one address
 */
export function watchedBy({ verdict, sources, remote }: CommandLine): Watched | null {
  if (!verdict || (verdict.every === '' && verdict.count === null)) return null
  const everySeconds = verdict.every === '' ? EVERY_SECONDS : secondsOf(verdict.every)
  const count = verdict.count ?? COUNT
  if (count < 1 || count > MOST_COUNT) {
    throw new UsageError(`-count takes 1 to ${MOST_COUNT} snapshots`)
  }
  const [source = ''] = sources
  const address = remoteSource(source, remote)
  if (sources.length !== 1 || !address) {
    throw new UsageError('-every and -count need one address, as http://host:6060/debug/pprof/heap')
  }
  if (address.url.pathname.endsWith('/debug/pprof/profile')) {
    throw new UsageError(
      'CPU profiles have no leaks: watch /debug/pprof/heap or /debug/pprof/goroutine',
    )
  }
  // A heap is as of the last collection: only one before each makes them different.
  const { url } = address
  if (/\/heap$/.test(url.pathname) && !url.searchParams.has('gc')) url.searchParams.set('gc', '1')
  return { ...address, source, everySeconds, count }
}

/** `10`, `10s`, `1.5m` */
function secondsOf(text: string): number {
  const [, number, unit = ''] = /^(\d+\.?\d*|\.\d+)([a-z]*)$/.exec(text) ?? []
  const seconds = Number(number) * (SECONDS_PER.get(unit) ?? Number.NaN)
  if (seconds > 0 && seconds <= MOST_SECONDS) return seconds
  throw new UsageError(
    `invalid value ${JSON.stringify(text)} for flag -every: seconds, or a time as 10s, 2m, 1h; at most a day`,
  )
}
