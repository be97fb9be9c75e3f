import { Deflate } from 'pako'

/** Compresses a file piece by piece, so that it is never in memory as a whole. */
export function gzip(pieces: Iterable<Uint8Array>): Uint8Array {
  const deflate = new Deflate({ gzip: true })
  for (const piece of pieces) deflate.push(piece)
  deflate.push(new Uint8Array(0), true)
  return deflate.result
}
