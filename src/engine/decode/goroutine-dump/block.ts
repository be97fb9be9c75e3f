import { isBlank, newlineFrom } from '../bytes.ts'
import { HeaderReader } from './header.ts'
import { linesAround } from './log-lines.ts'
import { PlaceReader } from './place.ts'

/** Lines of a goroutine that are read; the runtime prints some 200. */
const MAX_LINES = 2000
/** Longest line that is shown, in bytes. */
const MAX_LINE = 4096

const decoder = new TextDecoder()

/** A goroutine as the dump has it, line by line. */
export interface GoroutineBlock {
  /** `goroutine 18 [chan receive, 3 minutes]:` */
  readonly header: string
  /** Innermost first. */
  readonly calls: readonly GoroutineCall[]
}

export interface GoroutineCall {
  /** `main.(*T).m(0xc000012345, {0x1, 0x2})`, `created by main.main in goroutine 1` */
  readonly text: string
  /** `/srv/main.go:32 +0x25`; "" if the dump does not say. */
  readonly place: string
}

/**
 * Reads one goroutine again, with its arguments.
 * @param offset where its header begins, as the profile's table of goroutines has it
 */
export function readGoroutine(bytes: Uint8Array, offset: number): GoroutineBlock {
  const reader = new HeaderReader(bytes)
  const place = new PlaceReader(bytes)
  let newline = newlineFrom(bytes, offset)
  const headerEnd = reader.read(offset, newline) ? reader.to + 1 : newline
  const header = textOf(bytes, offset, headerEnd)
  const calls: { text: string; place: string }[] = []
  const around = linesAround(bytes, offset, headerEnd, newline)
  if (!around) return { header, calls }
  const { lines } = around
  for (let i = 0; i < MAX_LINES && newline + 1 < bytes.length; i++) {
    const start = newline + 1
    newline = newlineFrom(bytes, start)
    if (!lines.read(start, newline)) continue
    const { from, to } = lines
    if (from === to || reader.read(from, to)) break
    const text = textOf(bytes, from, to)
    const last = calls.at(-1)
    const isPlace = isBlank(bytes[from]) || (last?.place === '' && place.readTrimmed(from, to))
    if (!isPlace || !last) calls.push({ text: text.trim(), place: '' })
    else if (last.place === '') last.place = text.trim()
  }
  return { header, calls }
}

function textOf(bytes: Uint8Array, from: number, end: number): string {
  return decoder.decode(bytes.subarray(from, Math.min(end, from + MAX_LINE)))
}
