import { isBlank, NEWLINE, newlineFrom, Word } from '../bytes.ts'
import { readEscape } from './escapes.ts'
import { firstHeaders, lineBegin } from './headers.ts'
import { JsonStreams } from './json-streams.ts'
import type { TextWriter } from './text-writer.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN = 0x5b
const BACKSLASH = 0x5c
const CLOSE = 0x5d

/** `goroutine ` as a list of bytes: journald writes messages with colours that way. */
const LISTED = new Word('103,111,114,111,117,116,105,110,101,32')

/** Longest name of a field. */
const MAX_KEY = 256

/**
 * The messages of a log of JSON: docker's, journald's, of a structured logger, a list of records
 * that a store exports. The field is known by what stands in it, not by its name: it is that in
 * which a goroutine's header is found.
 * @returns null if no goroutine is in a string of JSON
 */
export function jsonMessages(bytes: Uint8Array): Uint8Array | null {
  const field = messageField(bytes)
  if (!field) return null
  const key = new Word(`"${field}"`)
  const streams = new JsonStreams()
  let end = -1
  for (let at = 0; at < bytes.length; ) {
    const found = key.find(bytes, at, bytes.length)
    if (found < 0) break
    at = found + key.bytes.length
    const from = bytes[found - 1] === BACKSLASH ? -1 : valueBehind(bytes, at)
    if (from < 0) continue
    // A line of many records is measured once.
    if (from >= end) end = newlineFrom(bytes, from)
    const message = streams.message()
    const behind =
      bytes[from] === OPEN
        ? readList(bytes, from + 1, end, message)
        : readString(bytes, from + 1, end, message)
    streams.add(bytes, { key: found, behind, end })
    at = behind
  }
  return streams.written()
}

/** The field that the first header stands in; null if it stands in none. */
function messageField(bytes: Uint8Array): string | null {
  let any = false
  for (const at of firstHeaders(bytes)) {
    any = true
    const quote = quoteBefore(bytes, at, lineBegin(bytes, at))
    const field = quote < 0 ? null : fieldBefore(bytes, quote)
    if (field !== null) return field
  }
  if (any) return null
  const listed = LISTED.find(bytes, 0, bytes.length)
  if (listed < 0) return null
  const before = bytes.subarray(Math.max(0, listed - MAX_KEY), listed)
  const open = before.lastIndexOf(OPEN)
  return open < 0 ? null : fieldBefore(bytes, listed - before.length + open)
}

/** The last quote before `at` that is not escaped; -1 if there is none from `start` on. */
function quoteBefore(bytes: Uint8Array, at: number, start: number): number {
  for (let i = at - 1; i >= start; i--) {
    if (bytes[i] !== QUOTE) continue
    let slashes = 0
    while (i - slashes > start && bytes[i - slashes - 1] === BACKSLASH) slashes++
    if (slashes % 2 === 0) return i
  }
  return -1
}

/** The name of the field whose value begins at `value`. */
function fieldBefore(bytes: Uint8Array, value: number): string | null {
  let i = value - 1
  while (isBlank(bytes[i])) i--
  if (bytes[i] !== COLON) return null
  i--
  while (isBlank(bytes[i])) i--
  if (bytes[i] !== QUOTE || bytes[i - 1] === BACKSLASH) return null
  const open = quoteBefore(bytes, i, Math.max(0, i - MAX_KEY))
  if (open < 0 || open === i - 1) return null
  const field = new TextDecoder('latin1').decode(bytes.subarray(open + 1, i))
  // A word to look for is of these bytes.
  return /^[\x20-\x7e]{1,250}$/.test(field) ? field : null
}

/** Where the value begins of a name that ends at `at`: a string or a list; -1 if it is another. */
function valueBehind(bytes: Uint8Array, at: number): number {
  let i = at
  while (isBlank(bytes[i])) i++
  if (bytes[i] !== COLON) return -1
  i++
  while (isBlank(bytes[i])) i++
  return bytes[i] === QUOTE || bytes[i] === OPEN ? i : -1
}

/** @returns where the string ends: behind its quote, or with the line */
function readString(bytes: Uint8Array, from: number, end: number, out: TextWriter): number {
  for (let i = from; i < end; ) {
    const byte = bytes[i]!
    if (byte === QUOTE) return i + 1
    if (byte === BACKSLASH) i = readEscape(bytes, i, end, out)
    else {
      out.byte(byte)
      i++
    }
  }
  return end
}

/** Reads a list of bytes; it ends with anything else. */
function readList(bytes: Uint8Array, from: number, end: number, out: TextWriter): number {
  let i = from
  while (i < end) {
    let code = 0
    let digits = 0
    for (; bytes[i]! >= 0x30 && bytes[i]! <= 0x39 && digits < 4; digits++) {
      code = code * 10 + bytes[i++]! - 0x30
    }
    if (digits === 0 || code > 0xff) return i
    out.byte(code)
    while (bytes[i] === COMMA || isBlank(bytes[i])) i++
    if (bytes[i] === CLOSE || bytes[i] === NEWLINE) return i
  }
  return end
}
