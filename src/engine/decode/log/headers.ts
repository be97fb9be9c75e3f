import { isDigit, NEWLINE, SPACE } from '../bytes.ts'
import { GOROUTINE, HeaderReader } from '../goroutine-dump/header.ts'

const COLON = 0x3a
const OPEN = 0x5b
const LETTER_G = 0x67

/** Where a text is looked at to tell how it is wrapped. */
const LOOKED_AT = 1000

/** Where `goroutine 18 [` and its like stand between `from` and the end, whatever is around it. */
export function nextHeader(bytes: Uint8Array, from: number): number {
  const { length } = GOROUTINE.bytes
  for (let at = from; ; at += length) {
    at = GOROUTINE.find(bytes, at, bytes.length)
    if (at < 0) return -1
    let i = at + length
    while (isDigit(bytes[i])) i++
    if (i > at + length && bytes[i] === SPACE) {
      const next = bytes[i + 1]
      if (next === OPEN || next === LETTER_G) return at
    }
  }
}

/** The first places of headers. */
export function* firstHeaders(bytes: Uint8Array): Generator<number> {
  let at = nextHeader(bytes, 0)
  for (let i = 0; i < LOOKED_AT && at >= 0; i++) {
    yield at
    at = nextHeader(bytes, at + 1)
  }
}

/** Longest header, with labels, that is searched. */
const MAX_HEADER = 1 << 12

/**
 * Behind the header that begins at `at`, if the line goes on there as `goesOn` says; or -1. Its
 * labels may be escaped, so that it does not read as a header yet.
 */
export function behindHeader(
  bytes: Uint8Array,
  at: number,
  goesOn: (at: number) => boolean,
): number {
  const most = bytes.subarray(at, at + MAX_HEADER)
  const newline = most.indexOf(NEWLINE)
  const end = at + (newline < 0 ? most.length : newline)
  const header = new HeaderReader(bytes)
  if (header.read(at, end)) return goesOn(header.to + 1) ? header.to + 1 : -1
  for (let i = at; i < end; i++) {
    if (bytes[i] === COLON && isClosing(bytes[i - 1]) && goesOn(i + 1)) return i + 1
  }
  return -1
}

function isClosing(byte: number | undefined): boolean {
  return byte === 0x5d || byte === 0x7d
}

/** Bytes before a header in which its line may begin, where that has to be known of many. */
const MAX_BEFORE = 1 << 16

/** Where the line of a header begins, or what of it is looked at. */
export function lineBegin(bytes: Uint8Array, header: number): number {
  const from = Math.max(0, header - MAX_BEFORE)
  return from + bytes.subarray(from, header).lastIndexOf(NEWLINE) + 1
}
