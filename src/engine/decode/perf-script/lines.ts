/** The lines of `perf script`, one pattern each. */

/** No line of an event or a place is longer; symbols may be. */
const LONGEST = 4096

export interface EventLine {
  readonly comm: string
  /** -1: not printed. */
  readonly pid: number
  readonly tid: number
  /** Seconds; NaN: not printed. */
  readonly time: number
  /** What the sample stands for; NaN: not printed. */
  readonly period: number
  /** With its modifiers: `cycles:u`. */
  readonly event: string
  /** What stands behind: a single frame, or the arguments of a tracepoint. */
  readonly rest: string
}

/** `comm pid/tid [cpu] seconds: period event: …`; the command may have blanks. */
const eventLine =
  /^\s*(\S.{0,63}?)\s+(-?\d{1,10})(?:\/(-?\d{1,10}))?\s+(?:\[(\d+)\]\s+)?(?:[KUHGSEMDW]{1,3}\s+)?(?:[-.a-zA-Z\d]{4,8}\s+)?(\d{1,12}\.\d{3,9}):\s+(?:(\d{1,19})\s+)?(\S.*)$/

/** An event's name ends in a colon that a blank or the line's end follows. */
const eventName = /^([^\s:]+(?::[^\s:]+)*?(?:\/[^/]*\/\w*)?):(?:\s+(.*))?$/

/** Parses the line of an event; null if it is not one. */
export function readEventLine(line: string): EventLine | null {
  if (line.length > LONGEST) return null
  const match = eventLine.exec(line)
  if (!match) return null
  const [, comm = '', first = '', second, , time = '', period, named = ''] = match
  const name = eventName.exec(named)
  if (!name) return null
  return {
    comm,
    pid: second === undefined ? -1 : Number(first),
    tid: Number(second ?? first),
    time: Number(time),
    period: period === undefined ? Number.NaN : Number(period),
    event: name[1]!,
    rest: name[2] ?? '',
  }
}

export interface FrameLine {
  /** Hex digits. */
  readonly address: string
  /** Without its offset; "" where perf does not know it. */
  readonly symbol: string
  /** Path of the binary, or `[kernel.kallsyms]`; "" where it is not printed. */
  readonly binary: string
  /** Inlined into the frame of the line below. */
  readonly inlined: boolean
}

const frameLine = /^\s*([\da-f]{1,16})\s+(\S.*)$/

/** `55d0a0401010 serve+0x1f (/usr/bin/server)` */
export function readFrameLine(line: string): FrameLine | null {
  const match = frameLine.exec(line)
  if (!match) return null
  const [, address = '', rest = ''] = match
  const text = rest.trimEnd()
  const open = openingOf(text)
  const named = (open < 0 ? text : text.slice(0, open)).trim()
  const binary = open < 0 ? '' : text.slice(open + 1, -1)
  const symbol = named.replace(/\+0x[\da-f]+$/, '')
  return {
    address,
    symbol: symbol === '[unknown]' ? '' : symbol,
    binary: binary === '[unknown]' || binary === 'inlined' ? '' : binary,
    inlined: binary === 'inlined',
  }
}

/** Where the bracket opens that closes at the end of the text; -1: none does. */
function openingOf(text: string): number {
  if (!text.endsWith(')')) return -1
  let level = 0
  for (let at = text.length - 1; at >= 0; at--) {
    if (text[at] === ')') level++
    if (text[at] === '(' && --level === 0) {
      return at === 0 || text[at - 1] === ' ' ? at : -1
    }
  }
  return -1
}

/** `server.go:12` below a frame (`-F +srcline`). */
export function readSourceLine(line: string): { file: string; line: number } | null {
  if (line.length > LONGEST) return null
  const match = /^\s+(\S.*):(\d{1,9})(?::\d+)?(?: \(discriminator \d+\))?\s*$/.exec(line)
  return match ? { file: match[1]!, line: Number(match[2]) } : null
}
