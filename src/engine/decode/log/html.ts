import { startsAsHtml } from '../text.ts'
import { behindHeader, firstHeaders } from './headers.ts'
import { TextWriter } from './text-writer.ts'

const AMPERSAND = 0x26
const LESS = 0x3c
const GREATER = 0x3e

/** What XML has as it is, up to `]]>`. */
const CDATA = '![CDATA['

/** Longest tag and longest entity that are taken for one. */
const MAX_TAG = 1 << 12
const MAX_ENTITY = 12

/** Tags that a line ends with, or begins. */
const ENDS_LINE = /^\/?(?:br|p|div|li|tr|pre|code|ol|ul|table|tbody|h\d|section|textarea)\b/i

const ENTITIES: ReadonlyMap<string, number> = new Map(
  Object.entries({ lt: 60, gt: 62, amp: 38, quot: 34, apos: 39, nbsp: 32, Tab: 9, NewLine: 10 }),
)

/**
 * The text of a web page, as it was saved from a dashboard or pasted with its tags.
 * @returns null if it is none, or holds no goroutines
 */
export function html(bytes: Uint8Array): Uint8Array | null {
  if (!isHtml(bytes)) return null
  const out = new TextWriter()
  /** The next place where a tag may end, so that each is looked for once. */
  let close = -1
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i]!
    if (byte === LESS) {
      if (close < i) close = indexOrEnd(bytes, GREATER, i)
      i = readTag(bytes, i, close, out)
    } else if (byte === AMPERSAND) i = readEntity(bytes, i, out)
    else {
      out.byte(byte)
      i++
    }
  }
  return out.written()
}

function isHtml(bytes: Uint8Array): boolean {
  const whole = startsAsHtml(bytes) || /^<[a-z]+[ >]/i.test(text(bytes, 0, 64).trimStart())
  for (const at of firstHeaders(bytes)) {
    if (whole || behindHeader(bytes, at, (i) => beginsTag(bytes, i)) >= 0) return true
  }
  return false
}

function beginsTag(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === LESS && /[a-z/!]/i.test(String.fromCharCode(bytes[at + 1] ?? 0))
}

function indexOrEnd(bytes: Uint8Array, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from)
  return at < 0 ? bytes.length : at
}

/** @param close where the tag ends, if there is one */
function readTag(bytes: Uint8Array, at: number, close: number, out: TextWriter): number {
  if (!beginsTag(bytes, at) || close === bytes.length || close - at > MAX_TAG) {
    out.byte(LESS)
    return at + 1
  }
  const tag = text(bytes, at + 1, close)
  if (tag.startsWith(CDATA)) return at + 1 + CDATA.length
  // An empty line between goroutines may be made of two tags.
  if (/^br\b/i.test(tag)) out.byte(0x0a)
  // A line of code and its number are two cells.
  else if (/^t[dh]\b/i.test(tag)) out.byte(0x20)
  else if (ENDS_LINE.test(tag)) out.endLine()
  return close + 1
}

function readEntity(bytes: Uint8Array, at: number, out: TextWriter): number {
  const match = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(\w+));/.exec(
    text(bytes, at, at + MAX_ENTITY),
  )
  const [whole = '', decimal, hexadecimal, name = ''] = match ?? []
  const code = match
    ? (ENTITIES.get(name) ?? Number.parseInt(decimal ?? hexadecimal ?? '', decimal ? 10 : 16))
    : Number.NaN
  if (Number.isNaN(code)) {
    out.byte(AMPERSAND)
    return at + 1
  }
  // A blank that does not break is one here.
  out.codePoint(code === 0xa0 ? 0x20 : code)
  return at + whole.length
}

const decoder = new TextDecoder('latin1')

function text(bytes: Uint8Array, from: number, to: number): string {
  return decoder.decode(bytes.subarray(from, to))
}
