import { recordedChance } from './turnover.ts'

/** More objects than these are a population, whose mean size says little. */
const FEW = 8
/** Objects of which so many are recorded are hardly ever missed. */
const SEEN = 0.9
/** The least growth that is not that of one object that is a little larger. */
const DOUBLED = 2

/**
 * Sizes of one object, or of the few that there are of it at a time, that is replaced by ever larger
 * copies: a string or a slice that is appended to. As many come as leave, and yet it grows; so large
 * ones are all recorded, and their sizes are no matter of chance.
 * @param values bytes in use, by snapshot
 * @param held recorded objects in use, by snapshot
 * @param rate mean bytes between two samples
 * @returns null where it is not so
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

/** Whether an object is so large that all of its like are recorded. */
export function mayBeCopy(size: number, rate: number): boolean {
  return recordedChance(size, rate) >= SEEN
}
