import type { Profile } from '../../profile/profile.ts'
import { decodeContention } from './contention.ts'
import { decodeCpu } from './cpu.ts'
import { decodeGoCount } from './go-count.ts'
import { decodeHeap } from './heap.ts'
import { decodeJava } from './java.ts'
import { findHeadline, LineReader } from './lines.ts'
import { decodeThreadz } from './threadz.ts'

export { decodeGoCountInLog } from './go-count.ts'

/**
 * Java's comes last: its contentionz has the headline of C++'s, whose decoder returns null for it.
 */
const textFormats = [decodeHeap, decodeGoCount, decodeThreadz, decodeContention, decodeJava]

/**
 * Reads a profile in a format from before profile.proto.
 * @returns null if no format knows the bytes
 * @throws ProfileError if one does, and they are broken
 */
export function decodeLegacy(bytes: Uint8Array): Profile | null {
  const cpu = decodeCpu(bytes)
  if (cpu) return cpu
  const headline = findHeadline(bytes)
  if (!headline) return null
  for (const decode of textFormats) {
    const lines = new LineReader(bytes, headline.offset, headline.number)
    lines.next()
    const profile = decode(lines)
    if (profile) return profile
  }
  return null
}
