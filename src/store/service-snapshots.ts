import { SourceError } from '../sources/error.ts'
import type { LiveOrigin } from '../sources/service.ts'
import { fail } from './failures.ts'
import { openTaken } from './opening.ts'
import { failureName, type Snapshots, serviceStore, takeOnce } from './service.ts'
import { notice } from './transient.ts'

// A profile taken again and again, as a series: one at a time, each beside those before.

/** Snapshots of one series. */
export const MOST_SNAPSHOTS = 100
/** Of all of them, inflated: what the page holds is of that order. */
const MOST_BYTES = 2 ** 30
/** A service that restarts is away for a moment: it may miss so many in a row. */
const MOST_MISSED = 3

let controller: AbortController | null = null

/**
 * Takes a profile now and every so many seconds from then on, until it is stopped or there are
 * enough. The first goes on screen; those behind it do not take its place.
 */
export async function startSnapshots(origin: LiveOrigin, everySeconds: number): Promise<void> {
  stopSnapshots()
  const running = new AbortController()
  controller = running
  const { signal } = running
  let state: Snapshots = {
    take: origin.take,
    host: origin.service.index.host,
    everySeconds,
    keys: [],
    bytes: 0,
    since: Date.now(),
    next: Date.now(),
    isTaking: true,
    missed: '',
  }
  const change = (fields: Partial<Snapshots>) => {
    state = { ...state, ...fields }
    if (!signal.aborted) serviceStore.setState({ snapshots: state })
  }
  let missed = 0
  while (!signal.aborted && missed < MOST_MISSED) {
    change({ since: Date.now(), next: Date.now() + everySeconds * 1000, isTaking: true })
    try {
      const taken = await takeOnce(origin, signal)
      const profile = await openTaken(taken, state.keys.length === 0)
      // Why it cannot be opened, or that the user did not want it, is known.
      if (!profile) break
      missed = 0
      const keys = [...state.keys, profile.key]
      change({ keys, bytes: state.bytes + profile.answer.inflatedSize, missed: '' })
      if (isEnough(state)) {
        notice(
          `${keys.length} snapshots of ${origin.take.profile} are as many as this page takes. Close some and begin again for more.`,
        )
        break
      }
    } catch (error) {
      if (signal.aborted) break
      missed++
      change({ missed: error instanceof Error ? error.message : String(error) })
      if (missed === MOST_MISSED) fail(failureName(origin), endOf(error, state.keys.length))
    }
    change({ isTaking: false })
    if (missed < MOST_MISSED) await until(state.next, signal)
  }
  if (controller === running) stopSnapshots()
}

/** Why a series has ended, and with what. */
function endOf(error: unknown, taken: number): unknown {
  if (!(error instanceof SourceError)) return error
  const ended = `It was so ${MOST_MISSED} times in a row: the series ends, with ${taken} taken.`
  return new SourceError(error.message, `${ended} ${error.hint}`)
}

/** What was taken stays open. */
export function stopSnapshots(): void {
  controller?.abort()
  controller = null
  serviceStore.setState({ snapshots: null })
}

function isEnough({ keys, bytes }: Snapshots): boolean {
  return keys.length >= MOST_SNAPSHOTS || bytes >= MOST_BYTES
}

/** @param time in milliseconds since 1970 */
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
