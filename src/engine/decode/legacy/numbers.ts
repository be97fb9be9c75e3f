/** The numbers of the text formats: 64-bit integers and addresses, held as bigint. */

const INT64_MIN = -(2n ** 63n)
const INT64_MAX = 2n ** 63n - 1n
const UINT64_MAX = 2n ** 64n - 1n

/** The most digits of a number; longer ones are rejected (a few leading zeros are allowed). */
const MAX_DIGITS = 40

/** Hex digits that fit a double exactly; user-space addresses have at most twelve. */
const EXACT_DIGITS = 13

/** A decimal number as int64; null if it is none. */
export function parseInt64(text: string): bigint | null {
  return /^[+-]?\d{1,40}$/.test(text) ? inRange(BigInt(text.replace('+', ''))) : null
}

/** An int64 with Go's prefixes (0x, 0o or 0, 0b), as attributes may have; null if it is none. */
export function parseInteger(text: string): bigint | null {
  const match = /^([+-]?)(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/.exec(text)
  if (!match || text.length > MAX_DIGITS) return null
  const [, sign, digits = ''] = match
  const octal = /^0\d/.test(digits)
  const value = BigInt(octal ? `0o${digits.slice(1)}` : digits)
  return inRange(sign === '-' ? -value : value)
}

/** Hex digits (without 0x) as uint64; null if they are none, or beyond 64 bits. */
export function parseHex(digits: string): bigint | null {
  if (digits.length > MAX_DIGITS || !/^[0-9a-fA-F]+$/.test(digits)) return null
  if (digits.length <= EXACT_DIGITS) return BigInt(Number.parseInt(digits, 16))
  const value = BigInt(`0x${digits}`)
  return value <= UINT64_MAX ? value : null
}

/** All `0x…` numbers of a text, whatever stands between them; null if one is beyond 64 bits. */
export function parseAddresses(text: string): bigint[] | null {
  const addresses: bigint[] = []
  let at = text.indexOf('0x')
  while (at >= 0) {
    const from = at + 2
    let end = from
    let value = 0
    for (let digit = hexDigit(text, end); digit >= 0; digit = hexDigit(text, ++end)) {
      value = value * 16 + digit
    }
    if (end > from) {
      const address = end - from <= EXACT_DIGITS ? BigInt(value) : parseHex(text.slice(from, end))
      if (address === null) return null
      addresses.push(address)
    }
    at = text.indexOf('0x', end)
  }
  return addresses
}

/**
 * A double as int64, truncated towards zero; values out of range become what amd64 makes of them.
 */
export function truncateToInt64(value: number): bigint {
  return Math.abs(value) < 2 ** 63 ? BigInt(Math.trunc(value)) : INT64_MIN
}

export interface HeapValue {
  /** Objects. */
  count: bigint
  /** Bytes. */
  size: bigint
}

/**
 * What was allocated, estimated from what was sampled. The samplers draw the bytes between two
 * samples from an exponential distribution, so that an object of `s` bytes is seen with the
 * probability 1 − e^(−s/rate); counts and sizes are divided by it.
 *
 * (Exponentials differ by a bit in the last place between machines; pprof's do, too.)
 * @param rate mean distance of two samples, in bytes; 1 and less: everything was recorded
 * @param round to whole numbers; pprof truncates
 */
export function unsample(
  { count, size }: HeapValue,
  rate: bigint,
  round: (value: number) => bigint = truncateToInt64,
): HeapValue {
  if (count === 0n || size === 0n) return { count: 0n, size: 0n }
  if (rate <= 1n) return { count, size }
  const average = Number(size) / Number(count)
  const scale = 1 / (1 - Math.exp(-average / Number(rate)))
  return {
    count: round(Number(count) * scale),
    size: round(Number(size) * scale),
  }
}

function inRange(value: bigint): bigint | null {
  return value >= INT64_MIN && value <= INT64_MAX ? value : null
}

/** The value of the hex digit (of small letters) at `at`; -1 if there is none. */
function hexDigit(text: string, at: number): number {
  const code = text.charCodeAt(at)
  if (code >= 0x30 && code <= 0x39) return code - 0x30
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : -1
}
