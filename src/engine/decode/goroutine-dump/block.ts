import { isBlank, newlineFrom, withoutReturn } from '../bytes.ts'
import { HeaderReader } from './header.ts'
import { prefixAt } from './log-prefix.ts'

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
  const nextHeader = new HeaderReader(bytes)
  const prefix = prefixAt(bytes, offset)
  const calls: { text: string; place: string }[] = []
  let newline = newlineFrom(bytes, offset)
  const header = textOf(bytes, offset, newline)
  for (let i = 0; i < MAX_LINES && newline + 1 < bytes.length; i++) {
    const start = newline + 1
    newline = newlineFrom(bytes, start)
    const end = withoutReturn(bytes, start, newline)
    const from = prefix ? prefix.skip(start, end) : start
    if (from < 0) continue
    if (from === end || nextHeader.read(from, end)) break
    const text = textOf(bytes, from, end)
    const last = calls.at(-1)
    if (!isBlank(bytes[from]) || !last) calls.push({ text: text.trim(), place: '' })
    else if (last.place === '') last.place = text.trim()
  }
  return { header, calls }
}

function textOf(bytes: Uint8Array, from: number, newline: number): string {
  const end = withoutReturn(bytes, from, newline)
  return decoder.decode(bytes.subarray(from, Math.min(end, from + MAX_LINE)))
}
