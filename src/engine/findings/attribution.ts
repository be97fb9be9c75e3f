import { NONE } from '../profile/ids.ts'
import type { Profile } from '../profile/profile.ts'

/** Values added up by a function of the program, and by its line that has the largest part. */
export interface Attributed {
  /** Function index. */
  readonly func: number
  readonly value: number
  /** Row of `lines`, and the value of that line. */
  readonly line: number
  readonly lineValue: number
}

/** The samples of a profile by stack: what they are attributed to depends on nothing else. */
export class StackSums {
  /** Stacks that samples have, each once. */
  readonly stacks: Uint32Array
  /** Per sample, its stack's place in `stacks`. */
  private readonly placeOf: Uint32Array

  constructor(readonly profile: Profile) {
    const { samples, stacks } = profile
    const place = new Int32Array(stacks.count).fill(NONE)
    const distinct = new Uint32Array(samples.count)
    let count = 0
    this.placeOf = samples.stack.map((stack) => {
      if (place[stack] === NONE) {
        place[stack] = count
        distinct[count++] = stack
      }
      return place[stack]!
    })
    this.stacks = distinct.slice(0, count)
  }

  /** A column of values, one per sample, as one per entry of `stacks`. */
  of(column: ArrayLike<number>): Float64Array {
    const sums = new Float64Array(this.stacks.length)
    for (let i = 0; i < column.length; i++) sums[this.placeOf[i]!]! += column[i]!
    return sums
  }

  /**
   * Adds up by the function of a line that each stack is attributed to, largest first.
   * @param sums one per entry of `stacks`
   * @param lineOf the line of a stack; -1 leaves it out
   */
  attribute(sums: Float64Array, lineOf: (stack: number) => number): Attributed[] {
    const { lines } = this.profile
    const byRow = new Float64Array(lines.count)
    const met = new Uint8Array(lines.count)
    for (let at = 0; at < sums.length; at++) {
      const row = lineOf(this.stacks[at]!)
      if (row === NONE) continue
      byRow[row]! += sums[at]!
      met[row] = 1
    }
    const byFunction = new Map<number, Map<number, { row: number; value: number }>>()
    for (let row = 0; row < met.length; row++) {
      if (met[row] === 0) continue
      const func = lines.function[row]!
      const places = byFunction.get(func) ?? new Map<number, { row: number; value: number }>()
      byFunction.set(func, places)
      // Several rows may be of one line: instructions have rows of their own.
      const place = places.get(lines.line[row]!)
      if (place) place.value += byRow[row]!
      else places.set(lines.line[row]!, { row, value: byRow[row]! })
    }
    return Array.from(byFunction, ([func, places]) => ({
      func,
      ...heaviest([...places.values()]),
    })).sort((a, b) => b.value - a.value || a.func - b.func)
  }

  /** The sum over the stacks that count. */
  sumWhere(sums: Float64Array, counts: (stack: number) => boolean): number {
    let sum = 0
    for (let at = 0; at < sums.length; at++) if (counts(this.stacks[at]!)) sum += sums[at]!
    return sum
  }
}

function heaviest(places: readonly { row: number; value: number }[]): Omit<Attributed, 'func'> {
  let [most] = places as [{ row: number; value: number }]
  let value = 0
  for (const place of places) {
    value += place.value
    if (place.value > most.value) most = place
  }
  return { value, line: most.row, lineValue: most.value }
}

export function sumOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum
}
