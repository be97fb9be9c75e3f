const CHUNK = 4 << 20
const utf8 = new TextEncoder()

/**
 * Writes protobuf fields straight into buffers. Full chunks are put aside and never copied, so
 * that 100 MB of samples cost 100 MB. Numbers are unsigned and such that a double holds them exactly.
 */
export class ProtoWriter {
  private readonly full: Uint8Array[] = []
  private chunk: Uint8Array
  private at = 0

  constructor(private readonly chunkSize = CHUNK) {
    this.chunk = new Uint8Array(chunkSize)
  }

  /** A varint field; zero is left out, as Go's writer does. */
  number(field: number, value: number): void {
    if (value === 0) return
    this.reserve(20)
    this.varint(field << 3)
    this.varint(value)
  }

  string(field: number, text: string): void {
    this.raw(field, utf8.encode(text))
  }

  /** A nested message that was written into a writer of its own, which is emptied for the next. */
  message(field: number, body: ProtoWriter): void {
    if (body.full.length > 0) throw new RangeError('a nested message must fit in one chunk')
    this.raw(field, body.chunk.subarray(0, body.at))
    body.at = 0
  }

  /** Packed varints, zeros included; an empty list is left out. */
  packed(field: number, values: ArrayLike<number>, count = values.length): void {
    if (count === 0) return
    let size = 0
    for (let i = 0; i < count; i++) size += varintSize(values[i]!)
    this.reserve(size + 20)
    this.varint((field << 3) | 2)
    this.varint(size)
    for (let i = 0; i < count; i++) this.varint(values[i]!)
  }

  /** All that was written. */
  finish(): Uint8Array {
    return Buffer.concat([...this.full, this.chunk.subarray(0, this.at)])
  }

  private raw(field: number, bytes: Uint8Array): void {
    this.reserve(bytes.length + 20)
    this.varint((field << 3) | 2)
    this.varint(bytes.length)
    this.chunk.set(bytes, this.at)
    this.at += bytes.length
  }

  private varint(value: number): void {
    const { chunk } = this
    let rest = value
    // Bit operations would cut off at 32 bits.
    while (rest >= 0x80000000) {
      chunk[this.at++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    while (rest >= 128) {
      chunk[this.at++] = (rest & 127) | 128
      rest >>>= 7
    }
    chunk[this.at++] = rest
  }

  private reserve(size: number): void {
    if (this.at + size <= this.chunk.length) return
    this.full.push(this.chunk.subarray(0, this.at))
    this.chunk = new Uint8Array(Math.max(this.chunkSize, size))
    this.at = 0
  }
}

function varintSize(value: number): number {
  let size = 1
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size++
  return size
}
