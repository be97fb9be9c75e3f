import { Inflate, Z_BUF_ERROR, Z_DATA_ERROR } from 'pako'
import { ProfileError } from '../profile/error.ts'
import type { Checkpoint } from '../progress.ts'

/** Inflated sizes beyond this are refused unless the caller allows more: 1 GiB. */
export const MAX_INFLATED = 2 ** 30

/** Deflate cannot expand by more than this (zlib's technical notes). */
const MAX_EXPANSION = 1032
/** Bytes given to the inflater at a time. */
const INPUT_PIECE = 1 << 18
/** The trailer's size is only a claim: no more than this is reserved on its word. */
const MAX_RESERVED = 2 ** 28
/** What zlib says of bytes that do not begin a gzip member. */
const NO_HEADER = /^(incorrect header check|unknown|header crc mismatch|invalid window size)/

export interface Inflated {
  readonly bytes: Uint8Array
  /** "" if the file is sound; else what is wrong with it, as part of a sentence. */
  readonly damage: string
  /** Bytes behind the compressed data, which were passed over. */
  readonly trailing: boolean
}

export function isGzip(bytes: Uint8Array): boolean {
  return bytes.length >= 2 && bytes[0] === 0x1f && bytes[1] === 0x8b
}

/**
 * Inflates gzip data of one or several members. The platform's stream is tried first, for speed;
 * it refuses some files that `go tool pprof` reads, so on any error pako has the last word. What a
 * truncated file still holds is returned, with the damage named.
 * @throws ProfileError `too-large` as soon as the output exceeds `maxBytes`
 */
export async function gunzip(
  bytes: Uint8Array,
  maxBytes: number,
  checkpoint: Checkpoint,
): Promise<Inflated> {
  try {
    const inflated = await inflateNatively(bytes, maxBytes, checkpoint)
    return { bytes: inflated, damage: '', trailing: false }
  } catch (error) {
    // A TypeError is the platform's word for bad data; anything else is for our caller.
    if (!(error instanceof TypeError || isNodeZlibError(error))) throw error
  }
  return inflateWithPako(bytes, maxBytes, checkpoint)
}

function isNodeZlibError(error: unknown): boolean {
  return error instanceof Error && 'errno' in error
}

async function inflateNatively(
  bytes: Uint8Array,
  maxBytes: number,
  checkpoint: Checkpoint,
): Promise<Uint8Array> {
  const output = new Output(bytes, maxBytes)
  const stream = new DecompressionStream('gzip')
  const feeding = feed(stream.writable, bytes)
  // A failure to write is a failure to read as well, and is reported there.
  feeding.catch(() => {})
  const reader = stream.readable.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return output.finish()
      output.write(value)
      await checkpoint('inflate', output.length, output.expected)
    }
  } catch (error) {
    // Lets go of the stream; its own complaint about that is of no interest.
    reader.cancel().catch(() => {})
    throw error
  }
}

/** Writes the bytes in pieces, as fast as they are taken. */
async function feed(writable: WritableStream<BufferSource>, bytes: Uint8Array): Promise<void> {
  const writer = writable.getWriter()
  for (let at = 0; at < bytes.length; at += INPUT_PIECE) {
    await writer.ready
    await writer.write(bytes.subarray(at, at + INPUT_PIECE) as Uint8Array<ArrayBuffer>)
  }
  await writer.close()
}

async function inflateWithPako(
  bytes: Uint8Array,
  maxBytes: number,
  checkpoint: Checkpoint,
): Promise<Inflated> {
  const output = new Output(bytes, maxBytes)
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
    const whole = err === 0 || (behind && output.length > 0)
    const truncated = !ended || err === Z_BUF_ERROR
    const damage = truncated ? 'ends too early' : whole ? '' : 'is damaged'
    return { bytes: output.finish(), damage, trailing: !damage }
  }
}

function newMember(output: Output): { inflate: Inflate; heldBack: () => Uint8Array } {
  const inflate = new Inflate({ chunkSize: 1 << 18 })
  const member = { inflate, heldBack: () => new Uint8Array(0) }
  inflate.onData = (chunk) => output.write(chunk)
  inflate.onStart = (stream) => {
    member.heldBack = () => stream.output.subarray(0, stream.next_out)
  }
  return member
}

/** The inflated bytes so far: one buffer, so that nothing is copied twice. */
class Output {
  private buffer: Uint8Array
  length = 0
  /** What the trailer claims; a progress bar's 100 %. */
  readonly expected: number

  constructor(
    compressed: Uint8Array,
    private readonly maxBytes: number,
  ) {
    const { byteOffset, byteLength } = compressed
    const trailer = new DataView(compressed.buffer, byteOffset, byteLength)
    const claimed = byteLength >= 4 ? trailer.getUint32(byteLength - 4, true) : 0
    this.expected = Math.min(claimed, byteLength * MAX_EXPANSION)
    this.buffer = new Uint8Array(Math.max(1024, Math.min(this.expected, maxBytes, MAX_RESERVED)))
  }

  write(chunk: Uint8Array): void {
    const length = this.length + chunk.length
    if (length > this.maxBytes) throw tooLarge(this.maxBytes)
    if (length > this.buffer.length) {
      const wider = new Uint8Array(
        Math.min(this.maxBytes, Math.max(length, this.buffer.length * 2)),
      )
      wider.set(this.buffer.subarray(0, this.length))
      this.buffer = wider
    }
    this.buffer.set(chunk, this.length)
    this.length = length
  }

  finish(): Uint8Array {
    return this.buffer.subarray(0, this.length)
  }
}

function tooLarge(maxBytes: number): ProfileError {
  const limit = maxBytes >= 2 ** 30 ? `${maxBytes / 2 ** 30} GB` : `${maxBytes / 2 ** 20} MB`
  return new ProfileError(
    'too-large',
    `The file inflates to more than ${limit}, the most that is opened.`,
    'A profile of that size is rare: check that this is one. Recording for a shorter time or at a lower rate makes it smaller.',
  )
}
