import type { Frames } from '../select/frames.ts'
import type { ShownLines } from '../select/shown-lines.ts'

/**
 * A byte per frame: whether it stands inlined at some location. No other frame can be called
 * "(inline)", except where prune_from cuts stacks short: then all may be.
 */
export function inlinedFrames({
  frames,
  shown,
}: {
  readonly frames: Frames
  readonly shown: ShownLines
}): Uint8Array {
  const inlined = new Uint8Array(frames.count)
  if (shown.pruneFrom) return inlined.fill(1)
  const { first } = shown
  for (let l = 0; l + 1 < first.length; l++) {
    // The last line of a location is the call itself, into which the others are inlined.
    for (let i = first[l]!; i + 1 < first[l + 1]!; i++) inlined[frames.ofLine[i]!] = 1
  }
  return inlined
}
