import type { Checkpoint } from '../../progress.ts'
import { looksLikeProto } from '../proto.ts'
import { isText } from '../text.ts'
import { type Container, type Content, type Room, sound } from './container.ts'
import { isGzip } from './gzip.ts'
import { Output } from './output.ts'
import { isZstd } from './zstd-frames.ts'

/** Shorter texts are words rather than profiles. */
const SHORTEST = 32
const SAMPLE = 512
const PIECE = 1 << 18

/** Binary data as text, as `base64`, a data: address, JSON or `kubectl … -o jsonpath` have it. */
export const base64: Container = {
  name: 'base64 text',
  recognizes(bytes) {
    const from = beginOf(bytes)
    const { values, isPure } = decodePiece(bytes.subarray(from, from + SAMPLE), emptyState())
    if (!isPure || values.length < SHORTEST) return false
    return isGzip(values) || isZstd(values) || (looksLikeProto(values) && !isText(values))
  },
  parts: (bytes) => [{ name: '', read: (room, checkpoint) => unpack(bytes, room, checkpoint) }],
}

async function unpack(bytes: Uint8Array, room: Room, checkpoint: Checkpoint): Promise<Content> {
  const output = new Output(room, Math.ceil(bytes.length * 0.75))
  const state = emptyState()
  let isPure = true
  for (let at = beginOf(bytes); at < bytes.length && isPure; at += PIECE) {
    const piece = decodePiece(bytes.subarray(at, at + PIECE), state)
    output.write(piece.values)
    isPure = piece.isPure
    await checkpoint('inflate', at, bytes.length)
  }
  const damage = isPure ? '' : 'continues with something that is not base64'
  return { ...sound(output.finish()), damage }
}

/** Behind blanks, a quotation mark and `data:…;base64,`. */
function beginOf(bytes: Uint8Array): number {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 256))
  return /^\s*["']?\s*(?:data:[\w.+/-]*(?:;[\w=.-]+)*;base64,)?/.exec(head)?.[0].length ?? 0
}

/** Bits that are left of a piece, for the next; behind the padding nothing counts. */
interface State {
  bits: number
  held: number
  isOver: boolean
}

function emptyState(): State {
  return { bits: 0, held: 0, isOver: false }
}

/** Both alphabets (RFC 4648), line ends and blanks between. `isPure`: nothing else was met. */
function decodePiece(
  bytes: Uint8Array,
  state: State,
): { readonly values: Uint8Array; readonly isPure: boolean } {
  const values = new Uint8Array(Math.ceil(bytes.length * 0.75) + 1)
  let length = 0
  for (const byte of bytes) {
    const value = VALUES[byte]!
    if (value < 64 && !state.isOver) {
      state.held = ((state.held << 6) | value) & 0xffff
      state.bits += 6
      if (state.bits >= 8) {
        state.bits -= 8
        values[length++] = state.held >> state.bits
      }
    } else if (value === END) state.isOver = true
    else if (value !== BLANK) return { values: values.subarray(0, length), isPure: false }
  }
  return { values: values.subarray(0, length), isPure: true }
}

const BLANK = 64
const END = 65
const OTHER = 66
const VALUES = new Uint8Array(256).fill(OTHER)
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
for (let i = 0; i < ALPHABET.length; i++) VALUES[ALPHABET.charCodeAt(i)] = i
for (const char of '+-') VALUES[char.charCodeAt(0)] = 62
for (const char of '/_') VALUES[char.charCodeAt(0)] = 63
for (const char of ' \t\r\n') VALUES[char.charCodeAt(0)] = BLANK
for (const char of '="\'') VALUES[char.charCodeAt(0)] = END
