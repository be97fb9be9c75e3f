import type { EntryId } from './entry.ts'

/** Bytes that are hashed at a time, so that a file of any size needs little memory. */
const CHUNK = 2 ** 24

/** Identifies content: the SHA-256 of the SHA-256 of each 16 MB of it. */
export async function contentId(blob: Blob): Promise<EntryId> {
  const hashes: Uint8Array[] = []
  for (let at = 0; at === 0 || at < blob.size; at += CHUNK) {
    const chunk = await blob.slice(at, at + CHUNK).arrayBuffer()
    hashes.push(new Uint8Array(await crypto.subtle.digest('SHA-256', chunk)))
  }
  const all = await new Blob(hashes as Uint8Array<ArrayBuffer>[]).arrayBuffer()
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', all))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
