const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' })

/** A time as pprof prints it: `2026-11-21 02:15:19 UTC`, in the reader's time zone. */
export function formatTime(nanos: bigint): string {
  const date = new Date(Number(nanos / 1_000_000n))
  if (Number.isNaN(date.getTime())) return ''
  const two = (n: number): string => String(n).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  const zone = parts.formatToParts(date).find(({ type }) => type === 'timeZoneName')
  return `${day} ${time} ${zone?.value ?? ''}`.trimEnd()
}
