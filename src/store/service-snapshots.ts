import { SourceError } from '../sources/error.ts'
import type { LiveOrigin } from '../sources/service.ts'
import type { SeriesFinding } from '../worker/protocol.ts'
import { fail } from './failures.ts'
import type { OpenProfile } from './open-profile.ts'
import { openTaken, type Taken } from './opening.ts'
import { ProcessWatch } from './process-watch.ts'
import { failureName, type Snapshots, serviceStore, takeOnce } from './service.ts'
import { notice } from './transient.ts'

// Repeated profiles of a service, as series: taken one after the other and opened beside the
// earlier ones.

/** The greatest number of snapshots of one series. */
export const MOST_SNAPSHOTS = 100
/** The greatest inflated size of all of them, in bytes; the memory of the page grows with it. */
const MOST_BYTES = 2 ** 30
/**
 * The number of failures in a row after which it ends: a service that restarts is unreachable for
 * a moment.
 */
const MOST_MISSED = 3

/** What to take, how often, and until when. */
export interface Plan {
  /** The profiles of one service to take, the most informative first. */
  readonly origins: readonly LiveOrigin[]
  /** From the start of one round to the start of the next. */
  readonly everySeconds: number
  /** The greatest number of rounds. */
  readonly most: number
  /** Judges after each round everything that was taken, and decides whether that is enough. */
  readonly judge?: (taken: readonly OpenProfile[], signal: AbortSignal) => Promise<Judged>
}

export interface Judged {
  readonly verdict: SeriesFinding | null
  readonly isEnough: boolean
}

let controller: AbortController | null = null

/**
 * Takes a profile now and then at an interval, until it is stopped or there are enough. The first
 * one is shown; later ones do not replace it on screen.
 */
export async function startSnapshots(origin: LiveOrigin, everySeconds: number): Promise<void> {
  await follow({ origins: [origin], everySeconds, most: MOST_SNAPSHOTS })
}

/**
 * Runs a plan until it is stopped, there is enough, or the service stays unreachable.
 * @returns the profiles that were taken and opened
 */
export async function follow(plan: Plan): Promise<readonly OpenProfile[]> {
  stopSnapshots()
  const [first] = plan.origins
  if (!first) return []
  const running = new AbortController()
  controller = running
  const { signal } = running
  const { origins, everySeconds, most, judge } = plan
  const watch = new ProcessWatch(first)
  const taken: OpenProfile[] = []
  let state: Snapshots = {
    takes: origins.map(({ take }) => take),
    host: first.service.index.host,
    hunts: judge !== undefined,
    ...{ everySeconds, most, rounds: 0, verdict: null },
    ...{ keys: [], bytes: 0, since: Date.now(), next: Date.now(), isTaking: true, missed: '' },
  }
  const change = (fields: Partial<Snapshots>) => {
    state = { ...state, ...fields }
    if (!signal.aborted) serviceStore.setState({ snapshots: state })
  }
  let missed = 0
  while (!signal.aborted && missed < MOST_MISSED) {
    change({ since: Date.now(), next: Date.now() + everySeconds * 1000, isTaking: true })
    try {
      const round = await takeRound(origins, watch, signal)
      const opened = await openRound(round, taken.length === 0)
      taken.push(...opened)
      // The reason, or that the user cancelled it, is reported already.
      if (opened.length < round.length) break
      missed = 0
      change({
        keys: taken.map(({ key }) => key),
        bytes: taken.reduce((sum, { answer }) => sum + answer.inflatedSize, 0),
        rounds: state.rounds + 1,
        missed: '',
      })
      const judged = await judge?.(taken, signal)
      if (judged) change({ verdict: judged.verdict })
      if (judged?.isEnough) break
      if (isEnough(state)) {
        if (!judge) notice(enoughWords(state))
        break
      }
    } catch (error) {
      if (signal.aborted) break
      missed++
      change({ missed: error instanceof Error ? error.message : String(error) })
      if (missed === MOST_MISSED) fail(failureName(first), endOf(error, state.rounds))
    }
    change({ isTaking: false })
    if (missed < MOST_MISSED) await until(state.next, signal)
  }
  if (controller === running) stopSnapshots()
  return taken
}

/**
 * Takes the profiles of a round one after the other, and then the resources of the process, so
 * that a garbage collection before a heap profile is visible there.
 */
async function takeRound(
  origins: readonly LiveOrigin[],
  watch: ProcessWatch,
  signal: AbortSignal,
): Promise<readonly Taken[]> {
  const taken: Taken[] = []
  for (const origin of origins) taken.push(await takeOnce(origin, signal))
  const process = await watch.look(signal)
  return process
    ? taken.map(({ name, source }) => ({ name, source: { ...source, process } }))
    : taken
}

/**
 * Opens the profiles of a round.
 * @returns the opened ones, up to the first failure
 */
async function openRound(
  round: readonly Taken[],
  isFirst: boolean,
): Promise<readonly OpenProfile[]> {
  const opened: OpenProfile[] = []
  for (const taken of round) {
    const profile = await openTaken(taken, isFirst && opened.length === 0)
    if (!profile) break
    opened.push(profile)
  }
  return opened
}

/** The error that ends a series, with the number of profiles taken. */
function endOf(error: unknown, taken: number): unknown {
  if (!(error instanceof SourceError)) return error
  const ended = `It was so ${MOST_MISSED} times in a row: the series ends, with ${taken} taken.`
  return new SourceError(error.message, `${ended} ${error.hint}`)
}

/** Stops taking snapshots; those taken stay open. */
export function stopSnapshots(): void {
  controller?.abort()
  controller = null
  serviceStore.setState({ snapshots: null })
}

function isEnough({ rounds, most, bytes }: Snapshots): boolean {
  return rounds >= most || bytes >= MOST_BYTES
}

function enoughWords({ rounds, takes }: Snapshots): string {
  const what = takes.map(({ profile }) => profile).join(' and ')
  return `${rounds} snapshots of ${what} are as many as this page takes. Close some and begin again for more.`
}

/**
 * Waits until a time.
 * @param time in milliseconds since 1970
 */
function until(time: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, Math.max(0, time - Date.now()))
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        done()
      },
      { once: true },
    )
  })
}
