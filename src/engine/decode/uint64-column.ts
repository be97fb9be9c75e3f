/** Where the low half of a 64-bit number lies: on all but a few old machines it comes first. */
const LOW = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 0 : 1
const HIGH = 1 - LOW

/** High halves below it leave a number exact in a double. */
export const EXACT_HIGH = 2 ** 21

/** Writes and reads a column of 64-bit numbers by halves: each bigint would be an object. */
export class Uint64Column {
  private readonly halves: Uint32Array

  constructor(private readonly numbers: BigUint64Array) {
    this.halves = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2)
  }

  set(row: number, low: number, high: number): void {
    this.halves[row * 2 + LOW] = low
    this.halves[row * 2 + HIGH] = high
  }

  /** A number where that is exact, else a bigint. */
  key(row: number): number | bigint {
    const high = this.halves[row * 2 + HIGH]!
    if (high >= EXACT_HIGH) return this.numbers[row]!
    return high * 2 ** 32 + this.halves[row * 2 + LOW]!
  }
}
