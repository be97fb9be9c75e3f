import type { Draft } from './draft.ts'
import { StackComments } from './go-symbols.ts'
import { isSpaceOrComment, type LineReader } from './lines.ts'

/** A line that is neither blank nor a comment. */
export type StackLine =
  /** It was a sample, which is in the draft now. */
  | 'sample'
  /** The samples end here. */
  | 'end'
  /** It cannot be read. */
  | 'broken'

/**
 * Reads the samples of a format that has a line for each, with Go's comments below it: from the
 * current line up to the one that ends them, or to the end of the file.
 * @param read looks at a line; where it is a sample, calls the given function to add it
 * @param broken the error about a line that cannot be read; null: the samples end before it
 */
export function readStackLines(
  lines: LineReader,
  draft: Draft,
  read: (line: string, add: Draft['addSample']) => StackLine,
  broken: () => Error | null,
): void {
  const comments = new StackComments(draft)
  const add: Draft['addSample'] = (addresses, values, labels) => {
    comments.flush()
    draft.addSample(addresses, values, labels)
    warnIfOpen(lines, draft)
  }
  do {
    const line = lines.text.trim()
    if (isSpaceOrComment(line)) {
      comments.read(line)
      continue
    }
    const kind = read(line, add)
    if (kind === 'sample') continue
    if (kind === 'end' || endsCutShort(lines, draft)) break
    const error = broken()
    if (error) throw error
    break
  } while (lines.next())
  comments.flush()
}

/**
 * Whether the line that cannot be read is the last one and lacks its end: then the file was
 * truncated while it was written, and the samples before are used. Says so in the draft.
 */
function endsCutShort(lines: LineReader, draft: Draft): boolean {
  if (lines.terminated || draft.sampleCount === 0) return false
  draft.warn(
    `The file ends in the middle of line ${lines.number}; the samples before it are all there is.`,
  )
  return true
}

/** Says in the draft if the sample just read stands in a last line without its end. */
function warnIfOpen(lines: LineReader, draft: Draft): void {
  if (lines.terminated) return
  draft.warn(`The file ends in the middle of line ${lines.number}: its stack may lack calls.`)
}
