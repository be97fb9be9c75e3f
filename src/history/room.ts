import type { Entry, EntryId } from './entry.ts'

/** The most files that are kept, however small: the list is read as a whole. */
export const MOST_ENTRIES = 500

/** The bytes that are kept. */
export function bytesOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { size }) => sum + size, 0)
}

/**
 * Which entries make room for `size` more bytes in one more file: those opened longest ago first,
 * the pinned ones after all others, never one that is open.
 * @returns null if all of that is not enough
 */
export function makeRoom(
  entries: readonly Entry[],
  size: number,
  quota: number,
  open: ReadonlySet<EntryId>,
): readonly Entry[] | null {
  let used = bytesOf(entries) + size
  let count = entries.length + 1
  const leaving: Entry[] = []
  const candidates = entries.filter(({ id }) => !open.has(id)).sort(leavesBefore)
  for (const entry of candidates) {
    if (used <= quota && count <= MOST_ENTRIES) break
    leaving.push(entry)
    used -= entry.size
    count--
  }
  return used <= quota && count <= MOST_ENTRIES ? leaving : null
}

function leavesBefore(a: Entry, b: Entry): number {
  return Number(a.pinned) - Number(b.pinned) || a.opened - b.opened
}
