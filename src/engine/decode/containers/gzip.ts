import { Inflate, Z_BUF_ERROR, Z_DATA_ERROR } from 'pako'
import type { Checkpoint } from '../../progress.ts'
import { type Container, type Content, type Room, sound, TRAILING } from './container.ts'
import { INPUT_PIECE, inflate, isBadData } from './inflate.ts'
import { Output } from './output.ts'

/** Larger inflated sizes are rejected unless the caller allows more: 1 GiB. */
export const MAX_INFLATED = 2 ** 30

/** Deflate cannot expand by more than this (zlib's technical notes). */
const MAX_EXPANSION = 1032
/** zlib's error for bytes that do not begin a gzip member. */
const NO_HEADER = /^(incorrect header check|unknown|header crc mismatch|invalid window size)/

export const gzip: Container = {
  name: 'a gzip file',
  recognizes: isGzip,
  parts: (bytes) => [{ name: '', read: (room, checkpoint) => gunzip(bytes, room, checkpoint) }],
}

/** Whether the bytes begin as gzip does. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b
}

/**
 * Inflates gzip data of one or several members. The platform's stream is tried first, for speed; it
 * rejects some files that `go tool pprof` reads, so on any error pako decides. What a truncated
 * file still holds is returned, with the damage named.
 * @throws ProfileError `too-large` as soon as the output exceeds the room
 */
export async function gunzip(
  bytes: Uint8Array,
  room: Room,
  checkpoint: Checkpoint,
): Promise<Content> {
  try {
    const output = new Output(room, expectedSize(bytes))
    await inflate(bytes, 'gzip', output, checkpoint)
    return sound(output.finish())
  } catch (error) {
    if (!isBadData(error)) throw error
  }
  return inflateWithPako(bytes, room, checkpoint)
}

async function inflateWithPako(
  bytes: Uint8Array,
  room: Room,
  checkpoint: Checkpoint,
): Promise<Content> {
  const output = new Output(room, expectedSize(bytes))
  let pushed = 0
  for (;;) {
    const member = newMember(output)
    const { inflate } = member
    while (pushed < bytes.length && !inflate.ended) {
      const end = Math.min(bytes.length, pushed + INPUT_PIECE)
      inflate.push(bytes.subarray(pushed, end), end === bytes.length)
      pushed = end
      await checkpoint('inflate', output.length, output.expected)
    }
    const { err, msg, ended } = inflate
    // A member that ended with the piece: pako leaves the next one to us.
    if (ended && err === 0 && isGzip(bytes.subarray(pushed))) continue
    // No further member follows a whole one, but something else: pako holds back what came before.
    const behind = err === Z_DATA_ERROR && NO_HEADER.test(msg)
    if (behind) output.write(member.heldBack())
    // A newline, say, that an editor or a shell put behind it: pako waits for the rest of a header.
    const stray = output.length > 0 && member.read() === 1 && bytes.at(-1) !== bytes[0]
    const whole = err === 0 || stray || (behind && output.length > 0)
    const truncated = !stray && (!ended || err === Z_BUF_ERROR)
    const damage = truncated ? 'ends too early' : whole ? '' : 'is damaged'
    return { bytes: output.finish(), damage, notes: damage ? [] : [TRAILING] }
  }
}

interface Member {
  readonly inflate: Inflate
  /** What was inflated and is not yet written. */
  heldBack(): Uint8Array
  /** How many bytes were read of the member that pako is in. */
  read(): number
}

function newMember(output: Output): Member {
  const inflate = new Inflate({ chunkSize: 1 << 18 })
  const member = { inflate, heldBack: () => new Uint8Array(0), read: () => 0 }
  inflate.onData = (chunk) => output.write(chunk)
  inflate.onStart = (stream) => {
    member.heldBack = () => stream.output.subarray(0, stream.next_out)
    member.read = () => stream.total_in
  }
  return member
}

/** What the trailer claims; a progress bar's 100 %. */
function expectedSize({ buffer, byteOffset, byteLength }: Uint8Array): number {
  if (byteLength < 4) return 0
  const trailer = new DataView(buffer, byteOffset + byteLength - 4, 4)
  return Math.min(trailer.getUint32(0, true), byteLength * MAX_EXPANSION)
}
