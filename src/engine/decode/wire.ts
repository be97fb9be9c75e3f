import protobuf from 'protobufjs/minimal'
import { EXACT_HIGH, type Uint64Column } from './uint64-column.ts'

const TWO_32 = 2 ** 32

/**
 * protobufjs's Reader with the 64-bit numbers that a profile is full of. The Reader would make an
 * object for each of them (and a Long where that library is found); here a number of up to four
 * bytes, the usual case, is read inline, and a longer one into the two words `low` and `high`.
 */
export class WireReader extends protobuf.Reader {
  /** Words of the last 64-bit number read by `words`. */
  low = 0
  high = 0
  /** Whether a number has been read that a double cannot hold exactly. */
  inexact = false

  /** Enters a length-delimited field; returns where it ends. */
  fieldEnd(): number {
    const end = this.size() + this.pos
    if (end > this.len) throw new RangeError('a field runs past the end of the data')
    return end
  }

  /** A signed 64-bit varint as a double; sets `inexact` where that loses digits. */
  int64Number(): number {
    const small = this.small()
    if (small >= 0) return small
    this.words()
    const high = this.high | 0
    if (high >= EXACT_HIGH || high < -EXACT_HIGH) this.inexact = true
    return high * TWO_32 + this.low
  }

  /** An unsigned 64-bit varint: a number where that is exact, else a bigint. */
  uint64Key(): number | bigint {
    const small = this.small()
    if (small >= 0) return small
    this.words()
    return this.high < EXACT_HIGH ? this.high * TWO_32 + this.low : this.bigintOfWords()
  }

  /** An unsigned 64-bit varint into row `row` of a column. */
  uint64To(column: Uint64Column, row: number): void {
    const small = this.small()
    if (small >= 0) {
      column.set(row, small, 0)
      return
    }
    this.words()
    column.set(row, this.low, this.high)
  }

  /** An unsigned 64-bit varint. */
  uint64Big(): bigint {
    this.words()
    return this.bigintOfWords()
  }

  /** A signed 64-bit varint. */
  int64Big(): bigint {
    return BigInt.asIntN(64, this.uint64Big())
  }

  /** The signed 64-bit varint at `pos`, read again, exactly. */
  int64BigAt(pos: number): bigint {
    this.pos = pos
    return this.int64Big()
  }

  private bigintOfWords(): bigint {
    return (BigInt(this.high) << 32n) | BigInt(this.low)
  }

  /** A varint of at most four bytes; -1, with nothing read, for a longer one. */
  private small(): number {
    const { buf, pos } = this
    const a = buf[pos]!
    if (a < 0x80) {
      this.pos = pos + 1
      return a
    }
    const b = buf[pos + 1]!
    if (b < 0x80) {
      this.pos = pos + 2
      return (a & 0x7f) | (b << 7)
    }
    const c = buf[pos + 2]!
    if (c < 0x80) {
      this.pos = pos + 3
      return (a & 0x7f) | ((b & 0x7f) << 7) | (c << 14)
    }
    const d = buf[pos + 3]!
    if (d < 0x80) {
      this.pos = pos + 4
      return (a & 0x7f) | ((b & 0x7f) << 7) | ((c & 0x7f) << 14) | (d << 21)
    }
    return -1
  }

  /** A varint of any length into `low` and `high`. */
  private words(): void {
    let low = 0
    let high = 0
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.pos >= this.len) throw new RangeError('a number runs past the end of the data')
      const byte = this.buf[this.pos++]!
      const bits = byte & 0x7f
      if (shift < 28) low |= bits << shift
      else if (shift === 28) {
        low |= bits << 28
        high = bits >>> 4
      } else high |= bits << (shift - 32)
      if (byte < 0x80) {
        this.low = low >>> 0
        this.high = high >>> 0
        return
      }
    }
    throw new RangeError('a number is longer than ten bytes')
  }
}
