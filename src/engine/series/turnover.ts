import type { Profile } from '../profile/profile.ts'
import type { CountedProfile, SeriesStacks } from './stacks.ts'
import { sum } from './sums.ts'

/**
 * What a heap profile counts, by row of a series' stacks: objects that were recorded, not those of
 * the program that they stand for. Recorded ones are independent events, from which follows how
 * much chance there is in every figure.
 */
export interface Recorded {
  /** Still in use. */
  readonly held: Float64Array
  /** Ever allocated; null where the profile does not say. */
  readonly taken: Float64Array | null
}

/** Which columns of a heap profile count what; -1: none. */
interface HeapColumns {
  readonly objects: number
  readonly space: number
  readonly allObjects: number
  readonly allSpace: number
}

/** @returns null for profiles of something else than memory in use */
export function heapColumns({ sampleTypes }: Profile): HeapColumns | null {
  const find = (...names: readonly string[]): number =>
    sampleTypes.findIndex(({ type }) => names.includes(type))
  const columns = {
    objects: find('inuse_objects', 'objects'),
    space: find('inuse_space', 'space'),
    allObjects: find('alloc_objects'),
    allSpace: find('alloc_space'),
  }
  return columns.objects < 0 || columns.space < 0 ? null : columns
}

/**
 * The chance that an object is recorded: 1 − exp(−size/rate), as Go and tcmalloc take samples.
 * @param rate mean bytes between two samples; up to 1: all are recorded
 */
export function recordedChance(size: number, rate: number): number {
  return rate <= 1 || !(size > 0) ? 1 : -Math.expm1(-size / rate)
}

/** Linear in the samples. @returns null for profiles of something else than memory in use */
export function recordedOf(
  { profile, counts }: CountedProfile,
  rowOf: Int32Array,
  rows: number,
): Recorded | null {
  const columns = heapColumns(profile)
  if (!columns) return null
  const { samples, header } = profile
  const rate = Number(header.period)
  const column = (at: number): Float64Array | null => samples.values[at] ?? null
  const [objects, space] = [column(columns.objects)!, column(columns.space)!]
  const [allObjects, allSpace] = [column(columns.allObjects), column(columns.allSpace)]
  const held = new Float64Array(rows)
  const taken = allObjects && allSpace ? new Float64Array(rows) : null
  for (let i = 0; i < samples.count; i++) {
    const row = rowOf[samples.stack[i]!]!
    if (row < 0 || !counts(i)) continue
    const ever = allObjects && allSpace && allObjects[i]! > 0
    const size = ever ? allSpace[i]! / allObjects[i]! : space[i]! / objects[i]!
    const chance = recordedChance(size, rate)
    held[row]! += objects[i]! * chance
    if (taken && ever) taken[row]! += allObjects[i]! * chance
  }
  return { held, taken }
}

/** What a function keeps of all that it allocated, in one profile. */
export interface Kept {
  readonly row: number
  /** Recorded objects in use, and ever allocated. */
  readonly held: number
  readonly taken: number
}

/**
 * The stacks of one heap profile that have never freed anything: all they allocated is still in use.
 * Such a profile says no more than that: caches and registries look the same.
 * @param least recorded objects that they must have
 */
export function neverFreed(
  snapshot: CountedProfile,
  stacks: SeriesStacks,
  at: number,
  least = 8,
): Kept[] {
  const recorded = recordedOf(snapshot, stacks.rowOf[at]!, stacks.node.length)
  const { held, taken } = recorded ?? {}
  if (!held || !taken) return []
  const found: Kept[] = []
  for (let row = 0; row < held.length; row++) {
    const [all, left] = [taken[row]!, taken[row]! - held[row]!]
    if (all >= least && left < 0.5) found.push({ row, held: held[row]!, taken: all })
  }
  return found
}

/** What came and what left from one snapshot to the next: events that chance is counted by. */
export interface Turnover {
  readonly came: Float64Array
  readonly left: Float64Array
}

/**
 * Of some rows together, between the given snapshots.
 * @param rows null: all
 */
export function turnoverOf(
  recorded: readonly Recorded[],
  rows: readonly number[],
): Turnover | null {
  const held = recorded.map((each) => sum(each.held, rows))
  const taken = recorded.map((each) => each.taken && sum(each.taken, rows))
  if (taken.includes(null)) return null
  const steps = Math.max(0, recorded.length - 1)
  const came = Float64Array.from({ length: steps }, (_, i) =>
    Math.max(0, taken[i + 1]! - taken[i]!),
  )
  const left = Float64Array.from(came, (news, i) => Math.max(0, news - (held[i + 1]! - held[i]!)))
  return { came, left }
}
