import { goroutineGroups } from '../goroutines/groups.ts'
import type { CountedProfile, SeriesStacks } from './stacks.ts'
import type { Suspect } from './suspects.ts'

/** What goroutine profiles know of a suspect beyond its numbers. */
export interface GoroutineFacts {
  /** What most of its goroutines are in, in the last snapshot. */
  readonly state: string
  /** Whether that was taken from frames. */
  readonly inferred: boolean
  /** What has started most of them; "" if not known. */
  readonly creator: string
  /**
   * Whether each of its goroutines was still there in the next snapshot; null if the snapshots do
   * not name goroutines.
   */
  readonly allStayed: boolean | null
}

/** @returns null for profiles that do not count goroutines */
export function goroutineFacts(
  snapshots: readonly CountedProfile[],
  stacks: SeriesStacks,
  suspect: Suspect,
): GoroutineFacts | null {
  const last = snapshots.at(-1)
  const groups = last && goroutineGroups(last.profile)
  if (!last || !groups) return null
  const rows = new Set(suspect.rows)
  const states = new Map<string, number>()
  const creators = new Map<string, number>()
  for (const sample of samplesOf(last, stacks.rowOf.at(-1)!, rows)) {
    add(states, groups.states[groups.state[sample]!]!, groups.count[sample]!)
    add(creators, groups.creators[groups.creator[sample]!]!, groups.count[sample]!)
  }
  return {
    state: most(states),
    inferred: groups.inferred,
    creator: most(creators),
    allStayed: allStayed(snapshots, stacks, rows),
  }
}

function samplesOf(
  { profile, counts }: CountedProfile,
  rowOf: Int32Array,
  rows: ReadonlySet<number>,
): number[] {
  const samples: number[] = []
  for (let i = 0; i < profile.samples.count; i++) {
    if (rows.has(rowOf[profile.samples.stack[i]!]!) && counts(i)) samples.push(i)
  }
  return samples
}

function allStayed(
  snapshots: readonly CountedProfile[],
  stacks: SeriesStacks,
  rows: ReadonlySet<number>,
): boolean | null {
  let before: number[] = []
  for (const [i, snapshot] of snapshots.entries()) {
    const table = snapshot.profile.samples.goroutines
    if (!table) return null
    const ids = new Set<number>()
    for (const sample of samplesOf(snapshot, stacks.rowOf[i]!, rows)) {
      for (let g = table.first[sample]!; g < table.first[sample + 1]!; g++) ids.add(table.id[g]!)
    }
    if (before.some((id) => !ids.has(id))) return false
    before = [...ids]
  }
  return true
}

function add(counts: Map<string, number>, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count)
}

function most(counts: ReadonlyMap<string, number>): string {
  const [first] = [...counts].sort(([, a], [, b]) => b - a)
  return first?.[0] ?? ''
}
