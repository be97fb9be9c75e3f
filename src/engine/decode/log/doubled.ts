import { isBlank, newlineFrom, trimmedEnd } from '../bytes.ts'
import { GOROUTINE, HeaderReader } from '../goroutine-dump/header.ts'
import { firstHeaders } from './headers.ts'
import { TextWriter } from './text-writer.ts'

/**
 * A text with an empty line behind each of its lines, as mail, pages and wrong line ends make it,
 * without these.
 * @returns null if it is none
 */
export function withoutDoubling(bytes: Uint8Array): Uint8Array | null {
  if (!isDoubled(bytes)) return null
  const out = new TextWriter()
  let empty = 0
  for (let at = 0; at < bytes.length; ) {
    const newline = newlineFrom(bytes, at)
    const end = trimmedEnd(bytes, at, newline)
    if (at === end) empty++
    else {
      for (let i = 1; i < empty; i += 2) out.text('\n')
      out.copy(bytes.subarray(at, end))
      out.text('\n')
      empty = 0
    }
    at = newline + 1
  }
  return out.written()
}

/** Whether an empty line, a call, an empty line and a place stand behind one of the first headers. */
function isDoubled(bytes: Uint8Array): boolean {
  const header = new HeaderReader(bytes)
  let newline = -1
  for (const at of firstHeaders(bytes)) {
    // A line that says the word many times is measured once.
    if (at < newline) continue
    newline = newlineFrom(bytes, at)
    if (!header.read(at, newline)) continue
    const lines: { from: number; to: number }[] = []
    for (let from = newline + 1; lines.length < 4 && from < bytes.length; ) {
      const end = newlineFrom(bytes, from)
      lines.push({ from, to: trimmedEnd(bytes, from, end) })
      from = end + 1
    }
    const [first, call, second, place] = lines
    if (!first || !call || !second || !place) return false
    const areEmpty = first.from === first.to && second.from === second.to
    const isCall = call.from < call.to && !GOROUTINE.isAt(bytes, call.from)
    if (areEmpty && isCall && place.from < place.to && isBlank(bytes[place.from])) return true
  }
  return false
}
