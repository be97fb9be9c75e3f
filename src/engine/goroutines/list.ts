import { compareText } from '../profile/format.ts'
import type { GoroutineGroups } from './groups.ts'

/** Which goroutines to list. */
export interface GoroutineFilter {
  /** States to keep; none: all. */
  readonly states: readonly string[]
  /** Minutes, from and to, both included. */
  readonly minWait: number
  readonly maxWait: number
  /** Further conditions of the caller on samples and groups; all pass if it has none. */
  readonly counts?: (sample: number) => boolean
  readonly has?: (group: number) => boolean
}

export const ALL: GoroutineFilter = { states: [], minWait: 0, maxWait: Number.POSITIVE_INFINITY }

export interface GoroutineOrder {
  /** Most goroutines, longest wait, name of the most frequent state. */
  readonly by: 'count' | 'wait' | 'state'
  readonly reverse: boolean
}

/** The groups that the filter leaves something of, with what it leaves, in order. */
export interface GoroutineList {
  readonly groups: GoroutineGroups
  /** Group indices. */
  readonly order: Uint32Array
  /** Goroutines left in all. */
  readonly total: number
  /** Columns by group: goroutines left, the longest wait among them, their most frequent state. */
  readonly count: Float64Array
  readonly longest: Float64Array
  readonly state: Uint32Array
  /** Whether the filter keeps a sample. */
  readonly keeps: (sample: number) => boolean
}

/** Filters and orders the groups: linear in the samples, and sorting the groups. */
export function goroutineList(
  groups: GoroutineGroups,
  filter: GoroutineFilter,
  { by, reverse }: GoroutineOrder,
): GoroutineList {
  const keeps = keeping(groups, filter)
  const size = groups.stack.length
  const count = new Float64Array(size)
  const longest = new Float64Array(size)
  const state = new Uint32Array(size)
  const ofState = new Float64Array(groups.states.length)
  let total = 0
  for (let group = 0; group < size; group++) {
    if (filter.has?.(group) === false) continue
    const from = groups.first[group]!
    const to = groups.first[group + 1]!
    for (let i = from; i < to; i++) {
      const sample = groups.samples[i]!
      if (!keeps(sample)) continue
      const n = groups.count[sample]!
      count[group]! += n
      longest[group] = Math.max(longest[group]!, groups.wait[sample]!)
      const s = groups.state[sample]!
      ofState[s]! += n
      if (state[group] === 0 || ofState[s]! > ofState[state[group]!]!) state[group] = s
    }
    for (let i = from; i < to; i++) ofState[groups.state[groups.samples[i]!]!] = 0
    total += count[group]!
  }
  const byCount = (a: number, b: number): number => count[b]! - count[a]! || a - b
  const byWait = (a: number, b: number): number => longest[b]! - longest[a]! || byCount(a, b)
  const byState = (a: number, b: number): number =>
    compareText(groups.states[state[a]!]!, groups.states[state[b]!]!) || byCount(a, b)
  const order = Uint32Array.from(count.keys())
    .filter((group) => count[group] !== 0)
    .sort({ count: byCount, wait: byWait, state: byState }[by])
  return { groups, order: reverse ? order.reverse() : order, total, count, longest, state, keeps }
}

function keeping(
  { state, states, wait }: GoroutineGroups,
  filter: GoroutineFilter,
): GoroutineList['keeps'] {
  const kept = states.map((name) => filter.states.length === 0 || filter.states.includes(name))
  const { minWait, maxWait, counts } = filter
  return (sample) =>
    kept[state[sample]!]! &&
    wait[sample]! >= minWait &&
    wait[sample]! <= maxWait &&
    counts?.(sample) !== false
}
