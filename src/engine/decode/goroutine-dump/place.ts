import { isBlank, isDigit, SPACE } from '../bytes.ts'

/** Longest number behind a place, ` pc=0x` and 16 digits. */
const MAX_NUMBER = 24
/** Digits of a line number; more are part of the name. */
const MAX_DIGITS = 9

const COLON = 0x3a
const PLUS = 0x2b
const EQUALS = 0x3d
const SLASH = 0x2f
const BACKSLASH = 0x5c

/**
 * The indented line below a call: file, line and how far into the function, and in a crash the
 * registers. A call that was inlined has no offset of its own.
 *
 *     	/srv/leakdemo/main.go:32 +0x25 fp=0xc00004c7d8 sp=0xc00004c790 pc=0x4a1b2c
 */
export class PlaceReader {
  /** The file's name. */
  from = 0
  to = 0
  /** 0: not known. */
  line = 0
  hasOffset = false

  constructor(private readonly bytes: Uint8Array) {}

  /**
   * Reads a line that lost its indentation, as logs may trim theirs.
   * @returns whether it is a place: a path without blanks, and a line number
   */
  readTrimmed(at: number, end: number): boolean {
    if (!isHexDigit(this.bytes[end - 1]!)) return false
    this.read(at, end)
    if (this.line === 0) return false
    let slashes = 0
    for (let i = this.from; i < this.to; i++) {
      const byte = this.bytes[i]!
      if (isBlank(byte)) return false
      if (byte === SLASH || byte === BACKSLASH) slashes++
    }
    return slashes > 0
  }

  /** Reads the line from `at` up to `end`. */
  read(at: number, end: number): void {
    const { bytes } = this
    let from = at
    while (from < end && isBlank(bytes[from])) from++
    let to = end
    this.hasOffset = false
    for (;;) {
      const first = Math.max(from, to - MAX_NUMBER)
      let space = to - 1
      while (space >= first && bytes[space] !== SPACE) space--
      if (space < first) break
      // +0x25, or fp=, sp=, pc=
      if (space + 1 < to && bytes[space + 1] === PLUS) this.hasOffset = true
      else if (space + 3 >= to || bytes[space + 3] !== EQUALS) break
      to = space
    }
    this.from = from
    this.to = to
    this.line = 0
    let digits = to
    while (digits > from && isDigit(bytes[digits - 1])) digits--
    if (digits === to || to - digits > MAX_DIGITS || bytes[digits - 1] !== COLON) return
    if (digits - 1 < from) return
    for (let i = digits; i < to; i++) this.line = this.line * 10 + bytes[i]! - 0x30
    this.to = digits - 1
  }
}

function isHexDigit(byte: number): boolean {
  return isDigit(byte) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66)
}
