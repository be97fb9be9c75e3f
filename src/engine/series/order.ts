import { compareText } from '../profile/format.ts'

/** What the order of snapshots is taken from. */
export interface Snapshot {
  /** File name. */
  readonly name: string
  /** Nanoseconds since 1970; 0: not known. */
  readonly timeNanos: bigint
}

/** Where each snapshot stands, from the first on. */
export interface Placed {
  /** Indices of the snapshots in their order. */
  readonly order: readonly number[]
  /** In that order: seconds since the first, or 0, 1, 2 … */
  readonly places: readonly number[]
  /** Whether the places are seconds. */
  readonly timed: boolean
}

/**
 * Orders snapshots by when they were taken, if all of them say so, else by name, numbers in it by
 * their value.
 * @param given they are in order already
 */
export function placeSnapshots(snapshots: readonly Snapshot[], given: boolean): Placed {
  const indices = snapshots.map((_, i) => i)
  const known = snapshots.every(({ timeNanos }) => timeNanos > 0n)
  const time = (i: number): bigint => snapshots[i]!.timeNanos
  const order = given
    ? indices
    : indices.sort((a, b) => {
        if (known && time(a) !== time(b)) return time(a) < time(b) ? -1 : 1
        return compareNatural(snapshots[a]!.name, snapshots[b]!.name) || a - b
      })
  const seconds = order.map((i) => Number((time(i) - time(order[0]!)) / 1000n) / 1e6)
  const timed = known && seconds.every((second, i) => i === 0 || second > seconds[i - 1]!)
  return { order, places: timed ? seconds : order.map((_, i) => i), timed }
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
