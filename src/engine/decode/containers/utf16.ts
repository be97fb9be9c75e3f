import type { Checkpoint } from '../../progress.ts'
import { type Container, type Content, type Room, sound } from './container.ts'
import { Output } from './output.ts'

/** Bytes read at a time; even, so that no unit of the encoding is cut. */
const PIECE = 1 << 18
/** Units at the beginning that tell the encoding where no mark does. */
const SAMPLE = 32

/** UTF-16, in which Windows PowerShell's `>` writes whatever goes through it. */
export const utf16: Container = {
  name: 'UTF-16 text',
  recognizes: (bytes) => encodingOf(bytes) !== null,
  parts: (bytes) => [{ name: '', read: (room, checkpoint) => unpack(bytes, room, checkpoint) }],
}

type Encoding = 'utf-16le' | 'utf-16be'

function encodingOf(bytes: Uint8Array): Encoding | null {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (bytes.length < 2 * SAMPLE) return null
  if (isAscii(bytes, 0)) return 'utf-16le'
  return isAscii(bytes, 1) ? 'utf-16be' : null
}

/**
 * Whether the first units are printable ASCII or line ends, and some of them letters: empty messages
 * of protobuf are a line end and a zero each.
 * @param low where the low byte of a unit is
 */
function isAscii(bytes: Uint8Array, low: 0 | 1): boolean {
  let letters = 0
  for (let at = 0; at < 2 * SAMPLE; at += 2) {
    const byte = bytes[at + low]!
    const isText = (byte >= 0x20 && byte < 0x7f) || (byte >= 0x09 && byte <= 0x0d)
    if (!isText || bytes[at + 1 - low] !== 0) return false
    if (byte >= 0x41) letters++
  }
  return letters > 1
}

async function unpack(bytes: Uint8Array, room: Room, checkpoint: Checkpoint): Promise<Content> {
  const output = new Output(room, bytes.length >> 1)
  const decoder = new TextDecoder(encodingOf(bytes) ?? 'utf-16le')
  const encoder = new TextEncoder()
  for (let at = 0; at < bytes.length; at += PIECE) {
    const stream = at + PIECE < bytes.length
    output.write(encoder.encode(decoder.decode(bytes.subarray(at, at + PIECE), { stream })))
    await checkpoint('inflate', at, bytes.length)
  }
  return sound(output.finish())
}
