import { TextWriter } from './text-writer.ts'

const ESCAPE = 0x1b
const OPEN = 0x5b

/**
 * A text without the colours of terminals (ECMA-48: ESC, a bracket, parameters, a letter).
 * @returns null if it has none
 */
export function withoutColours(bytes: Uint8Array): Uint8Array | null {
  let at = bytes.indexOf(ESCAPE)
  if (at < 0) return null
  const out = new TextWriter()
  let from = 0
  while (at >= 0) {
    out.copy(bytes.subarray(from, at))
    from = at + 1
    if (bytes[from] === OPEN) {
      from++
      // Parameters; what follows them ends the sequence.
      while (bytes[from]! >= 0x20 && bytes[from]! <= 0x3f) from++
      if (bytes[from]! >= 0x40 && bytes[from]! <= 0x7e) from++
    }
    at = bytes.indexOf(ESCAPE, from)
  }
  out.copy(bytes.subarray(from))
  return out.written()
}
