import type { StringIndex } from './ids.ts'

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
const encoder = new TextEncoder()

/**
 * The texts of a profile, kept as the UTF-8 bytes of the file and decoded when first asked for:
 * most strings of a large profile are never shown.
 */
export class StringTable {
  private readonly decoded: (string | undefined)[] = []

  /**
   * @param bytes all strings, one after the other
   * @param starts byte offset of each string in `bytes`, and one more: the end of the last
   */
  constructor(
    readonly bytes: Uint8Array,
    readonly starts: Uint32Array,
  ) {}

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
    return this.starts.length - 1
  }

  /** The text at `index`; an index outside the table reads as "". */
  get(index: StringIndex): string {
    const known = this.decoded[index]
    if (known !== undefined) return known
    if (index < 0 || index >= this.count) return ''
    const text = decoder.decode(this.bytes.subarray(this.starts[index], this.starts[index + 1]))
    this.decoded[index] = text
    return text
  }

  isEmpty(index: StringIndex): boolean {
    return !(index >= 0 && index < this.count) || this.starts[index] === this.starts[index + 1]
  }
}
