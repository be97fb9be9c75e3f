import { recordedChance } from './turnover.ts'

/** More objects than this are a population, whose mean size says little. */
const FEW = 8
/** Objects that are recorded with at least this chance are hardly ever missed. */
const SEEN = 0.9
/** The least factor of growth that a slightly larger object does not explain. */
const DOUBLED = 2

/**
 * Sizes of one object (or of a few at a time) that is replaced by ever larger copies: a string or
 * a slice that is appended to. As many objects come as leave, and yet the memory grows; all
 * objects of that size are recorded, so that their sizes are exact.
 * @param values bytes in use, by snapshot
 * @param held recorded objects in use, by snapshot
 * @param rate mean bytes between two samples
 * @returns the size by snapshot; null if the values are not of such an object
 */
export function copySizes(
  values: ArrayLike<number>,
  held: ArrayLike<number>,
  rate: number,
): Float64Array | null {
  const sizes = Float64Array.from(held, (objects, i) => (objects > 0 ? values[i]! / objects : 0))
  const first = sizes.find((size) => size > 0) ?? 0
  const last = sizes[sizes.length - 1]!
  if (first === 0 || last < DOUBLED * first || !mayBeCopy(last, rate)) return null
  return Array.from(held).every((objects) => objects <= FEW) ? sizes : null
}

/** Whether objects of this size are large enough that all of them are recorded. */
export function mayBeCopy(size: number, rate: number): boolean {
  return recordedChance(size, rate) >= SEEN
}
