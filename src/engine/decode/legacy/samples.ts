import type { Draft } from './draft.ts'
import type { LineReader } from './lines.ts'

/**
 * Whether the line that cannot be read is the last one and lacks its end: then the file was cut
 * short while it was written, and the samples before still count. Says so in the draft.
 */
export function endsCutShort(lines: LineReader, draft: Draft): boolean {
  if (lines.terminated || draft.sampleCount === 0) return false
  draft.warn(
    `The file ends in the middle of line ${lines.number}; the samples before it are all there is.`,
  )
  return true
}

/** Says in the draft if the sample just read stands in a last line without its end. */
export function warnIfOpen(lines: LineReader, draft: Draft): void {
  if (lines.terminated) return
  draft.warn(`The file ends in the middle of line ${lines.number}: its stack may lack calls.`)
}
