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
   * Adds up by the function of a line that each stack is attributed to.
   * @param sums one per entry of `stacks`
   * @param lineOf the line of a stack; -1 leaves it out
   */
  attribute(sums: Float64Array, lineOf: (stack: number) => number): Attribution {
    const { lines, functions } = this.profile
    const byRow = new Float64Array(lines.count)
    const byFunction = new Float64Array(functions.count)
    const met = new Uint8Array(functions.count)
    for (let at = 0; at < sums.length; at++) {
      const row = lineOf(this.stacks[at]!)
      if (row === NONE) continue
      const func = lines.function[row]!
      byRow[row]! += sums[at]!
      byFunction[func]! += sums[at]!
      met[func] = 1
    }
    return new Attribution(this.profile, byRow, byFunction, met)
  }

  /** The sums by a class of each stack, a number below 256. */
  byClass(sums: Float64Array, classOf: Uint8Array): Float64Array {
    const classes = new Float64Array(256)
    for (let at = 0; at < sums.length; at++) classes[classOf[this.stacks[at]!]!]! += sums[at]!
    return classes
  }
}

/** Values by function, and by the lines of those that are requested. */
export class Attribution {
  constructor(
    private readonly profile: Profile,
    private readonly byRow: Float64Array,
    private readonly byFunction: Float64Array,
    private readonly met: Uint8Array,
  ) {}

  /** The sum of a function; undefined for one that nothing is attributed to. */
  of(func: number): number | undefined {
    return this.met[func] === 1 ? this.byFunction[func]! : undefined
  }

  /** Calls `each` with every function that something is attributed to. */
  forEach(each: (func: number, value: number) => void): void {
    this.met.forEach((met, func) => {
      if (met === 1) each(func, this.byFunction[func]!)
    })
  }

  /** The `most` functions with the largest sums, largest first. */
  top(most: number): Attributed[] {
    const { byFunction, met } = this
    const best: number[] = []
    for (let func = 0; func < met.length; func++) {
      if (met[func] === 0) continue
      const last = best.at(-1)
      if (best.length === most && byFunction[func]! <= byFunction[last!]!) continue
      best.push(func)
      best.sort((a, b) => byFunction[b]! - byFunction[a]! || a - b)
      if (best.length > most) best.pop()
    }
    return best.map((func) => ({ func, value: byFunction[func]!, ...this.hottestLine(func) }))
  }

  /** Several rows may be of one line: instructions have rows of their own. */
  private hottestLine(func: number): Pick<Attributed, 'line' | 'lineValue'> {
    const { lines } = this.profile
    const places = new Map<number, { line: number; lineValue: number }>()
    for (let row = 0; row < lines.count; row++) {
      if (lines.function[row] !== func || this.byRow[row] === 0) continue
      const place = places.get(lines.line[row]!)
      if (place) place.lineValue += this.byRow[row]!
      else places.set(lines.line[row]!, { line: row, lineValue: this.byRow[row]! })
    }
    let hottest = { line: lines.function.indexOf(func), lineValue: 0 }
    for (const place of places.values()) if (place.lineValue > hottest.lineValue) hottest = place
    return hottest
  }
}

/** The sum of all values. */
export function sumOf(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  return sum
}
