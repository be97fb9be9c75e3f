import { resized, withRoom } from './columns.ts'
import type { LabelSetIndex, StringIndex } from './ids.ts'

/** One label of a sample: a text (`str`, not 0) or a number (`num`, with a unit or 0). */
export interface LabelEntry {
  key: StringIndex
  str: StringIndex
  num: number
  unit: StringIndex
  /** `num` exactly, where a double cannot hold it. */
  exact?: bigint | undefined
}

/**
 * The distinct sets of labels that samples carry. Set `s` has the entries `first[s]` up to
 * `first[s + 1]` of the columns, in the file's order; set 0 is empty.
 */
export interface LabelSets {
  readonly count: number
  readonly first: Uint32Array
  /** String index of the key. */
  readonly key: Uint32Array
  /** String index of the value; 0 where the label is a number. */
  readonly str: Uint32Array
  /** The number, in `unit`; exact up to 2^53. */
  readonly num: Float64Array
  /** The same, exact, only where some number is beyond 2^53. */
  readonly exact?: BigInt64Array
  /** String index of the number's unit; 0 where the file gives none. */
  readonly unit: Uint32Array
}

/** The number of label entry `i` as the file has it: a bigint in profiles with numbers beyond 2^53. */
export function labelNumber(labels: LabelSets, i: number): number | bigint {
  return labels.exact?.[i] ?? labels.num[i]!
}

/** The same, only where the column of doubles has lost digits of it. */
export function inexactLabel(labels: LabelSets, i: number): bigint | undefined {
  const exact = labels.exact?.[i]
  return exact === undefined || Number.isSafeInteger(labels.num[i]!) ? undefined : exact
}

/** Builds LabelSets: entries are pushed, then `close` gives the set's index, new or known. */
export class LabelInterner {
  private first = new Uint32Array(64)
  private key = new Uint32Array(256)
  private str = new Uint32Array(256)
  private num = new Float64Array(256)
  private unit = new Uint32Array(256)
  /** Made only when a number beyond 2^53 turns up. */
  private exact: BigInt64Array | undefined
  private sets = 1
  private slots = new Int32Array(256)
  /** End of the entries that belong to closed sets. */
  private closed = 0
  /** End of the entries, those of the set being filled included. */
  private end = 0

  /** Entries so far: of the distinct sets, and of the one being filled. */
  get entries(): number {
    return this.end
  }

  /** @param exact `num` exactly, where a double cannot hold it */
  push(key: StringIndex, str: StringIndex, num: number, unit: StringIndex, exact?: bigint): void {
    const at = this.end++
    if (at === this.key.length) {
      this.key = withRoom(this.key, this.end)
      this.str = withRoom(this.str, this.end)
      this.num = withRoom(this.num, this.end)
      this.unit = withRoom(this.unit, this.end)
      if (this.exact) this.exact = withRoom(this.exact, this.end)
    }
    this.key[at] = key
    this.str[at] = str
    this.num[at] = num
    this.unit[at] = unit
    if (exact !== undefined) this.exact ??= this.exactCopy(at)
    if (this.exact) this.exact[at] = exact ?? BigInt(num)
  }

  /** The numbers so far as exact ones, with the capacity of the other columns. */
  private exactCopy(length: number): BigInt64Array {
    const exact = new BigInt64Array(this.num.length)
    for (let i = 0; i < length; i++) exact[i] = BigInt(this.num[i]!)
    return exact
  }

  /** Ends the set being filled. */
  close(): LabelSetIndex {
    const from = this.closed
    const length = this.end - from
    if (length === 0) return 0
    const mask = this.slots.length - 1
    let at = this.hash(from, this.end) & mask
    for (;;) {
      const set = this.slots[at]!
      if (set === 0) break
      if (this.equal(set, from, length)) {
        this.end = from
        return set
      }
      at = (at + 1) & mask
    }
    const set = this.sets++
    this.first = withRoom(this.first, set + 2)
    this.first[set] = from
    this.first[set + 1] = this.end
    this.closed = this.end
    this.slots[at] = set
    if (this.sets * 2 > this.slots.length) this.rehash()
    return set
  }

  intern(entries: readonly LabelEntry[]): LabelSetIndex {
    for (const { key, str, num, unit, exact } of entries) this.push(key, str, num, unit, exact)
    return this.close()
  }

  finish(): LabelSets {
    return {
      count: this.sets,
      first: resized(this.first, this.sets + 1),
      key: resized(this.key, this.closed),
      str: resized(this.str, this.closed),
      num: resized(this.num, this.closed),
      unit: resized(this.unit, this.closed),
      ...(this.exact && { exact: resized(this.exact, this.closed) }),
    }
  }

  private hash(from: number, to: number): number {
    let h = 0
    for (let i = from; i < to; i++) {
      h = Math.imul(h ^ this.key[i]!, 0x9e3779b1)
      h = Math.imul(h ^ this.str[i]!, 0x85ebca6b)
      const num = this.num[i]!
      // A number that is a multiple of 2^32 has all its bits in the second word.
      h = Math.imul(h ^ (num | 0) ^ this.unit[i]!, 0xc2b2ae35)
      h = Math.imul(h ^ (num / 2 ** 32), 0x27d4eb2f)
      h ^= h >>> 15
    }
    return h
  }

  private equal(set: number, from: number, length: number): boolean {
    const start = this.first[set]!
    if (this.first[set + 1]! - start !== length) return false
    for (let i = 0; i < length; i++) {
      if (
        this.key[start + i] !== this.key[from + i] ||
        this.str[start + i] !== this.str[from + i] ||
        this.num[start + i] !== this.num[from + i] ||
        this.unit[start + i] !== this.unit[from + i] ||
        (this.exact && this.exact[start + i] !== this.exact[from + i])
      ) {
        return false
      }
    }
    return true
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 4)
    const mask = this.slots.length - 1
    for (let set = 1; set < this.sets; set++) {
      let at = this.hash(this.first[set]!, this.first[set + 1]!) & mask
      while (this.slots[at] !== 0) at = (at + 1) & mask
      this.slots[at] = set
    }
  }
}
