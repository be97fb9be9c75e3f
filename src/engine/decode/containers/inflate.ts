import type { Checkpoint } from '../../progress.ts'
import type { Output } from './output.ts'

/** Bytes given to an inflater at a time. */
export const INPUT_PIECE = 1 << 18

/**
 * Inflates by the platform's stream.
 * @throws what `isBadData` knows if the data is not what it should be
 */
export async function inflate(
  bytes: Uint8Array,
  format: 'gzip' | 'deflate-raw',
  output: Output,
  checkpoint: Checkpoint,
): Promise<void> {
  const stream = new DecompressionStream(format)
  const feeding = feed(stream.writable, bytes)
  // A failure to write fails the read as well, and is reported there.
  feeding.catch(() => {})
  const reader = stream.readable.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      output.write(value)
      await checkpoint('inflate', output.length, output.expected)
    }
  } catch (error) {
    // Cancels the stream; its error about that is ignored.
    reader.cancel().catch(() => {})
    throw error
  }
}

/** Whether the platform's stream rejected its input; any other error is for the caller. */
export function isBadData(error: unknown): boolean {
  // Browsers throw a TypeError, Node what its zlib throws.
  return error instanceof TypeError || (error instanceof Error && 'errno' in error)
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
