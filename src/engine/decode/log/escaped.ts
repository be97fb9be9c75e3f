import { NEWLINE, newlineFrom, Word } from '../bytes.ts'
import { readEscape } from './escapes.ts'
import { behindHeader, firstHeaders, nextHeader } from './headers.ts'
import { TextWriter } from './text-writer.ts'

const QUOTE = 0x22
const HASH = 0x23
const BACKSLASH = 0x5c

/** Line ends as they are escaped in one line; a carriage return may come first. */
const LINE_ENDS = [
  '\\n',
  '\\r',
  '\\u000a',
  '\\u000A',
  '\\u000d',
  '\\x0a',
  '\\x0A',
  '\\x0d',
  '\\012',
]
  .flatMap((text) => [text, `\\${text}`, `\\\\\\${text}`])
  .concat('#012', '#015', '%0A', '%0a', '%0D', '%0d')
  .map((text) => new Word(text))

/**
 * Dumps that a log has in one line each, their line ends escaped (`\n`, `\u000a`, `#012` of rsyslog,
 * `%0A`), perhaps in a quoted string: such lines are unescaped, once, all others stay.
 * @returns null if there is none
 */
export function escapedLines(bytes: Uint8Array): Uint8Array | null {
  let first = -1
  for (const at of firstHeaders(bytes)) {
    if (escapeBehind(bytes, at) === 0) continue
    first = at
    break
  }
  if (first < 0) return null
  const out = new TextWriter()
  let copied = 0
  for (let at = first; at >= 0; ) {
    const mark = escapeBehind(bytes, at)
    if (mark === 0) at = nextHeader(bytes, at + 1)
    else {
      const end = newlineFrom(bytes, at)
      const start = at === 0 ? 0 : bytes.lastIndexOf(NEWLINE, at - 1) + 1
      out.copy(bytes.subarray(copied, start))
      writeUnescaped(bytes, { start, header: at, end, mark }, out)
      copied = end
      at = nextHeader(bytes, end)
    }
  }
  out.copy(bytes.subarray(copied))
  return out.written()
}

/** The character that the escape of the line end behind a header begins with; 0 if there is none. */
function escapeBehind(bytes: Uint8Array, at: number): number {
  const behind = behindHeader(bytes, at, (i) => LINE_ENDS.some((end) => end.isAt(bytes, i)))
  return behind < 0 ? 0 : bytes[behind]!
}

interface EscapedLine {
  readonly start: number
  readonly header: number
  readonly end: number
  readonly mark: number
}

/** In a quoted string, the next quote that is not escaped ends the text. */
function writeUnescaped(
  bytes: Uint8Array,
  { start, header, end, mark }: EscapedLine,
  out: TextWriter,
): void {
  const quoted = mark === BACKSLASH && quotesBetween(bytes, start, header) % 2 === 1
  let inside = false
  for (let i = start; i < end; ) {
    const byte = bytes[i]!
    if (quoted && byte === QUOTE) {
      inside = !inside
      // What follows on the line is no part of the text.
      if (!inside) out.text('\n\n')
      else out.byte(QUOTE)
      i++
    } else if (byte !== mark) {
      out.byte(byte)
      i++
    } else if (mark === BACKSLASH) i = readEscape(bytes, i, end, out)
    else i = readNumber(bytes, i, mark, out)
  }
}

function quotesBetween(bytes: Uint8Array, from: number, to: number): number {
  let quotes = 0
  for (let i = from; i < to; i++) {
    if (bytes[i] === BACKSLASH) i++
    else if (bytes[i] === QUOTE) quotes++
  }
  return quotes
}

/** `#012`, in octal, or `%0A`, in hexadecimal; anything else is what it is. */
function readNumber(bytes: Uint8Array, at: number, mark: number, out: TextWriter): number {
  const octal = mark === HASH
  const end = at + (octal ? 4 : 3)
  const text = String.fromCharCode(...bytes.subarray(at + 1, end))
  if (!(octal ? /^[0-3][0-7]{2}$/ : /^[0-9a-f]{2}$/i).test(text)) {
    out.byte(mark)
    return at + 1
  }
  out.byte(Number.parseInt(text, octal ? 8 : 16))
  return end
}
