import { NEWLINE, newlineFrom, Word } from './bytes.ts'
import { GOROUTINE, HeaderReader } from './goroutine-dump/header.ts'
import { isText } from './text.ts'

/** The same bound as for profiles of profile.proto. */
const MOST = 201
/** Such texts are small: larger files, dumps mostly, are not searched for them. */
const LARGEST = 1 << 26
/** Longest line that begins a profile, in bytes. */
const MOST_HEADLINE = 256

/** What the lines say that Go's text profiles (`?debug=1`) begin with. */
const MARKS = [' profile: ', '--- mutex:', '--- contention:'].map((text) => new Word(text))
const HEADLINE =
  /^(?:\S{1,80} profile: total \d+|heap profile: +\d+: +\d+ \[ *\d+: +\d+\] @ \S+|--- (?:mutex|contention):)$/
/** Behind binary data there is no line end before it, so that the name has to be known. */
const BEHIND_BINARY =
  /(?:(?:goroutine|threadcreate) profile: total \d+|heap profile: +\d+: +\d+ \[ *\d+: +\d+\] @ \S+|--- (?:mutex|contention):)$/

/**
 * Takes texts of `?debug=1` apart that stand one behind the other, and a profile.proto or a dump of
 * goroutines (`?debug=2`) before or behind one, as in a file that several answers were appended to,
 * or that was packed in members. Dumps that follow each other stay together.
 * @returns the pieces in their order, which together are all the bytes; only one for most files
 */
export function textPieces(bytes: Uint8Array): readonly Uint8Array[] {
  if (bytes.length > LARGEST) return [bytes]
  const asText = beginsAsText(bytes)
  const headlines = headlinesIn(bytes, asText)
  const borders = [0, ...headlines]
  const last = headlines.at(-1)
  const binary = asText && last !== undefined ? binaryBehind(bytes, last) : -1
  if (binary > 0) borders.push(binary)
  for (const [i, start] of headlines.entries()) {
    const dump = dumpBehind(bytes, start, headlines[i + 1] ?? bytes.length)
    if (dump > 0) borders.push(dump)
  }
  const starts = [...new Set(borders)].sort((a, b) => a - b)
  return starts.map((start, i) => bytes.subarray(start, starts[i + 1] ?? bytes.length))
}

/** Judged by less than a headline, behind which binary data may stand soon. */
export function beginsAsText(bytes: Uint8Array): boolean {
  return isText(bytes.subarray(0, 16))
}

/** Where the headlines stand, in order. */
function headlinesIn(bytes: Uint8Array, asText: boolean): number[] {
  const found: number[] = []
  for (const mark of MARKS) {
    let at = mark.find(bytes, 0, bytes.length)
    for (let n = 0; at >= 0 && n < MOST; n++) {
      const start = headlineAround(bytes, at, asText)
      if (start >= 0) found.push(start)
      at = mark.find(bytes, at + 1, bytes.length)
    }
  }
  return found.sort((a, b) => a - b).slice(0, MOST)
}

/** Where the headline begins whose mark stands at `at`; -1 if it is none. */
function headlineAround(bytes: Uint8Array, at: number, asText: boolean): number {
  const mark = Math.min(at, MOST_HEADLINE)
  const near = bytes.subarray(at - mark, at + MOST_HEADLINE)
  const from = mark === 0 ? 0 : near.lastIndexOf(NEWLINE, mark - 1) + 1
  const newline = near.indexOf(NEWLINE, mark)
  const line = latin1.decode(near.subarray(from, newline < 0 ? near.length : newline)).trimEnd()
  const begin = line.search(asText ? HEADLINE : BEHIND_BINARY)
  return begin < 0 ? -1 : at - mark + from + begin
}

/** Where the profile.proto begins behind a text: with a tag and a length below 32, on a new line. */
function binaryBehind(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && (bytes[at]! >= 0x20 || (bytes[at]! >= 0x09 && bytes[at]! <= 0x0d)))
    at++
  return at < bytes.length && bytes[at - 2] === NEWLINE ? at - 1 : -1
}

/** Where, on a line of its own, the first goroutine of a dump begins; -1 if there is none. */
function dumpBehind(bytes: Uint8Array, from: number, to: number): number {
  const header = new HeaderReader(bytes)
  for (let at = from; ; ) {
    at = GOROUTINE.find(bytes, at + 1, to)
    if (at < 0) return -1
    if (bytes[at - 1] === NEWLINE && header.read(at, newlineFrom(bytes, at))) return at
  }
}

const latin1 = new TextDecoder('latin1')
