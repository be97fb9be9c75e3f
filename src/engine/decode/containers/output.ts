import type { Room } from './container.ts'

/** Sizes in a trailer or header are not trusted: no more than this is reserved because of them. */
const MAX_RESERVED = 2 ** 28

/** Bytes that are unpacked piece by piece: one buffer, so that nothing is copied twice. */
export class Output {
  private buffer: Uint8Array
  length = 0

  /** @param expected how many bytes there will be, as far as is known */
  constructor(
    private readonly room: Room,
    readonly expected: number,
  ) {
    this.buffer = new Uint8Array(Math.max(1024, Math.min(expected, room.left, MAX_RESERVED)))
  }

  /** @throws ProfileError `too-large` as soon as there is no room for what has been written */
  write(piece: Uint8Array): void {
    this.next(piece.length).set(piece)
  }

  /**
   * Where the next bytes belong, for decoders that unpack in place.
   * @throws ProfileError `too-large` if there is no room for them
   */
  next(bytes: number): Uint8Array {
    const from = this.length
    const length = from + bytes
    this.room.require(length)
    if (length > this.buffer.length) {
      const wider = new Uint8Array(
        Math.min(this.room.left, Math.max(length, this.buffer.length * 2)),
      )
      wider.set(this.buffer.subarray(0, from))
      this.buffer = wider
    }
    this.length = length
    return this.buffer.subarray(from, length)
  }

  /** The bytes, which take up room from now on. */
  finish(): Uint8Array {
    this.room.take(this.length)
    return this.buffer.subarray(0, this.length)
  }
}
