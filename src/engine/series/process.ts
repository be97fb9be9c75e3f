import type { Profile } from '../profile/profile.ts'
import { goroutineColumn } from '../profile/sample-types.ts'
import { heapColumns } from './turnover.ts'

/** Goroutines of so many dumps' worth of ids are taken for those of the same process. */
const FEWER_IDS = 0.5

/** Counters may lose a little where values are rounded. */
const ROUNDED = 1 - 1e-6

/**
 * Whether the program was started anew between two profiles: another build, libraries at other
 * addresses, or counters that fall, which only begin at 0 when a process does.
 */
export function isRestart(before: Profile, after: Profile): boolean {
  return (
    isOtherBuild(before, after) ||
    isElsewhere(before, after) ||
    counterFalls(before, after) ||
    collectionsFall(before, after) ||
    idsFall(before, after)
  )
}

function isOtherBuild(before: Profile, after: Profile): boolean {
  const [one, other] = [buildId(before), buildId(after)]
  return one !== '' && other !== '' && one !== other
}

/** Of the main binary, which comes first; "" if not known. */
export function buildId({ mappings, strings }: Profile): string {
  return mappings.count > 0 ? strings.get(mappings.buildId[0]!) : ''
}

/** A process keeps its libraries where it has loaded them; another one has them elsewhere. */
function isElsewhere(before: Profile, after: Profile): boolean {
  const places = placesOf(before)
  for (const [file, start] of placesOf(after)) {
    const known = places.get(file)
    if (known !== undefined && known !== start) return true
  }
  return false
}

/** Where each file begins in memory. */
function placesOf({ mappings, strings }: Profile): Map<string, bigint> {
  const places = new Map<string, bigint>()
  for (let i = 0; i < mappings.count; i++) {
    const file = strings.get(mappings.file[i]!)
    const start = mappings.start[i]!
    if (file === '' || start === 0n) continue
    const known = places.get(file)
    if (known === undefined || start < known) places.set(file, start)
  }
  return places
}

function counterFalls(before: Profile, after: Profile): boolean {
  const [one, other] = [counterOf(before), counterOf(after)]
  return one !== null && other !== null && other < one * ROUNDED
}

/** The total of what can only grow in one process; null where there is no such thing. */
function counterOf(profile: Profile): number | null {
  const { samples, sampleTypes, header } = profile
  if (header.durationNanos !== 0n) return null
  const column = heapColumns(profile)?.allObjects ?? sampleTypes.findIndex(isCounter)
  const values = samples.values[column]
  return values ? values.reduce((sum, value) => sum + value, 0) : null
}

function isCounter({ type }: { readonly type: string }): boolean {
  return type === 'contentions'
}

function collectionsFall(before: Profile, after: Profile): boolean {
  const [one, other] = [before.memory?.collections, after.memory?.collections]
  return one !== undefined && other !== undefined && other < one
}

/** Ids are counted up from a process's start: the newest of it are never far below. */
function idsFall(before: Profile, after: Profile): boolean {
  const [one, other] = [newestId(before), newestId(after)]
  return one !== null && other !== null && other < one * FEWER_IDS
}

function newestId(profile: Profile): number | null {
  const ids = profile.samples.goroutines?.id
  if (!ids || ids.length === 0 || goroutineColumn(profile) < 0) return null
  let newest = 0
  for (const id of ids) newest = Math.max(newest, id)
  return newest
}
