import { Deflate } from 'pako'

/** Packs pieces of a file as they come, so that the whole need not be there at once. */
export function gzip(pieces: Iterable<Uint8Array>): Uint8Array {
  const deflate = new Deflate({ gzip: true })
  for (const piece of pieces) deflate.push(piece)
  deflate.push(new Uint8Array(0), true)
  return deflate.result
}
