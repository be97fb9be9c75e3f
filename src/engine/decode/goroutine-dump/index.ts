import type { Checkpoint } from '../../progress.ts'
import type { NamedProfile } from '../format.ts'
import { Scanner } from './scanner.ts'
import { NO_TIME, timeBefore } from './time.ts'

/** Bytes between two checkpoints: about ten milliseconds of work. */
const STRIDE = 1 << 21

/** Where `debug=2` stops, whatever is left to print (runtime/pprof, writeGoroutineStacks). */
const MOST_PRINTED = 1 << 26

/** Dumps of a text that become a profile each; where there are more, all are counted together. */
const MOST_DUMPS = 200

/**
 * Reads the goroutines that a text holds, wherever it does: a dump with full stacks (`debug=2`),
 * the end of a program that panicked, a log with either of them in it.
 * @returns a profile for each dump, in the order of the text; null if there is none
 */
export async function decodeGoroutineDumps(
  bytes: Uint8Array,
  checkpoint: Checkpoint,
): Promise<readonly NamedProfile[] | null> {
  const whole = new Scanner(bytes)
  const torn = await scan(whole, bytes, checkpoint)
  const { found } = whole
  if (found.count === 0) return null
  const dumps = found.dumps()
  warnOf(found, bytes.length, torn)
  if (dumps.length > MOST_DUMPS) {
    found.warn(`The text holds ${dumps.length} dumps, more than ${MOST_DUMPS}.`)
    return [{ name: '', profile: found.finish(NO_TIME.nanos) }]
  }
  if (dumps.length === 1) {
    return [{ name: '', profile: found.finish(timeBefore(bytes, dumps[0]!.header, 0).nanos) }]
  }
  const profiles: NamedProfile[] = []
  for (const [i, { header, lines, count }] of dumps.entries()) {
    const scanner = new Scanner(bytes, count)
    scanner.beginAt(header, lines)
    warnOf(scanner.found, bytes.length, await scan(scanner, bytes, checkpoint))
    const { text, nanos } = timeBefore(bytes, header, dumps[i - 1]?.header ?? 0)
    const name = `snapshot ${i + 1} of ${dumps.length}${text === '' ? '' : `, ${text}`}`
    profiles.push({ name, profile: scanner.found.finish(nanos) })
  }
  return profiles
}

/** @returns whether the text ends in the middle of a call */
async function scan(
  scanner: Scanner,
  { length }: Uint8Array,
  checkpoint: Checkpoint,
): Promise<boolean> {
  for (let until = scanner.at + STRIDE; scanner.at < length && !scanner.isDone; until += STRIDE) {
    scanner.advance(Math.min(until, length))
    await checkpoint('decode', Math.min(scanner.at, length), length)
  }
  return scanner.end()
}

function warnOf(found: Scanner['found'], size: number, torn: boolean): void {
  if (!found.hasCalls) {
    found.warn(
      'None of the goroutines has a stack here: what stands below their headers is no call.',
    )
  }
  if (size === MOST_PRINTED) {
    found.warn(
      'The dump ends at 64 MB, where Go stops printing: there are more goroutines than these. Take /debug/pprof/goroutine without debug=2 to count all.',
    )
  } else if (torn) {
    found.warn('The text ends in the middle of a stack: the last goroutine may lack calls.')
  }
}
