import type { Profile } from '../../profile/profile.ts'
import type { Checkpoint } from '../../progress.ts'
import { Scanner } from './scanner.ts'

/** Bytes between two checkpoints: about ten milliseconds of work. */
const STRIDE = 1 << 21

/** Where `debug=2` stops, whatever is left to print (runtime/pprof, writeGoroutineStacks). */
const MOST_PRINTED = 1 << 26

/**
 * Reads the goroutines that a text holds, wherever it does: a dump with full stacks (`debug=2`),
 * the end of a program that panicked, a log with either of them in it.
 * @returns null if there are none
 */
export async function decodeGoroutineDump(
  bytes: Uint8Array,
  checkpoint: Checkpoint,
): Promise<Profile | null> {
  const scanner = new Scanner(bytes)
  const { found } = scanner
  for (let until = STRIDE; scanner.at < bytes.length; until += STRIDE) {
    scanner.advance(Math.min(until, bytes.length))
    await checkpoint('decode', Math.min(scanner.at, bytes.length), bytes.length)
  }
  const torn = scanner.end()
  if (found.count === 0) return null
  if (bytes.length === MOST_PRINTED) {
    found.warn(
      'The dump ends at 64 MB, where Go stops printing: there are more goroutines than these. Take /debug/pprof/goroutine without debug=2 to count all.',
    )
  } else if (torn) {
    found.warn('The text ends in the middle of a stack: the last goroutine may lack calls.')
  }
  return found.finish()
}
