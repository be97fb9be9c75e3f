import type { CommandLine } from '../command-line.ts'
import { UsageError } from '../go-flags.ts'
import { type Remote, remoteSource } from '../net/remote.ts'

/** The service to watch, and how. */
export interface Watched extends Remote {
  readonly source: string
  readonly everySeconds: number
  /** The greatest number of snapshots. */
  readonly count: number
}

/** Defaults of the flags. */
const EVERY_SECONDS = 10
const COUNT = 6
/** Limits of the flags: a day, and a number of snapshots that fits into memory. */
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
 * The service that a command line asks to watch; null if it names files.
 * @throws UsageError for invalid flags, or for anything but one address
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
  // A heap profile is as of the last garbage collection: one before each snapshot makes them
  // differ.
  const { url } = address
  if (/\/heap$/.test(url.pathname) && !url.searchParams.has('gc')) url.searchParams.set('gc', '1')
  return { ...address, source, everySeconds, count }
}

/** Parses `10`, `10s`, `1.5m`. */
function secondsOf(text: string): number {
  const [, number, unit = ''] = /^(\d+\.?\d*|\.\d+)([a-z]*)$/.exec(text) ?? []
  const seconds = Number(number) * (SECONDS_PER.get(unit) ?? Number.NaN)
  if (seconds > 0 && seconds <= MOST_SECONDS) return seconds
  throw new UsageError(
    `invalid value ${JSON.stringify(text)} for flag -every: seconds, or a time as 10s, 2m, 1h; at most a day`,
  )
}
