import { isBlank, isDigit, NEWLINE, newlineFrom, SPACE, withoutReturn } from '../bytes.ts'

/** Longest prefix that is recognised, in bytes. */
export const MAX_PREFIX = 256

/**
 * What a log puts before each line: a time, a host, a container. Lines have the same one if they
 * are equal but for their numbers, which count on (`2026-11-21T06:46:44.01Z web-1 | `).
 */
export class LogPrefix {
  /** @param from the prefix is the bytes from `from` up to `to` */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly from: number,
    private readonly to: number,
  ) {}

  /**
   * Where the text of a line begins that starts at `from` and ends at `end`; -1 if its prefix is
   * another. The spaces at a prefix's end may be missing from an empty line.
   */
  skip(from: number, end: number): number {
    const { bytes, to } = this
    let at = from
    for (let i = this.from; i < to; ) {
      if (at === end) return this.isBlankFrom(i) ? end : -1
      if (isDigit(bytes[i])) {
        if (!isDigit(bytes[at])) return -1
        while (i < to && isDigit(bytes[i])) i++
        while (at < end && isDigit(bytes[at])) at++
      } else if (bytes[i++] !== bytes[at++]) return -1
    }
    return at
  }

  private isBlankFrom(at: number): boolean {
    for (let i = at; i < this.to; i++) if (this.bytes[i] !== SPACE) return false
    return true
  }
}

/** Where the line that `at` stands in begins; -1 if that is more than a prefix away. */
export function lineStart(bytes: Uint8Array, at: number): number {
  const first = Math.max(0, at - MAX_PREFIX)
  for (let i = at; i > first; i--) if (bytes[i - 1] === NEWLINE) return i
  return first === 0 ? 0 : -1
}

/** Lines behind a header that are looked at: others may write to the same log. */
const LINES = 4

/**
 * The prefix of a dump, judged by a header: what stands before it on its line, if one of the next
 * lines begins in the same way, before one begins with a blank, as stacks do. Otherwise it is the
 * beginning of a message (`log.Print` of a stack), and the lines behind have none.
 * @param header where the header begins
 */
export function prefixAt(bytes: Uint8Array, header: number): LogPrefix | null {
  const start = lineStart(bytes, header)
  if (start === header || start < 0) return null
  const prefix = new LogPrefix(bytes, start, header)
  let newline = newlineFrom(bytes, header)
  for (let i = 0; i < LINES && newline + 1 < bytes.length; i++) {
    const next = newline + 1
    newline = newlineFrom(bytes, next)
    if (prefix.skip(next, withoutReturn(bytes, next, newline)) >= 0) return prefix
    if (isBlank(bytes[next])) break
  }
  return null
}
