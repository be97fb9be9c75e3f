/** Bytes before a dump that are examined for its time. */
const NEAR = 512

/** Lines before that of the header. */
const LINES = 3

const DATE_AND_TIME =
  /(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d:\d\d:\d\d)(?:[.,](\d{1,9})\d*)?(?: ?(Z|UTC|GMT|[+-]\d\d:?\d\d)\b)?/g
/** As syslog and klog have it, without a year. */
const TIME_OF_YEAR =
  /(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d|(?<=\b[IWEF])\d{4}) \d\d:\d\d:\d\d/g

export interface DumpTime {
  /** As people read it, without a fraction; "" if not known. */
  readonly text: string
  /** Nanoseconds since 1970 UTC; 0 where the log does not say so exactly, with its zone. */
  readonly nanos: bigint
}

export const NO_TIME: DumpTime = { text: '', nanos: 0n }

/**
 * When a dump was taken, by what the log says last before it, on its line or shortly above.
 * @param header where it begins
 * @param from where the text before it begins
 */
export function timeBefore(bytes: Uint8Array, header: number, from: number): DumpTime {
  const near = bytes.subarray(Math.max(from, header - NEAR), header)
  const lines = new TextDecoder('latin1')
    .decode(near)
    .split('\n')
    .slice(-LINES - 1)
  for (const line of lines.reverse()) {
    const exact = Array.from(line.matchAll(DATE_AND_TIME)).at(-1)
    if (exact) return exactTime(exact)
    const other = Array.from(line.matchAll(TIME_OF_YEAR)).at(-1)
    if (other) return { text: other[0], nanos: 0n }
  }
  return NO_TIME
}

function exactTime([, year, month, day, time, fraction = '', zone]: RegExpMatchArray): DumpTime {
  const text = `${year}-${month}-${day} ${time}`
  if (zone === undefined) return { text, nanos: 0n }
  const offset = /^[+-]/.test(zone) ? zone : 'Z'
  const millis = Date.parse(`${year}-${month}-${day}T${time}${offset}`)
  if (Number.isNaN(millis)) return { text, nanos: 0n }
  return { text, nanos: BigInt(millis) * 1_000_000n + BigInt(fraction.padEnd(9, '0')) }
}
