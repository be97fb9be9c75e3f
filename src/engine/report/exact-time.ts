import { formatTime } from './time.ts'

const SECOND = 1_000_000_000n
const MINUTE = 60n * SECOND
const HOUR = 60n * MINUTE

/**
 * A time as Go's time package prints it: `2026-11-21 02:15:19.436012811 +0000 UTC`, in the
 * reader's time zone.
 */
export function formatExactTime(nanos: bigint): string {
  const [day = '', time = '', ...zone] = formatTime(nanos).split(' ')
  const minutes = -new Date(Number(nanos / 1_000_000n)).getTimezoneOffset()
  const two = (n: number): string => String(n).padStart(2, '0')
  const east = Math.abs(minutes)
  const offset = `${minutes < 0 ? '-' : '+'}${two(Math.trunc(east / 60))}${two(east % 60)}`
  return [day, time + fraction(nanos % SECOND, 9), offset, ...zone].join(' ')
}

/** A duration as Go prints it: `1h2m3.5s`, below a second `1.5ms`, `2µs`, `7ns`. */
export function formatDuration(nanos: bigint): string {
  if (nanos === 0n) return '0s'
  if (nanos < 0n) return `-${formatDuration(-nanos)}`
  if (nanos < 1_000n) return `${nanos}ns`
  if (nanos < 1_000_000n) return `${nanos / 1_000n}${fraction(nanos % 1_000n, 3)}µs`
  if (nanos < SECOND) return `${nanos / 1_000_000n}${fraction(nanos % 1_000_000n, 6)}ms`
  const seconds = `${(nanos % MINUTE) / SECOND}${fraction(nanos % SECOND, 9)}s`
  if (nanos < MINUTE) return seconds
  const minutes = `${(nanos % HOUR) / MINUTE}m${seconds}`
  return nanos < HOUR ? minutes : `${nanos / HOUR}h${minutes}`
}

/** `.436` of 436000000 of nine digits; "" of nothing. */
function fraction(value: bigint, digits: number): string {
  return value === 0n ? '' : `.${String(value).padStart(digits, '0').replace(/0+$/, '')}`
}
