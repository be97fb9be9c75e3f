import type { StringIndex } from './ids.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()

/**
 * The texts of a profile, kept as the UTF-8 bytes of the file and decoded when first needed:
 * most strings of a large profile are never shown. Texts that are made later (shortened names,
 * cleaned paths) are added behind them.
 */
export class StringTable {
  private readonly texts: (string | undefined)[] = []
  private readonly added = new Map<string, StringIndex>()
  private readonly stored: number
  private byBytes: ByteIndex | undefined

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

  /** The index of a text; one that the file does not have is added. */
  add(text: string): StringIndex {
    if (text === '') return 0
    const known = this.added.get(text)
    if (known !== undefined) return known
    const bytes = encoder.encode(text)
    const stored = this.index().find(bytes, 0, bytes.length)
    return stored >= 0 ? stored : this.append(text)
  }

  /** The index of another table's text, which is decoded only if it is new to this one. */
  addFrom(other: StringTable, index: StringIndex): StringIndex {
    if (other === this) return index
    if (index >= other.stored) return this.add(other.get(index))
    const [from, to] = [other.starts[index]!, other.starts[index + 1]!]
    if (from === to) return 0
    const stored = this.index().find(other.bytes, from, to)
    if (stored >= 0) return stored
    const text = other.get(index)
    return this.added.get(text) ?? this.append(text)
  }

  /**
   * For each string the first one with the same bytes. The table should have no duplicates, but not
   * every file keeps to that.
   */
  firstOccurrences(): Uint32Array {
    return this.index().first
  }

  private append(text: string): StringIndex {
    const index = this.count
    this.added.set(text, index)
    this.texts[index] = text
    return index
  }

  private index(): ByteIndex {
    this.byBytes ??= new ByteIndex(this.bytes, this.starts)
    return this.byBytes
  }
}

/** Finds strings by their bytes: an open-addressed hash table of the first of each. */
class ByteIndex {
  readonly first: Uint32Array
  private readonly slots: Int32Array

  constructor(
    private readonly bytes: Uint8Array,
    private readonly starts: Uint32Array,
  ) {
    const count = starts.length - 1
    let capacity = 64
    while (capacity < count * 2) capacity *= 2
    this.slots = new Int32Array(capacity).fill(-1)
    this.first = new Uint32Array(count)
    for (let index = 0; index < count; index++) {
      const at = this.slotOf(bytes, starts[index]!, starts[index + 1]!)
      if (this.slots[at] === -1) this.slots[at] = index
      this.first[index] = this.slots[at]!
    }
  }

  /** The string that is bytes `from` up to `to` of `text`, or -1. */
  find(text: Uint8Array, from: number, to: number): number {
    return this.slots[this.slotOf(text, from, to)]!
  }

  /** The slot that the string is in, or the free one that it belongs in. */
  private slotOf(text: Uint8Array, from: number, to: number): number {
    const mask = this.slots.length - 1
    let hash = 0x811c9dc5
    for (let i = from; i < to; i++) hash = Math.imul(hash ^ text[i]!, 0x01000193)
    let at = (hash ^ (hash >>> 15)) & mask
    while (this.slots[at] !== -1 && !this.equals(this.slots[at]!, text, from, to)) {
      at = (at + 1) & mask
    }
    return at
  }

  private equals(index: number, text: Uint8Array, from: number, to: number): boolean {
    const start = this.starts[index]!
    if (this.starts[index + 1]! - start !== to - from) return false
    for (let i = from; i < to; i++) if (this.bytes[start + i - from] !== text[i]) return false
    return true
  }
}
