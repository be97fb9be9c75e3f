import { sameFamily, scaledLabel } from '../../profile/units.ts'

/** A bar of the histogram of a numeric label: the numbers from `from` up to `to`, both included. */
export interface Bucket {
  readonly from: number
  readonly to: number
  /** Its ends in the unit that suits them: "64kB – 128kB", the second not included. */
  readonly name: string
  /** In the sample type's unit. */
  readonly sum: number
}

/** Bars at most. */
const MOST = 24
/** Numbers that span less than this factor get bars of equal width. */
const NARROW = 32

/**
 * A histogram of whole numbers, from the smallest to the largest without a gap. Numbers close to
 * each other get bars of equal, round width; others bars that grow by a factor: 2, 4, 16 … for
 * bytes, 10, 100 … for everything else. Negative numbers share one bar, and 0 has its own where
 * bars grow.
 */
export function histogram(numbers: ReadonlyMap<number, number>, unit: string): Bucket[] {
  const positive = [...numbers.keys()].filter((number) => number > 0)
  const least = positive.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const most = positive.reduce((a, b) => Math.max(a, b), 0)
  const bytes = sameFamily(unit, 'bytes')
  const edges =
    most < least * NARROW
      ? evenEdges(numbers.has(0) ? 0 : least, most, bytes)
      : growingEdges(least, most, bytes)
  if (numbers.has(0) && edges[0] !== 0) edges.unshift(0)
  const sums = new Float64Array(edges.length)
  const below = { least: 0, sum: 0 }
  for (const [number, sum] of numbers) {
    if (number >= 0) {
      sums[placeOf(edges, number)]! += sum
    } else {
      below.least = Math.min(below.least, number)
      below.sum += sum
    }
  }
  const buckets = edges.slice(0, -1).map((from, i): Bucket => {
    const to = edges[i + 1]! - 1
    const print = (number: number) => scaledLabel(number, unit, 'auto')
    const name = from === to ? print(from) : `${print(from)} – ${print(to + 1)}`
    return { from, to, name, sum: sums[i]! }
  })
  if (below.least === 0) return buckets
  return [{ from: below.least, to: -1, name: 'below 0', sum: below.sum }, ...buckets]
}

/** Where bars begin, and behind the last one where it ends. Multiples of a round step. */
function evenEdges(least: number, most: number, bytes: boolean): number[] {
  if (most === 0) return least === 0 ? [0, 1] : []
  const room = Math.max(1, (most - least + 1) / (MOST - 2))
  const step = bytes ? 2 ** Math.ceil(Math.log2(room)) : roundStep(room)
  const first = Math.floor(least / step) * step
  const count = Math.floor((most - first) / step) + 1
  return Array.from({ length: count + 1 }, (_, i) => first + i * step)
}

/** 1, 2, 5, 10, 20, 50 …: the first that is at least `room`. */
function roundStep(room: number): number {
  const power = 10 ** Math.floor(Math.log10(room))
  return [1, 2, 5, 10].map((digit) => digit * power).find((step) => step >= room)!
}

function growingEdges(least: number, most: number, bytes: boolean): number[] {
  for (let factor = bytes ? 2 : 10; ; factor *= factor) {
    let edge = 1
    while (edge * factor <= least) edge *= factor
    const edges = [edge]
    while (edge <= most) {
      edge *= factor
      edges.push(edge)
    }
    if (edges.length <= MOST) return edges
  }
}

/** The bar that a number is in. */
function placeOf(edges: readonly number[], number: number): number {
  let place = 0
  while (place + 1 < edges.length && edges[place + 1]! <= number) place++
  return place
}
