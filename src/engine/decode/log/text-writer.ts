import { withRoom } from '../../profile/columns.ts'
import { isBlank, NEWLINE } from '../bytes.ts'

const encoder = new TextEncoder()

/** A text as bytes that grows. */
export class TextWriter {
  private buffer = new Uint8Array(1 << 12)
  length = 0
  /** Where the last line that is not empty begins, and where the next one will. */
  private lastLine = 0
  private nextLine = 0

  clear(): void {
    this.length = 0
    this.lastLine = 0
    this.nextLine = 0
  }

  byte(byte: number): void {
    if (this.length === this.buffer.length) this.buffer = withRoom(this.buffer, this.length + 1)
    this.buffer[this.length++] = byte
    if (byte !== NEWLINE) return
    if (this.length - this.nextLine > 1) this.lastLine = this.nextLine
    this.nextLine = this.length
  }

  bytes(bytes: Uint8Array): void {
    for (const byte of bytes) this.byte(byte)
  }

  /** Many bytes at once, of which no line needs to be known. */
  copy(bytes: Uint8Array): void {
    this.buffer = withRoom(this.buffer, this.length + bytes.length)
    this.buffer.set(bytes, this.length)
    this.length += bytes.length
  }

  text(text: string): void {
    this.bytes(encoder.encode(text))
  }

  codePoint(code: number): void {
    if (code < 0x80) this.byte(code)
    else this.text(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd')
  }

  /** Ends the line, if one has begun. */
  endLine(): void {
    if (this.length > this.nextLine) this.byte(NEWLINE)
  }

  /** Whether the last line that is not empty is indented, as those in a stack are. */
  get isInStack(): boolean {
    return isBlank(this.buffer[this.lastLine])
  }

  /** A view of what has been written. */
  written(): Uint8Array {
    return this.buffer.subarray(0, this.length)
  }
}
