/** The frames of zstd data, by their headers (RFC 8878): nothing is unpacked. */

export interface Frame {
  readonly start: number
  readonly end: number
  /** Bytes of its content, where the header says; else -1. */
  readonly size: number
  /** Bytes back to which its content may refer. */
  readonly window: number
  readonly blocks: number
  /** The most that its blocks can hold, in bytes. */
  readonly most: number
}

export interface Frames {
  readonly frames: readonly Frame[]
  /** The whole blocks of the frame that the data ends in; null if there are none. */
  readonly cut: Frame | null
  /** "" if all frames are whole; else what is wrong, as part of a sentence. */
  readonly damage: string
  /** Where the last whole frame ends. */
  readonly end: number
}

const MAGIC = 0xfd2fb528
const SKIPPABLE = 0x184d2a50
const LARGEST_BLOCK = 1 << 17

/** Whether the bytes begin with a frame of zstd. */
export function isZstd(bytes: Uint8Array): boolean {
  if (bytes.length < 8) return false
  const magic = viewOf(bytes).getUint32(0, true)
  return magic === MAGIC || (magic & ~0xf) >>> 0 === SKIPPABLE
}

/** Reads the headers of all frames. Takes time linear in the number of blocks. */
export function framesOf(bytes: Uint8Array): Frames {
  const view = viewOf(bytes)
  const frames: Frame[] = []
  let cut: Frame | null = null
  let at = 0
  try {
    while (at < bytes.length) {
      const magic = view.getUint32(at, true)
      if ((magic & ~0xf) >>> 0 === SKIPPABLE) {
        at += 8 + view.getUint32(at + 4, true)
        if (at > bytes.length) throw new RangeError('cut short')
      } else if (magic === MAGIC) {
        const { frame, isWhole } = readFrame(view, at)
        if (!isWhole) {
          cut = frame
          throw new RangeError('cut short')
        }
        frames.push(frame)
        at = frame.end
      } else {
        return { frames, cut, damage: frames.length > 0 ? '' : 'is damaged', end: at }
      }
    }
  } catch (error) {
    // The error of a DataView that reads past its end.
    if (!(error instanceof RangeError)) throw error
    return { frames, cut, damage: 'ends too early', end: at }
  }
  return { frames, cut, damage: '', end: at }
}

/**
 * @returns the frame, or as much of it as there are whole blocks
 * @throws RangeError if the data ends within its header
 */
function readFrame(view: DataView, start: number): { frame: Frame; isWhole: boolean } {
  const descriptor = view.getUint8(start + 4)
  const isSingleSegment = (descriptor & 0x20) !== 0
  let at = start + 5
  let window = 0
  if (!isSingleSegment) {
    const byte = view.getUint8(at++)
    const base = 2 ** (10 + (byte >> 3))
    window = base + (base / 8) * (byte & 7)
  }
  at += [0, 1, 2, 4][descriptor & 3]!
  const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6]!
  const size = readSize(view, at, sizeBytes)
  at += sizeBytes
  if (isSingleSegment) window = size
  const blockLimit = Math.min(window, LARGEST_BLOCK)
  let blocks = 0
  let most = 0
  let isLast = false
  while (!isLast && at + 3 <= view.byteLength) {
    const header = view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
    const type = (header >> 1) & 3
    const length = header >> 3
    // One byte stands for a run of it.
    const next = at + 3 + (type === 1 ? 1 : length)
    if (next > view.byteLength) break
    at = next
    isLast = (header & 1) === 1
    most += type === 2 ? blockLimit : length
    blocks++
  }
  const end = at + (isLast && descriptor & 4 ? 4 : 0)
  const isWhole = isLast && end <= view.byteLength
  return { frame: { start, end: isWhole ? end : at, size, window, blocks, most }, isWhole }
}

function readSize(view: DataView, at: number, bytes: number): number {
  switch (bytes) {
    case 1:
      return view.getUint8(at)
    case 2:
      return view.getUint16(at, true) + 256
    case 4:
      return view.getUint32(at, true)
    case 8:
      return Number(view.getBigUint64(at, true))
    default:
      return -1
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}
