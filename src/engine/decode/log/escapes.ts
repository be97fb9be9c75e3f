import type { TextWriter } from './text-writer.ts'

const LETTERS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    a: 7,
    b: 8,
    t: 9,
    n: 10,
    v: 11,
    f: 12,
    r: 13,
    '"': 34,
    "'": 39,
    '/': 47,
    '\\': 92,
  }),
)
/** Digits behind the letter, of JSON and of Go. */
const DIGITS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
])

const BACKSLASH = 0x5c

/**
 * Reads one escape of a JSON or Go string; what is none stays as it is.
 * @param at where its backslash stands
 * @returns where the text goes on
 */
export function readEscape(bytes: Uint8Array, at: number, end: number, out: TextWriter): number {
  const letter = at + 1 < end ? String.fromCharCode(bytes[at + 1]!) : ''
  const byte = LETTERS.get(letter)
  if (byte !== undefined) {
    out.byte(byte)
    return at + 2
  }
  const digits = DIGITS.get(letter)
  if (digits !== undefined) {
    const code = numberAt(bytes, at + 2, digits, 16, end)
    if (code >= 0) return writeCode(bytes, at + 2 + digits, code, end, out)
  } else if (letter >= '0' && letter <= '3') {
    const code = numberAt(bytes, at + 1, 3, 8, end)
    if (code >= 0) {
      out.byte(code)
      return at + 4
    }
  }
  out.byte(BACKSLASH)
  return at + 1
}

/** Writes a character; the other half of a pair may follow as an escape of its own. */
function writeCode(
  bytes: Uint8Array,
  behind: number,
  code: number,
  end: number,
  out: TextWriter,
): number {
  const isHigh = code >= 0xd800 && code < 0xdc00
  const follows = isHigh && bytes[behind] === BACKSLASH && bytes[behind + 1] === 0x75
  const low = follows ? numberAt(bytes, behind + 2, 4, 16, end) : -1
  if (low >= 0xdc00 && low < 0xe000) {
    out.codePoint(0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00))
    return behind + 6
  }
  out.codePoint(code >= 0xd800 && code < 0xe000 ? 0xfffd : code)
  return behind
}

/** A number of so many digits; -1 if they are not there. */
function numberAt(
  bytes: Uint8Array,
  at: number,
  digits: number,
  base: 8 | 16,
  end: number,
): number {
  if (at + digits > end) return -1
  const text = String.fromCharCode(...bytes.subarray(at, at + digits))
  const pattern = base === 16 ? /^[0-9a-f]+$/i : /^[0-7]+$/
  return pattern.test(text) ? Number.parseInt(text, base) : -1
}
