/** Reading text as bytes: a dump of a million goroutines never becomes a string. */

export const NEWLINE = 0x0a
export const SPACE = 0x20
export const TAB = 0x09
const RETURN = 0x0d

const encoder = new TextEncoder()

/** A word to look for, and how far each byte lets the search skip (Horspool's algorithm). */
export class Word {
  readonly bytes: Uint8Array
  private readonly skip: Uint8Array

  /** @param text up to 255 bytes */
  constructor(text: string) {
    this.bytes = encoder.encode(text)
    const { length } = this.bytes
    this.skip = new Uint8Array(256).fill(length)
    for (let i = 0; i < length - 1; i++) this.skip[this.bytes[i]!] = length - 1 - i
  }

  /** Where the word first stands in `text` between `from` and `to`; -1 if it does not. */
  find(text: Uint8Array, from: number, to: number): number {
    const { bytes, skip } = this
    const last = bytes.length - 1
    const lastByte = bytes[last]!
    for (let end = from + last; end < to; ) {
      const byte = text[end]!
      if (byte === lastByte && this.isAt(text, end - last)) return end - last
      end += skip[byte]!
    }
    return -1
  }

  isAt(text: Uint8Array, at: number): boolean {
    const { bytes } = this
    for (let i = 0; i < bytes.length; i++) if (text[at + i] !== bytes[i]) return false
    return true
  }

  /** Whether the word ends at `to`, having begun at `from` or later. */
  endsAt(text: Uint8Array, from: number, to: number): boolean {
    return to - from >= this.bytes.length && this.isAt(text, to - this.bytes.length)
  }
}

/** Where the line that `at` stands in has its line end; the text's end if it has none. */
export function newlineFrom(text: Uint8Array, at: number): number {
  const { length } = text
  let end = at
  while (end < length && text[end] !== NEWLINE) end++
  return end
}

/** The end of a line's text, given that of the line: without a carriage return. */
export function withoutReturn(text: Uint8Array, from: number, end: number): number {
  return end > from && text[end - 1] === RETURN ? end - 1 : end
}

/** The same, without blanks at the end either. */
export function trimmedEnd(text: Uint8Array, from: number, end: number): number {
  let to = end
  while (to > from && (isBlank(text[to - 1]) || text[to - 1] === RETURN)) to--
  return to
}

/** Whether a byte is an ASCII digit. */
export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

/** Whether a byte is a space or a tab. */
export function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === TAB
}
