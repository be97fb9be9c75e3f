import type { Profile } from '../profile/profile.ts'
import type { CountedProfile, SeriesStacks } from './stacks.ts'
import { sum } from './sums.ts'

/**
 * Recorded objects of a heap profile, by row of a series' stacks: the samples themselves, not the
 * objects of the program that they stand for. Samples are independent events, so that the chance
 * in every figure can be computed.
 */
export interface Recorded {
  /** Objects in use. */
  readonly held: Float64Array
  /** Objects ever allocated; null if the profile does not say. */
  readonly taken: Float64Array | null
}

/** The columns of a heap profile; -1 for one that is missing. */
interface HeapColumns {
  readonly objects: number
  readonly space: number
  readonly allObjects: number
  readonly allSpace: number
}

/**
 * Finds the columns of a heap profile.
 * @returns null for profiles of anything but memory in use
 */
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
 * The chance that an object is recorded: 1 − exp(−size/rate), as Go and tcmalloc sample.
 * @param size of the object, in bytes
 * @param rate mean bytes between two samples; up to 1 means that all are recorded
 */
export function recordedChance(size: number, rate: number): number {
  return rate <= 1 || !(size > 0) ? 1 : -Math.expm1(-size / rate)
}

/**
 * Counts the recorded objects by row. Takes time linear in the samples.
 * @returns null for profiles of anything but memory in use
 */
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

/** What a function still holds of everything that it allocated, in one profile. */
export interface Kept {
  readonly row: number
  /** Recorded objects in use, and ever allocated. */
  readonly held: number
  readonly taken: number
}

/**
 * The stacks of a single heap profile that have never freed anything: everything they allocated is
 * still in use. One profile cannot show more than that: caches and registries look the same.
 * @param least the least number of recorded objects of a stack
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

/**
 * What came and what left from one snapshot to the next, in recorded events, from which chances
 * are computed.
 */
export interface Turnover {
  readonly came: Float64Array
  readonly left: Float64Array
}

/**
 * The turnover of some rows together between the given snapshots.
 * @param rows null for all
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
