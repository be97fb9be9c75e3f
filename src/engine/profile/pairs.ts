import { withRoom } from './columns.ts'

/** Numbers pairs of small integers 0, 1, 2 … in the order of their first occurrence. */
export class PairIndex {
  /** Columns of the pairs; there may be room behind the last. */
  first = new Int32Array(1024)
  second = new Int32Array(1024)
  private slots = new Int32Array(4096).fill(-1)
  private length = 0

  get count(): number {
    return this.length
  }

  /** The number of the pair (a, b), new or known. */
  intern(a: number, b: number): number {
    const mask = this.slots.length - 1
    let at = hash(a, b) & mask
    for (;;) {
      const index = this.slots[at]!
      if (index === -1) break
      if (this.first[index] === a && this.second[index] === b) return index
      at = (at + 1) & mask
    }
    const index = this.length++
    this.first = withRoom(this.first, this.length)
    this.second = withRoom(this.second, this.length)
    this.first[index] = a
    this.second[index] = b
    this.slots[at] = index
    if (this.length * 2 > this.slots.length) this.rehash()
    return index
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 4).fill(-1)
    const mask = this.slots.length - 1
    for (let index = 0; index < this.length; index++) {
      let at = hash(this.first[index]!, this.second[index]!) & mask
      while (this.slots[at] !== -1) at = (at + 1) & mask
      this.slots[at] = index
    }
  }
}

/** Mixes two small integers into 32 bits (multiplicative hashing with odd constants). */
export function hash(a: number, b: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}
