import { compareText } from '../profile/format.ts'
import type { StackIndex } from '../profile/ids.ts'
import type { GoroutineGroups } from './groups.ts'
import type { GoroutineList } from './list.ts'
import { frontFrames, type StackFrame, stackFrames } from './stack-frames.ts'
import { type StateMeaning, stateMeaning } from './states.ts'

/** Frames of a stack that are described: a recursion can have millions. */
export const MOST_FRAMES = 200

export interface Counted {
  readonly name: string
  readonly count: number
}

export interface StateCount extends Counted {
  /** null: a state of a newer Go. */
  readonly explained: StateMeaning | null
}

/** A group of goroutines in words: those of it that the list's filter leaves. */
export interface GroupRow {
  readonly group: number
  /** Their stack. */
  readonly stack: StackIndex
  readonly count: number
  /** Most frequent first. */
  readonly states: readonly StateCount[]
  /** In minutes, 0 is less than one; null where the profile does not say. */
  readonly longest: number | null
  /** At most half of them have waited longer, in minutes. */
  readonly median: number | null
  /** What has started them, most frequent first; empty if not known. */
  readonly creators: readonly Counted[]
  /** The whole stack, innermost first … */
  readonly frames: readonly StackFrame[]
  /** … what of it to show in one line … */
  readonly shown: readonly StackFrame[]
  /** … and what lies below that. */
  readonly folded: readonly StackFrame[]
}

/** @param from first row of the window, `to` behind its last */
export function groupRows(list: GoroutineList, from: number, to: number): GroupRow[] {
  return Array.from(list.order.subarray(from, to), (group) => groupRow(list, group))
}

function groupRow(list: GoroutineList, group: number): GroupRow {
  const { groups } = list
  const samples = samplesOf(list, group)
  const frames = stackFrames(groups.profile, groups.stack[group]!, MOST_FRAMES)
  return {
    group,
    stack: groups.stack[group]!,
    count: list.count[group]!,
    states: tally(groups, samples, groups.state, groups.states).map(explained),
    longest: groups.waitsKnown ? list.longest[group]! : null,
    median: groups.waitsKnown ? medianWait(groups, samples) : null,
    creators: tally(groups, samples, groups.creator, groups.creators).filter(({ name }) => name),
    frames,
    ...frontFrames(frames),
  }
}

/**
 * How many goroutines are in each state, whatever the list's filter, most frequent first.
 * @param counts whether a sample counts at all
 */
export function stateCounts(
  groups: GoroutineGroups,
  counts: (sample: number) => boolean = () => true,
): StateCount[] {
  return tally(groups, groups.samples.filter(counts), groups.state, groups.states).map(explained)
}

/** One goroutine of a dump. */
export interface GoroutineRow {
  /** Its row in the profile's table of goroutines. */
  readonly row: number
  readonly id: number
  readonly state: string
  /** In minutes. */
  readonly wait: number
}

/**
 * The goroutines of a group that the list's filter leaves, in a window.
 * @returns nothing if the profile does not list goroutines one by one
 */
export function groupGoroutines(
  list: GoroutineList,
  group: number,
  from: number,
  to: number,
): GoroutineRow[] {
  const { groups } = list
  const table = groups.profile.samples.goroutines
  const rows: GoroutineRow[] = []
  if (!table) return rows
  let before = 0
  for (const sample of samplesOf(list, group)) {
    const first = table.first[sample]!
    const count = table.first[sample + 1]! - first
    for (let i = Math.max(0, from - before); i < Math.min(count, to - before); i++) {
      rows.push({
        row: first + i,
        id: table.id[first + i]!,
        state: groups.states[groups.state[sample]!]!,
        wait: groups.wait[sample]!,
      })
    }
    before += count
    if (before >= to) break
  }
  return rows
}

/** The samples of a group that the filter leaves. */
function samplesOf({ groups, keeps }: GoroutineList, group: number): Uint32Array {
  return groups.samples.subarray(groups.first[group], groups.first[group + 1]).filter(keeps)
}

function explained({ name, count }: Counted): StateCount {
  return { name, count, explained: stateMeaning(name) }
}

/** Goroutines by one of the columns, most frequent first. */
function tally(
  { count }: GoroutineGroups,
  samples: Uint32Array,
  column: Uint32Array,
  names: readonly string[],
): Counted[] {
  const counts = new Map<number, number>()
  for (const sample of samples) {
    const key = column[sample]!
    counts.set(key, (counts.get(key) ?? 0) + count[sample]!)
  }
  return Array.from(counts, ([key, count]) => ({ name: names[key]!, count })).sort(
    (a, b) => b.count - a.count || compareText(a.name, b.name),
  )
}

/** The smallest wait such that at least half of the goroutines have waited no longer. */
function medianWait({ wait, count }: GoroutineGroups, samples: Uint32Array): number {
  const counts = new Map<number, number>()
  let total = 0
  for (const sample of samples) {
    const minutes = wait[sample]!
    counts.set(minutes, (counts.get(minutes) ?? 0) + count[sample]!)
    total += count[sample]!
  }
  let sum = 0
  for (const [minutes, n] of [...counts].sort(([a], [b]) => a - b)) {
    sum += n
    if (sum * 2 >= total) return minutes
  }
  return 0
}
