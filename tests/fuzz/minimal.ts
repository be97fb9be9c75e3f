import { tryInput } from './trial.ts'

const MOST_ATTEMPTS = 2000

/** A shorter input with the same finding: stretches are taken away as long as it stays. */
export async function minimal(
  bytes: Uint8Array,
  what: string,
  nameOf: (error: unknown) => string,
): Promise<Uint8Array> {
  let least = bytes
  let attempts = 0
  for (let size = bytes.length >> 1; size > 0; size >>= 1) {
    for (let at = 0; at < least.length && attempts < MOST_ATTEMPTS; attempts++) {
      const shorter = Buffer.concat([least.subarray(0, at), least.subarray(at + size)])
      const name = await tryInput(shorter, true).then(() => '', nameOf)
      if (name === what) least = shorter
      else at += size
    }
  }
  return least
}
