import protobuf from 'protobufjs/minimal'

/**
 * protobufjs's Writer for the fields of a profile: by number, default values left out (as in
 * proto3), 64-bit numbers exact from bigints.
 */
export class WireWriter extends protobuf.Writer {
  /** A field with a number; 0 is left out. */
  field(number: number, value: number | bigint): void {
    if (value === 0 || value === 0n) return
    this.uint32(number << 3)
    this.varint(value)
  }

  /** A field with a number that is there even if it is 0. */
  element(number: number, value: number | bigint): void {
    this.uint32(number << 3)
    this.varint(value)
  }

  /** A field with a message, or with the elements of a packed list; `write` fills it. */
  nested(number: number, write: () => void): void {
    this.uint32((number << 3) | 2).fork()
    write()
    this.ldelim()
  }

  text(number: number, text: string): void {
    this.uint32((number << 3) | 2).string(text)
  }

  varint(value: number | bigint): void {
    if (typeof value === 'number') {
      // The usual case, without an object for the number.
      if (value >= 0 && value < 2 ** 32) this.uint32(value)
      // What was near the largest int64 is one more as a double; it must not wrap around.
      else if (value >= 2 ** 63) this.varint(2n ** 63n - 1n)
      else this.int64(value)
      return
    }
    const low = Number(BigInt.asUintN(32, value))
    const high = Number(BigInt.asUintN(32, value >> 32n))
    this.uint64(new protobuf.util.LongBits(low, high).toLong(true))
  }

  /** The bytes written since the last time. */
  take(): Uint8Array {
    const bytes = this.finish()
    this.reset()
    return bytes
  }
}
