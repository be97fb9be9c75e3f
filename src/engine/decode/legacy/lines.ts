import { ProfileError } from '../../profile/error.ts'

/**
 * Longest line that is read, in bytes. Real lines stay under 64 KiB (the reference's own limit);
 * longer lines are rejected, since one line must not become a gigantic string.
 */
const MAX_LINE = 1 << 20

/** Longest line that names a format, in bytes. */
const MAX_HEADLINE = 4096

const NEWLINE = 0x0a
const RETURN = 0x0d
const HASH = 0x23

const decoder = new TextDecoder()

/** Walks the lines of a text without ever turning the whole of it into a string. */
export class LineReader {
  /** The current line's number, from 1. */
  number: number
  /** Byte offset of the current line. */
  offset = 0
  /** Whether the current line has its line end; only the last of a file can lack it. */
  terminated = true
  private end = 0
  private ended = false
  private decoded: string | null = ''

  /**
   * @param at byte offset of the first line
   * @param firstNumber that line's number
   */
  constructor(
    private readonly bytes: Uint8Array,
    private at = 0,
    firstNumber = 1,
  ) {
    this.number = firstNumber - 1
  }

  /**
   * Steps to the next line; false at the end, where `text` is "".
   * @throws ProfileError for a line that is too long
   */
  next(): boolean {
    const { bytes, at } = this
    this.decoded = ''
    this.ended = at >= bytes.length
    if (this.ended) return false
    const newline = bytes.indexOf(NEWLINE, at)
    this.number++
    this.offset = at
    this.terminated = newline >= 0
    this.end = this.terminated ? newline : bytes.length
    this.at = this.terminated ? newline + 1 : bytes.length
    if (this.end - at > MAX_LINE) {
      throw new ProfileError(
        'malformed',
        `Line ${this.number} of this profile is longer than a megabyte.`,
        'The text forms of profiles have a line per stack: record the profile again, in the binary form if there is one.',
        at,
      )
    }
    this.decoded = null
    return true
  }

  /** The current line without its line end. */
  get text(): string {
    if (this.decoded === null) {
      const { bytes, offset } = this
      const end = this.end > offset && bytes[this.end - 1] === RETURN ? this.end - 1 : this.end
      this.decoded = decoder.decode(bytes.subarray(offset, end))
    }
    return this.decoded
  }

  /** An error about the current line. @param format the format's name @param hint what was expected */
  broken(format: string, hint: string): ProfileError {
    const line = this.text.trim()
    const shown = line.length > 80 ? `${line.slice(0, 80)}…` : line
    const found = this.ended
      ? `it ends behind line ${this.number}`
      : `line ${this.number} is “${shown}”`
    return new ProfileError(
      'malformed',
      `This ${format} cannot be read: ${found}.`,
      hint,
      this.offset,
    )
  }
}

export interface Headline {
  /** Byte offset of its line. */
  readonly offset: number
  /** The line's number, from 1. */
  readonly number: number
}

/**
 * The first line that is neither blank nor a comment, which names the format of a text profile;
 * null if there is none, or it is too long for one.
 */
export function findHeadline(bytes: Uint8Array): Headline | null {
  const hasByteOrderMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  let offset = hasByteOrderMark ? 3 : 0
  let number = 1
  for (let at = offset; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === HASH) {
      at = bytes.indexOf(NEWLINE, at)
      if (at < 0) return null
    }
    if (byte === HASH || byte === NEWLINE) {
      offset = at + 1
      number++
    } else if (!isBlank(byte)) {
      const end = bytes.subarray(offset, offset + MAX_HEADLINE).indexOf(NEWLINE)
      return end >= 0 || bytes.length - offset <= MAX_HEADLINE ? { offset, number } : null
    }
  }
  return null
}

/** Blank, or a comment. */
export function isSpaceOrComment(line: string): boolean {
  const start = line.trimStart()
  return start === '' || start.startsWith('#')
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
}
