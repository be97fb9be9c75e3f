import { type GoroutineGroups, goroutineGroups } from '../goroutines/groups.ts'
import type { Profile } from '../profile/profile.ts'
import { goroutineColumn } from '../profile/sample-types.ts'
import type { CountedProfile, SeriesStacks } from './stacks.ts'
import type { Turnover } from './turnover.ts'

/** What goroutine profiles say about some stacks beside their counts. */
export interface GoroutineEvidence {
  /** The state of most of them in the last snapshot. */
  readonly state: string
  /** Whether the state was inferred from frames. */
  readonly inferred: boolean
  /** The function that started most of them; "" if it is not known. */
  readonly creator: string
  /**
   * The share of the last snapshot that nothing can ever wake: a nil channel, a select without
   * cases.
   */
  readonly forever: number
  /** Whether the runtime reports them as leaked (Go's goroutineleak profile). */
  readonly leaked: boolean
  /** Evidence from ids; null if a snapshot does not have them. */
  readonly ids: IdEvidence | null
}

export interface IdEvidence {
  /** The number of goroutines of the first snapshot, and of those that are in every snapshot. */
  readonly cohort: number
  readonly stayed: number
  /**
   * The shortest wait of those in the first and in the last snapshot, in minutes; 0 if it is not
   * known.
   */
  readonly waitedFirst: number
  readonly waitedLast: number
  readonly turnover: Turnover
}

/**
 * The goroutine groups of the profiles, built when first needed: this takes a pass over all
 * labels.
 */
export class GoroutineProfiles {
  private readonly known = new Map<Profile, GoroutineGroups | null>()

  constructor(
    private readonly snapshots: readonly CountedProfile[],
    private readonly stacks: SeriesStacks,
  ) {}

  /**
   * @param rows of the stacks
   * @param at indices of the snapshots, in order
   * @returns null for profiles that do not count goroutines
   */
  evidenceOf(rows: readonly number[], at: readonly number[]): GoroutineEvidence | null {
    const last = this.snapshots[at.at(-1)!]
    const groups = last && this.groupsOf(last.profile)
    if (!last || !groups) return null
    const states = new Map<string, number>()
    const creators = new Map<string, number>()
    const mine = new Set(rows)
    for (const sample of this.samplesOf(at.at(-1)!, mine)) {
      add(states, groups.states[groups.state[sample]!]!, groups.count[sample]!)
      add(creators, groups.creators[groups.creator[sample]!]!, groups.count[sample]!)
    }
    const all = [...states.values()].reduce((sum, count) => sum + count, 0)
    const stuck = [...states].reduce((sum, [state, n]) => sum + (isForever(state) ? n : 0), 0)
    return {
      state: most(states),
      inferred: groups.inferred,
      creator: most(creators),
      forever: all > 0 ? stuck / all : 0,
      leaked: last.profile.sampleTypes[goroutineColumn(last.profile)]!.type === 'goroutineleak',
      ids: this.idsOf(mine, at),
    }
  }

  /**
   * The number of goroutines of a snapshot that nothing can ever wake, by row; null for other
   * profiles.
   */
  foreverBy(at: number): Float64Array | null {
    const snapshot = this.snapshots[at]
    const groups = snapshot && this.groupsOf(snapshot.profile)
    if (!groups) return null
    const stuck = groups.states.map(isForever)
    const byRow = new Float64Array(this.stacks.node.length)
    const { samples } = snapshot.profile
    for (let i = 0; i < samples.count; i++) {
      const row = this.stacks.rowOf[at]![samples.stack[i]!]!
      if (row >= 0 && stuck[groups.state[i]!] && snapshot.counts(i)) byRow[row]! += groups.count[i]!
    }
    return byRow
  }

  private groupsOf(profile: Profile): GoroutineGroups | null {
    let groups = this.known.get(profile)
    if (groups === undefined) {
      groups = goroutineGroups(profile)
      this.known.set(profile, groups)
    }
    return groups
  }

  private samplesOf(at: number, rows: ReadonlySet<number>): number[] {
    const { profile, counts } = this.snapshots[at]!
    const rowOf = this.stacks.rowOf[at]!
    const samples: number[] = []
    for (let i = 0; i < profile.samples.count; i++) {
      if (rows.has(rowOf[profile.samples.stack[i]!]!) && counts(i)) samples.push(i)
    }
    return samples
  }

  private idsOf(rows: ReadonlySet<number>, at: readonly number[]): IdEvidence | null {
    const steps = at.length - 1
    const came = new Float64Array(steps)
    const left = new Float64Array(steps)
    const waits: Map<number, number>[] = []
    for (const [i, snapshot] of at.entries()) {
      const ids = this.waitsOf(snapshot, rows)
      if (!ids) return null
      const before = waits[i - 1]
      if (before) {
        for (const id of ids.keys()) if (!before.has(id)) came[i - 1]!++
        for (const id of before.keys()) if (!ids.has(id)) left[i - 1]!++
      }
      waits.push(ids)
    }
    const [first, last] = [waits[0]!, waits.at(-1)!]
    const stayed = [...first.keys()].filter((id) => waits.every((ids) => ids.has(id)))
    const shortest = (ids: ReadonlyMap<number, number>): number =>
      stayed.reduce((least, id) => Math.min(least, ids.get(id)!), stayed.length > 0 ? Infinity : 0)
    return {
      cohort: first.size,
      stayed: stayed.length,
      waitedFirst: shortest(first),
      waitedLast: shortest(last),
      turnover: { came, left },
    }
  }

  /** Minutes of waiting by goroutine id; null if the ids are not known. */
  private waitsOf(at: number, rows: ReadonlySet<number>): Map<number, number> | null {
    const { profile } = this.snapshots[at]!
    const table = profile.samples.goroutines
    const groups = this.groupsOf(profile)
    if (!table || !groups) return null
    const waits = new Map<number, number>()
    for (const sample of this.samplesOf(at, rows)) {
      for (let g = table.first[sample]!; g < table.first[sample + 1]!; g++) {
        waits.set(table.id[g]!, groups.wait[sample]!)
      }
    }
    return waits
  }
}

/** Whether no other goroutine can end this state. */
export function isForever(state: string): boolean {
  return state.endsWith('(nil chan)') || state === 'select (no cases)'
}

function add(counts: Map<string, number>, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count)
}

function most(counts: ReadonlyMap<string, number>): string {
  const [first] = [...counts].sort(([, a], [, b]) => b - a)
  return first?.[0] ?? ''
}
