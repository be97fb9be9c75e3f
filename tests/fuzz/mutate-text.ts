import type { Random } from '../bench/random.ts'
import { joined, type Mutator, oneOf } from './mutate.ts'

const NUMBERS = [
  ...['0', '-1', '1', '2147483648', '4294967295', '9007199254740993', '9223372036854775807'],
  ...['18446744073709551615', '18446744073709551616', '1e308', '1e999', '0x', '0xffffffffffffffff'],
  ...['NaN', '0.0000000001', '00', '+1', '1_000'],
]

const PIECES = [
  ...['goroutine 1 [running]:', 'goroutine profile: total 2', '\tmain.main()', '\t/a.go:1 +0x1'],
  ...[
    'created by main.main in goroutine 1',
    '--- ',
    'MAPPED_LIBRARIES:',
    'heap profile: 1: 2 [3: 4] @ ',
  ],
  ...['1: 2 [3: 4] @ 0x1 0x2', '{"', '"}', '[', ']', '{', '}', ',', ':', '\\u0000', '\\n', '\\t'],
  ...['\ufeff', '\u0000', '\r\n', '\r', '\t', '    ', ';', ' 1', '@ 0x', '# ', '%!s', '\u{1f525}'],
]

const LINE_END = 0x0a

/** A run of digits becomes a number at some edge. */
const otherNumber: Mutator = (input, random) => {
  let from = random.below(input.length + 1)
  while (from < input.length && !isDigit(input[from]!)) from++
  let to = from
  while (to < input.length && isDigit(input[to]!)) to++
  return joined(input.subarray(0, from), text(oneOf(NUMBERS, random)), input.subarray(to))
}

const piece: Mutator = (input, random) => {
  const at = random.below(input.length + 1)
  return joined(input.subarray(0, at), text(oneOf(PIECES, random)), input.subarray(at))
}

/** Lines lost, twice, in another place, or of another file. */
const otherLines: Mutator = (input, random, other) => {
  const from = lineFrom(input, random.below(input.length + 1))
  const to = lineFrom(input, Math.min(input.length, from + 1 + random.hot(400)))
  const rest = joined(input.subarray(0, from), input.subarray(to))
  if (random.chance(0.3)) return rest
  const source = random.chance(0.5) ? input : other
  const start = lineFrom(source, random.below(source.length + 1))
  const part = source.subarray(start, lineFrom(source, start + 1 + random.hot(400)))
  const at = lineFrom(rest, random.below(rest.length + 1))
  return joined(rest.subarray(0, at), part, rest.subarray(at))
}

/** Something before or behind each line, as loggers put it, or other line ends. */
const everyLine: Mutator = (input, random) => {
  const before = oneOf(['', '2026-12-01T00:00:00Z ', 'web-1  | ', '\t', '{"log":"', '> '], random)
  const after = oneOf(['', '\r', ' ', '"}', '\\n'], random)
  const lines = new TextDecoder('latin1').decode(input).split('\n')
  return joined(Buffer.from(lines.map((line) => before + line + after).join('\n'), 'latin1'))
}

const utf16: Mutator = (input, random) => {
  const units = new Uint8Array(input.length * 2 + 2)
  const low = random.chance(0.5) ? 0 : 1
  units[low] = 0xff
  units[1 - low] = 0xfe
  for (let i = 0; i < input.length; i++) units[2 + i * 2 + low] = input[i]!
  return joined(units)
}

export const TEXT_MUTATORS: readonly Mutator[] = [
  otherNumber,
  otherNumber,
  piece,
  piece,
  otherLines,
  otherLines,
  everyLine,
  utf16,
]

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}

/** Where the line behind `at` begins. */
function lineFrom(input: Uint8Array, at: number): number {
  if (at <= 0) return 0
  const end = input.indexOf(LINE_END, at - 1)
  return end < 0 ? input.length : end + 1
}

function text(of: string): Uint8Array {
  return new TextEncoder().encode(of)
}

/** Whether the bytes are to be changed as a text. */
export function looksLikeText(input: Uint8Array, random: Random): boolean {
  const from = random.below(Math.max(1, input.length - 32))
  const some = input.subarray(from, from + 32)
  return some.every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d))
}
