import { setTimeout as sleep } from 'node:timers/promises'
import { ProfileError } from '../../engine/profile/error.ts'
import { isSureLeak } from '../../engine/series/finding.ts'
import type { Series } from '../../engine/series/series.ts'
import { seriesOf } from '../../engine/verdict/series-of.ts'
import type { Snapshot } from '../../engine/verdict/snapshot.ts'
import type { CommandLine } from '../command-line.ts'
import { fetchQuietly, shownAddress } from '../net/remote.ts'
import { saveFetched } from '../saved.ts'
import { snapshotsIn } from './snapshots.ts'
import type { Watched } from './watched.ts'

/**
 * The number of failures in a row after which watching stops: a service that restarts is
 * unreachable for a moment.
 */
const MOST_MISSED = 3

/**
 * Takes snapshots from a service until there are enough, a leak is sure, or the signal is aborted;
 * reports progress on stderr.
 * @returns at least one snapshot
 * @throws ProfileError if there was none, or if they are of another program
 */
export async function watch(
  watched: Watched,
  command: CommandLine,
  signal: AbortSignal,
): Promise<Snapshot[]> {
  const { url, count, everySeconds } = watched
  console.error(
    `Taking up to ${count} snapshots of ${shownAddress(url)}, one every ${everySeconds} s. Ctrl-C ends it with the verdict on those that there are.`,
  )
  const snapshots: Snapshot[] = []
  let [missed, next] = [0, 0]
  for (let i = 0; i < count; i++) {
    await until(next, signal)
    if (signal.aborted) break
    next = performance.now() + everySeconds * 1000
    try {
      snapshots.push(await takeOne(watched, command, snapshots.length + 1, signal))
      missed = 0
    } catch (error) {
      if (signal.aborted) break
      if (!(error instanceof ProfileError) || snapshots.length === 0) throw error
      console.error(`Missed one: ${error.message}`)
      if (++missed === MOST_MISSED) break
      continue
    }
    const series = await seriesOf(snapshots, command.options)
    console.error(`Snapshot ${snapshots.length} of at most ${count}: ${totalOf(series)}`)
    if (i < count - 1 && series.findings().some(isSureLeak)) {
      console.error('A leak is sure: no more snapshots are needed.')
      break
    }
  }
  if (snapshots.length > 0) return snapshots
  throw new ProfileError('unreadable', 'Interrupted before there was a snapshot.', '')
}

async function takeOne(
  watched: Watched,
  command: CommandLine,
  number: number,
  signal: AbortSignal,
): Promise<Snapshot> {
  const bytes = await fetchQuietly(watched, signal)
  const name = `snapshot ${number}`
  const [snapshot] = await snapshotsIn({ name, bytes, part: 1, taken: Date.now() }, command)
  await saveFetched(snapshot!.profile)
  return snapshot!
}

function totalOf(series: Series): string {
  return `${series.format(series.totals.at(-1)!)} ${series.type}`
}

/**
 * Waits until a time, or until the signal is aborted.
 * @param time as of performance.now()
 */
async function until(time: number, signal: AbortSignal): Promise<void> {
  const rest = time - performance.now()
  // It rejects when the signal is aborted, which the caller checks.
  if (rest > 0) await sleep(rest, undefined, { signal }).catch(() => {})
}
