import type { StringIndex } from './ids.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()

/**
 * The texts of a profile, kept as the UTF-8 bytes of the file and decoded when first asked for:
 * most strings of a large profile are never shown. Texts that are made later (shortened names,
 * cleaned paths) are added behind them.
 */
export class StringTable {
  private readonly texts: (string | undefined)[] = []
  private readonly added = new Map<string, StringIndex>()
  private readonly stored: number

  /**
   * @param bytes all strings, one after the other
   * @param starts byte offset of each string in `bytes`, and one more: the end of the last
   */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly starts: Uint32Array,
  ) {
    this.stored = starts.length - 1
  }

  static of(texts: readonly string[]): StringTable {
    const encoded = texts.map((text) => encoder.encode(text))
    const starts = new Uint32Array(texts.length + 1)
    encoded.forEach((part, i) => {
      starts[i + 1] = starts[i]! + part.length
    })
    const bytes = new Uint8Array(starts[texts.length]!)
    encoded.forEach((part, i) => {
      bytes.set(part, starts[i]!)
    })
    return new StringTable(bytes, starts)
  }

  get count(): number {
    return this.stored + this.added.size
  }

  /** The text at `index`; an index outside the table reads as "". */
  get(index: StringIndex): string {
    const known = this.texts[index]
    if (known !== undefined) return known
    if (index < 0 || index >= this.stored) return ''
    const text = decoder.decode(this.bytes.subarray(this.starts[index], this.starts[index + 1]))
    this.texts[index] = text
    return text
  }

  /** The index of a text that the file may not have; the same text gives the same index. */
  add(text: string): StringIndex {
    if (text === '') return 0
    const known = this.added.get(text)
    if (known !== undefined) return known
    const index = this.count
    this.added.set(text, index)
    this.texts[index] = text
    return index
  }

  /**
   * For each string the first one with the same bytes: the table of a well-made file has no
   * doubles, but a file may be made otherwise.
   */
  firstOccurrences(): Uint32Array {
    const { stored, starts } = this
    const first = new Uint32Array(stored)
    let capacity = 64
    while (capacity < stored * 2) capacity *= 2
    const slots = new Int32Array(capacity).fill(-1)
    for (let index = 0; index < stored; index++) {
      let at = this.hash(starts[index]!, starts[index + 1]!) & (capacity - 1)
      while (slots[at] !== -1 && !this.sameBytes(slots[at]!, index)) at = (at + 1) & (capacity - 1)
      if (slots[at] === -1) slots[at] = index
      first[index] = slots[at]!
    }
    return first
  }

  private hash(from: number, to: number): number {
    let h = 0x811c9dc5
    for (let i = from; i < to; i++) h = Math.imul(h ^ this.bytes[i]!, 0x01000193)
    return h ^ (h >>> 15)
  }

  private sameBytes(a: number, b: number): boolean {
    const { bytes, starts } = this
    const length = starts[a + 1]! - starts[a]!
    if (starts[b + 1]! - starts[b]! !== length) return false
    for (let i = 0; i < length; i++) {
      if (bytes[starts[a]! + i] !== bytes[starts[b]! + i]) return false
    }
    return true
  }
}
