import { isBlank, isDigit, NEWLINE } from '../bytes.ts'
import { startsAsJson } from '../text.ts'
import { readEscape } from './escapes.ts'
import { firstHeaders } from './headers.ts'
import { TextWriter } from './text-writer.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const OPEN = 0x5b
const BACKSLASH = 0x5c

/**
 * The strings of a JSON text in which the lines of a dump are the elements of a list (notebooks,
 * answers of Loki): a line each, without names of fields and without numbers.
 * @returns null if it is none
 */
export function jsonStrings(bytes: Uint8Array): Uint8Array | null {
  if (!startsAsJson(bytes) || !isInList(bytes)) return null
  const out = new TextWriter()
  const text = new TextWriter()
  for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at)) {
    text.clear()
    at = readString(bytes, at + 1, text)
    const written = text.written()
    const isName = bytes[behindBlanks(bytes, at)] === COLON
    // The lines of a dump may be empty.
    const isNumber = written.length > 0 && written.every(isDigit)
    if (isName || isNumber) continue
    out.bytes(written)
    if (written.at(-1) !== NEWLINE) out.byte(NEWLINE)
  }
  return out.written()
}

/** Whether one of the first headers begins a string that is an element of a list. */
function isInList(bytes: Uint8Array): boolean {
  for (const at of firstHeaders(bytes)) {
    if (bytes[at - 1] !== QUOTE) continue
    let before = at - 2
    while (before >= 0 && isSpace(bytes[before])) before--
    if (bytes[before] === COMMA || bytes[before] === OPEN) return true
  }
  return false
}

/** @returns where it goes on behind the string */
function readString(bytes: Uint8Array, from: number, out: TextWriter): number {
  for (let i = from; i < bytes.length; ) {
    const byte = bytes[i]!
    if (byte === QUOTE) return i + 1
    if (byte === BACKSLASH) i = readEscape(bytes, i, bytes.length, out)
    else {
      out.byte(byte)
      i++
    }
  }
  return bytes.length
}

function behindBlanks(bytes: Uint8Array, from: number): number {
  let at = from
  while (isSpace(bytes[at])) at++
  return at
}

function isSpace(byte: number | undefined): boolean {
  return isBlank(byte) || byte === NEWLINE || byte === 0x0d
}
