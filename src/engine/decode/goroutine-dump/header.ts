import { isBlank, isDigit, SPACE, Word } from '../bytes.ts'

export const GOROUTINE = new Word('goroutine ')
const REGISTERS = new Word('gp=')
const STATUS_BEGINS = new Word(' [')

/** Ids are counted up from 1: one with more digits is none. */
const MAX_DIGITS = 15
/** `gp=0x… m=… mp=0x…` is shorter. */
const MAX_REGISTERS = 80

/** Labels are what can make a header long, in bytes; the status itself is short. */
const MAX_HEADER = 1 << 16
const MAX_STATUS = 256
/** Labels that nothing closes, of headers that are none: a line with more of them has no header. */
const MAX_UNCLOSED = 8

const QUOTE = 0x22
const ROUND_OPEN = 0x28
const ROUND_CLOSE = 0x29
const COMMA = 0x2c
const COLON = 0x3a
const OPEN = 0x5b
const BACKSLASH = 0x5c
const CLOSE = 0x5d
const BRACE_OPEN = 0x7b
const BRACE_CLOSE = 0x7d

/**
 * The line that a goroutine's stack begins with (runtime, goroutineheader). Since Go 1.23 a crash
 * prints the addresses of its structures; labels follow the status since 1.27, stand in it in 1.26:
 *
 *     goroutine 18 [chan receive, 3 minutes, locked to thread]:
 *     goroutine 1 gp=0xc000002380 m=0 mp=0x5b0d40 [running]:
 *     goroutine 7 [select] {route: "GET /x}]:"}:
 *     goroutine 7 [select, 2 minutes labels:{"route": "GET /x"}]:
 *
 * Brackets and colons inside of labels end nothing, nor does a brace inside of quotes.
 */
export class HeaderReader {
  id = 0
  /** The status: what stands behind the first bracket, up to the colon at the end. */
  from = 0
  to = 0

  /** Number of labels without an end on the line that ends at `unclosedIn`. */
  private unclosed = 0
  private unclosedIn = -1

  constructor(private readonly bytes: Uint8Array) {}

  /**
   * @param at where the line's text begins, `end` where it ends: a log may have put something
   *   behind the header, from `to + 1` on
   * @returns whether it begins with a header; then the fields are set
   */
  read(at: number, end: number): boolean {
    const { bytes } = this
    if (!GOROUTINE.isAt(bytes, at)) return false
    const first = at + GOROUTINE.bytes.length
    let id = 0
    let i = first
    while (isDigit(bytes[i])) id = id * 10 + bytes[i++]! - 0x30
    if (i === first || i - first > MAX_DIGITS || bytes[i] !== SPACE) return false
    i++
    if (REGISTERS.isAt(bytes, i)) {
      i = STATUS_BEGINS.find(bytes, i, Math.min(end, i + MAX_REGISTERS)) + 1
    }
    // The bracket may be that of labels behind the status, but not before it.
    if (i === 0 || bytes[i] !== OPEN) return false
    const limit = Math.min(end, at + MAX_HEADER)
    const closed = this.behindBracket(i + 1, limit)
    const colon = closed < 0 ? -1 : this.behindRest(closed, limit)
    if (colon < 0 || colon >= limit || bytes[colon] !== COLON) return false
    this.id = id
    this.from = i + 1
    this.to = colon
    return true
  }

  /** Behind the bracket that closes the status; -1 if none does. */
  private behindBracket(from: number, end: number): number {
    const { bytes } = this
    let status = from
    for (let i = from; i < end && i - status < MAX_STATUS; ) {
      if (bytes[i] === CLOSE) return i + 1
      if (bytes[i] !== BRACE_OPEN) i++
      else {
        const behind = this.behindLabels(i, end)
        if (behind < 0) return -1
        status += behind - i
        i = behind
      }
    }
    return -1
  }

  /** Behind what may follow the bracket: labels, or part of the status (`, 2 minutes`, ` (leaked)`). */
  private behindRest(from: number, end: number): number {
    const { bytes } = this
    for (let i = from; ; ) {
      const next = bytes[i] === SPACE ? i + 1 : i
      if (bytes[next] === BRACE_OPEN) i = this.behindLabels(next, end)
      else if (bytes[next] === ROUND_OPEN) i = this.behindWords(next + 1, ROUND_CLOSE, end)
      else if (bytes[i] === COMMA) i = this.behindWords(i + 1, -1, end)
      else return i
      if (i < 0) return -1
    }
  }

  /** Behind the brace that closes the labels which open at `from`; -1 if none does. */
  private behindLabels(from: number, end: number): number {
    const { bytes } = this
    if (this.unclosed >= MAX_UNCLOSED && from < this.unclosedIn) return -1
    let quoted = false
    for (let i = from + 1; i < end; i++) {
      if (bytes[i] === QUOTE) quoted = !quoted
      else if (quoted && bytes[i] === BACKSLASH) i++
      else if (!quoted && bytes[i] === BRACE_CLOSE) return i + 1
    }
    this.unclosed = from < this.unclosedIn ? this.unclosed + 1 : 1
    this.unclosedIn = end
    return -1
  }

  /** Behind letters, digits and blanks, and the byte that ends them; -1 if another does. */
  private behindWords(from: number, last: number, end: number): number {
    const { bytes } = this
    let i = from
    while (i < end && isWord(bytes[i]!)) i++
    if (last === -1) return i
    return i < end && bytes[i] === last ? i + 1 : -1
  }
}

const RUNNING = new Word('running')

/** Whether the status of the header at `at` is that of a goroutine that runs. */
export function isRunning(bytes: Uint8Array, at: number): boolean {
  const open = STATUS_BEGINS.find(bytes, at, at + MAX_REGISTERS)
  return open >= 0 && RUNNING.isAt(bytes, open + STATUS_BEGINS.bytes.length)
}

function isWord(byte: number): boolean {
  return isBlank(byte) || isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a)
}
