import type { Profile } from '../profile/profile.ts'
import { goroutineColumn } from '../profile/sample-types.ts'
import { heapColumns } from './turnover.ts'

/** If the newest id falls below this share of the one before, it is of another process. */
const FEWER_IDS = 0.5

/** Counters may fall by this factor, since values are rounded. */
const ROUNDED = 1 - 1e-6

/**
 * Whether the program was restarted between two profiles: another build, libraries at other
 * addresses, or counters that fall, which start at 0 with each process.
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

/** The build id of the main binary, which comes first; "" if it is not known. */
export function buildId({ mappings, strings }: Profile): string {
  return mappings.count > 0 ? strings.get(mappings.buildId[0]!) : ''
}

/** Whether libraries have moved: a process keeps them where it has loaded them. */
function isElsewhere(before: Profile, after: Profile): boolean {
  const places = placesOf(before)
  for (const [file, start] of placesOf(after)) {
    const known = places.get(file)
    if (known !== undefined && known !== start) return true
  }
  return false
}

/** The address at which each file begins in memory. */
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

/** The total of a counter that can only grow within a process; null if the profile has none. */
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

/**
 * Whether goroutine ids fall: they are counted up from the start of a process, so that its newest
 * ones are never far below earlier ones.
 */
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
