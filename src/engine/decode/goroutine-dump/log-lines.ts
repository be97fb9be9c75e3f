import { isBlank, isDigit, NEWLINE, newlineFrom, SPACE, trimmedEnd } from '../bytes.ts'

/** Longest prefix or suffix that is recognised, in bytes. */
const MAX_AROUND = 256

/** Lines behind a header that are examined: others may write to the same log. */
const LINES = 4

const COMMA = 0x2c
const DOT = 0x2e

/**
 * What a log puts around each line: a time, a host, a container before it, fields behind it. Lines
 * have the same if they are equal but for their numbers, which count on, and may be padded
 * (`2026-11-21T06:46:44.01Z web-1 | `).
 */
export class LogLines {
  /** The text of the line that was read last. */
  from = 0
  to = 0
  private readonly isPlain: boolean

  /** @param prefix of the lines as stretches of the bytes, and `suffix`; null where they have none */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly prefix: Stretch | null,
    private readonly suffix: Stretch | null,
  ) {
    this.isPlain = !prefix && !suffix
  }

  /**
   * Reads the line from `at` up to `end`, blanks at its end not counted.
   * @returns whether it has what the others have around them
   */
  read(at: number, end: number): boolean {
    this.from = at
    this.to = trimmedEnd(this.bytes, at, end)
    if (this.isPlain) return true
    if (this.prefix) this.from = behindPrefix(this.bytes, this.prefix, at, this.to)
    if (this.from < 0) return false
    if (this.suffix) this.to = beforeSuffix(this.bytes, this.suffix, this.from, this.to)
    if (this.to < 0) return false
    if (this.suffix) this.to = trimmedEnd(this.bytes, this.from, this.to)
    return true
  }
}

interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * What stands around the lines of a dump, judged by its first header: what does around that, if one
 * of the next lines has the same, before one begins with a blank, as stacks do. Otherwise it is the
 * beginning of a message (`log.Print` of a stack), and the lines behind have none.
 * @param header where the header begins, where it ends, and where its line does
 * @returns null if something stands behind the header that no other line has: it is none
 */
export function linesAround(
  bytes: Uint8Array,
  header: number,
  headerEnd: number,
  newline: number,
): { lines: LogLines; hasPrefix: boolean } | null {
  const end = trimmedEnd(bytes, headerEnd, newline)
  if (end - headerEnd > MAX_AROUND) return null
  const start = lineStart(bytes, header)
  const prefix = start >= 0 && start < header ? { from: start, to: header } : null
  const suffix = headerEnd < end ? { from: headerEnd, to: end } : null
  const shared = new LogLines(bytes, prefix, suffix)
  if (hasShared(bytes, newline, shared)) return { lines: shared, hasPrefix: prefix !== null }
  if (!suffix) return { lines: new LogLines(bytes, null, null), hasPrefix: false }
  const without = new LogLines(bytes, null, suffix)
  if (!prefix || !hasShared(bytes, newline, without)) return null
  return { lines: without, hasPrefix: false }
}

function hasShared(bytes: Uint8Array, newline: number, lines: LogLines): boolean {
  for (let i = 0; i < LINES && newline + 1 < bytes.length; i++) {
    const next = newline + 1
    newline = newlineFrom(bytes, next)
    if (lines.read(next, newline)) return true
    if (isBlank(bytes[next])) break
  }
  return false
}

/** Where the line that `at` stands in begins; -1 if that is more than a prefix away. */
export function lineStart(bytes: Uint8Array, at: number): number {
  const first = Math.max(0, at - MAX_AROUND)
  for (let i = at; i > first; i--) if (bytes[i - 1] === NEWLINE) return i
  return first === 0 ? 0 : -1
}

/**
 * Where the text of a line begins that starts at `from` and ends at `end`; -1 if its prefix is
 * another. The spaces at a prefix's end may be missing from an empty line.
 */
function behindPrefix(bytes: Uint8Array, prefix: Stretch, from: number, end: number): number {
  let at = from
  for (let i = prefix.from; i < prefix.to; ) {
    if (at >= end) return isBlankBetween(bytes, i, prefix.to) ? end : -1
    const numberEnd = behindNumber(bytes, i, prefix.to)
    if (numberEnd > i) {
      const next = behindNumber(bytes, at, end)
      if (next === at) return -1
      i = numberEnd
      at = next
    } else if (bytes[i++] !== bytes[at++]) return -1
  }
  return at
}

/** Where a line's text ends whose suffix begins there, its digits being as good as others; or -1. */
function beforeSuffix(bytes: Uint8Array, suffix: Stretch, from: number, end: number): number {
  let at = end
  for (let i = suffix.to; i > suffix.from; ) {
    if (at === from) return isBlankBetween(bytes, suffix.from, i) ? from : -1
    if (isDigit(bytes[i - 1])) {
      if (!isDigit(bytes[at - 1])) return -1
      while (i > suffix.from && isDigit(bytes[i - 1])) i--
      while (at > from && isDigit(bytes[at - 1])) at--
    } else if (bytes[--i] !== bytes[--at]) return -1
  }
  return at
}

/** Behind the number at `at`, with the spaces before it and its fraction; `at` if there is none. */
function behindNumber(bytes: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end && bytes[i] === SPACE) i++
  if (i >= end || !isDigit(bytes[i])) return at
  do {
    i++
    while (i < end && isDigit(bytes[i])) i++
  } while (i + 1 < end && (bytes[i] === DOT || bytes[i] === COMMA) && isDigit(bytes[i + 1]))
  return i
}

function isBlankBetween(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== SPACE) return false
  return true
}
