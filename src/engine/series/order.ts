import { compareText } from '../profile/format.ts'

/** The properties of a snapshot that its order depends on. */
export interface Snapshot {
  /** File name. */
  readonly name: string
  /** Nanoseconds since 1970; 0 if not known. */
  readonly timeNanos: bigint
  /**
   * When its file was written, or when it was fetched: milliseconds since 1970; 0 if not known.
   * Used if the profile itself has no time.
   */
  readonly taken: number
}

/** The snapshots in order, with the place of each. */
export interface Placed {
  /** Indices of the snapshots, in order. */
  readonly order: readonly number[]
  /** In that order: seconds since the first, or 0, 1, 2 … */
  readonly places: readonly number[]
  /** Whether the places are seconds. */
  readonly timed: boolean
  /** Whether some of the times are those of files or fetches. */
  readonly byTaken: boolean
}

/** Files written within fewer milliseconds than this were unpacked or copied. */
const TOGETHER = 1000

/**
 * Orders snapshots by time if all times are known, otherwise by name, with numbers in names
 * compared by value.
 * @param given whether they are in order already
 */
export function placeSnapshots(snapshots: readonly Snapshot[], given: boolean): Placed {
  const indices = snapshots.map((_, i) => i)
  const times = timesOf(snapshots)
  const order = given
    ? indices
    : indices.sort((a, b) => {
        if (times && times[a] !== times[b]) return times[a]! < times[b]! ? -1 : 1
        return compareNatural(snapshots[a]!.name, snapshots[b]!.name) || a - b
      })
  const seconds = times && order.map((i) => Number((times[i]! - times[order[0]!]!) / 1000n) / 1e6)
  const rises = seconds?.every((second, i) => i === 0 || second > seconds[i - 1]!)
  const byTaken = times !== null && snapshots.some(isUntimed)
  return seconds && rises
    ? { order, places: seconds, timed: true, byTaken }
    : { order, places: order.map((_, i) => i), timed: false, byTaken }
}

/** The times in nanoseconds since 1970; null if those of files cannot be trusted. */
function timesOf(snapshots: readonly Snapshot[]): readonly bigint[] | null {
  const files = snapshots.filter(isUntimed).map(({ taken }) => taken)
  if (files.length > 0) {
    const recorded = snapshots
      .filter((snapshot) => !isUntimed(snapshot))
      .map(({ timeNanos }) => Number(timeNanos / 1_000_000n))
    if (!areBelievable(files, recorded)) return null
  }
  return snapshots.map((snapshot) =>
    isUntimed(snapshot) ? BigInt(Math.round(snapshot.taken)) * 1_000_000n : snapshot.timeNanos,
  )
}

function isUntimed({ timeNanos }: Snapshot): boolean {
  return timeNanos <= 0n
}

/**
 * Whether the times of files are those of their profiles. Files that were unpacked or copied later
 * have almost the same time, or are further from the profiles with a time of their own than the
 * span of either.
 * @param files when files were written, in milliseconds
 * @param recorded when the other profiles were taken, in milliseconds
 */
function areBelievable(files: readonly number[], recorded: readonly number[]): boolean {
  if (files.some((time) => time <= 0)) return false
  const sorted = files.toSorted((a, b) => a - b)
  if (sorted.some((time, i) => i > 0 && time - sorted[i - 1]! < TOGETHER)) return false
  if (recorded.length === 0) return true
  const [from, to] = [Math.min(...recorded), Math.max(...recorded)]
  const [first, last] = [sorted[0]!, sorted.at(-1)!]
  return Math.max(first - to, from - last) <= Math.max(to - from, last - first)
}

/** `heap.2` before `heap.10`. */
export function compareNatural(a: string, b: string): number {
  const partsA = a.match(/\d+|\D+/g) ?? []
  const partsB = b.match(/\d+|\D+/g) ?? []
  for (let i = 0; i < Math.min(partsA.length, partsB.length); i++) {
    const x = partsA[i]!
    const y = partsB[i]!
    const numbers = /^\d/.test(x) && /^\d/.test(y)
    const way = numbers ? Math.sign(Number(x) - Number(y)) : compareText(x, y)
    if (way !== 0) return way
  }
  return partsA.length - partsB.length
}
