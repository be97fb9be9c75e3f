import { isDigit, SPACE, Word } from '../bytes.ts'

export const GOROUTINE = new Word('goroutine ')
const REGISTERS = new Word('gp=')
const STATUS_BEGINS = new Word(' [')

/** Ids are counted up from 1: one with more digits is none. */
const MAX_DIGITS = 15
/** `gp=0x… m=… mp=0x…` is shorter. */
const MAX_REGISTERS = 80

/** Labels are what can make a header long, in bytes. */
const MAX_HEADER = 1 << 16

const OPEN = 0x5b
const CLOSE = 0x5d
const CLOSE_BRACE = 0x7d
const COLON = 0x3a

/**
 * The line that a goroutine's stack begins with (runtime, goroutineheader). Since Go 1.23 a crash
 * prints the addresses of its structures, since 1.27 labels may follow the status:
 *
 *     goroutine 18 [chan receive, 3 minutes, locked to thread]:
 *     goroutine 1 gp=0xc000002380 m=0 mp=0x5b0d40 [running]:
 *     goroutine 7 [select] {route: "GET /x"}:
 */
export class HeaderReader {
  id = 0
  /** The status: what stands behind the first bracket, up to the colon at the end. */
  from = 0
  to = 0

  constructor(private readonly bytes: Uint8Array) {}

  /**
   * @param at where the line's text begins, `end` where it ends
   * @returns whether it is a header; then the fields are set
   */
  read(at: number, end: number): boolean {
    const { bytes } = this
    const last = bytes[end - 2]
    if (bytes[end - 1] !== COLON || (last !== CLOSE && last !== CLOSE_BRACE)) return false
    if (end - at > MAX_HEADER || !GOROUTINE.isAt(bytes, at)) return false
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
    if (i === 0 || bytes[i] !== OPEN || i + 1 > end - 2) return false
    this.id = id
    this.from = i + 1
    this.to = end - 1
    return true
  }
}
