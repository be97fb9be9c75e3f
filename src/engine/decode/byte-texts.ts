import { withRoom } from '../profile/columns.ts'

const decoder = new TextDecoder()

/**
 * Numbers ranges of a text 0, 1, 2 … by their content: equal bytes have equal numbers. Only where
 * each was first seen is kept, in an open-addressed hash table (FNV-1a).
 */
export class ByteTexts {
  /** Columns of the first occurrences; there may be room behind the last. */
  private from = new Uint32Array(256)
  private to = new Uint32Array(256)
  private slots = new Int32Array(1024).fill(-1)
  private length = 0

  constructor(private readonly bytes: Uint8Array) {}

  get count(): number {
    return this.length
  }

  /** The number of the bytes from `from` up to `to`, new or known. */
  intern(from: number, to: number): number {
    const { bytes, slots } = this
    const mask = slots.length - 1
    let at = this.hash(from, to) & mask
    for (;;) {
      const index = slots[at]!
      if (index === -1) break
      if (this.to[index]! - this.from[index]! === to - from) {
        let known = this.from[index]!
        let i = from
        while (i < to && bytes[i] === bytes[known]) {
          i++
          known++
        }
        if (i === to) return index
      }
      at = (at + 1) & mask
    }
    const index = this.length++
    this.from = withRoom(this.from, this.length)
    this.to = withRoom(this.to, this.length)
    this.from[index] = from
    this.to[index] = to
    slots[at] = index
    if (this.length * 2 > slots.length) this.rehash()
    return index
  }

  text(index: number): string {
    return decoder.decode(this.bytes.subarray(this.from[index], this.to[index]))
  }

  private hash(from: number, to: number): number {
    const { bytes } = this
    let h = 0x811c9dc5
    for (let i = from; i < to; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193)
    return h ^ (h >>> 15)
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 4).fill(-1)
    const mask = this.slots.length - 1
    for (let index = 0; index < this.length; index++) {
      let at = this.hash(this.from[index]!, this.to[index]!) & mask
      while (this.slots[at] !== -1) at = (at + 1) & mask
      this.slots[at] = index
    }
  }
}
