import { ProfileError } from '../../profile/error.ts'
import type { Checkpoint } from '../../progress.ts'
import { type Container, type Content, type Room, TRAILING } from './container.ts'
import { Output } from './output.ts'
import { type Frame, framesOf, isZstd } from './zstd-frames.ts'

/** The library moves the whole window at each block of a frame that does not tell its size: bytes. */
const MOST_MOVED = 2 ** 35
/** What the format asks every reader to take, and a little more: 128 MB. */
const LARGEST_WINDOW = 2 ** 27
const PIECE = 1 << 16

export const zstd: Container = {
  name: 'a zstd file',
  recognizes: isZstd,
  parts: (bytes) => [{ name: '', read: (room, checkpoint) => unpack(bytes, room, checkpoint) }],
}

async function unpack(bytes: Uint8Array, room: Room, checkpoint: Checkpoint): Promise<Content> {
  const { frames, cut, damage, end } = framesOf(bytes)
  const moved = requireModest(frames)
  const output = new Output(room, expectedSize(frames))
  // Few profiles are packed so: the library is loaded for those that are.
  const { Decompress, decompress } = await import('fzstd')
  const stream = async (packed: Uint8Array, isWhole: boolean): Promise<void> => {
    const decoder = new Decompress((piece) => output.write(piece))
    for (let at = 0; at < packed.length; at += PIECE) {
      decoder.push(packed.subarray(at, at + PIECE), isWhole && at + PIECE >= packed.length)
      await checkpoint('inflate', output.length, output.expected)
    }
  }
  let isDamaged = false
  try {
    for (const frame of frames) {
      const packed = bytes.subarray(frame.start, frame.end)
      if (isUnpackedAtOnce(frame)) {
        decompress(packed, output.next(frame.size))
        await checkpoint('inflate', output.length, output.expected)
        continue
      }
      await stream(packed, true)
    }
    if (cut && moved + movedFor(cut) <= MOST_MOVED)
      await stream(bytes.subarray(cut.start, cut.end), false)
  } catch (error) {
    if (!isComplaint(error)) throw error
    isDamaged = true
  }
  const notes = end < bytes.length && damage === '' ? [TRAILING] : []
  return { bytes: output.finish(), damage: isDamaged ? 'is damaged' : damage, notes }
}

/** What the library throws of bad data: errors with a code, and those of arrays that are too short. */
function isComplaint(error: unknown): boolean {
  if (error instanceof ProfileError) return false
  return error instanceof RangeError || (error instanceof Error && 'code' in error)
}

function expectedSize(frames: readonly Frame[]): number {
  let sum = 0
  for (const { size, most } of frames) sum += size < 0 ? most : Math.min(size, most)
  return sum
}

/**
 * @returns bytes that the library moves for the frames
 * @throws ProfileError for what would take minutes to unpack
 */
function requireModest(frames: readonly Frame[]): number {
  let moved = 0
  for (const frame of frames) if (!isUnpackedAtOnce(frame)) moved += movedFor(frame)
  if (moved > MOST_MOVED) throw tooMuch()
  return moved
}

/** Bytes that the library moves to unpack the frame as a stream. */
function movedFor({ window, blocks }: Frame): number {
  return window > LARGEST_WINDOW ? Number.POSITIVE_INFINITY : window * (blocks + 1)
}

/** Whether it says how much it holds, and can: others, and one that is cut, are streamed. */
function isUnpackedAtOnce({ size, most }: Frame): boolean {
  return size >= 0 && size <= most
}

function tooMuch(): ProfileError {
  return new ProfileError(
    'too-large',
    'The file is compressed by zstd in a way that takes too long to decompress here (a long window and many blocks).',
    'Unpack it with `zstd -d` and open what comes out.',
  )
}
