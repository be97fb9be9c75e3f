/** Made when it is needed: it loads what is known of all time zones, 15 ms. */
let withZone: Intl.DateTimeFormat | undefined

/** A time as pprof prints it: `2026-11-21 02:15:19 UTC`, in the reader's time zone. */
export function formatTime(nanos: bigint): string {
  const date = new Date(Number(nanos / 1_000_000n))
  if (Number.isNaN(date.getTime())) return ''
  const two = (n: number): string => String(n).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  const time = `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
  return `${day} ${time} ${zoneOf(date)}`.trimEnd()
}

function zoneOf(date: Date): string {
  if (String(date).endsWith('(Coordinated Universal Time)')) return 'UTC'
  withZone ??= new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' })
  const zone = withZone.formatToParts(date).find(({ type }) => type === 'timeZoneName')
  return zone?.value ?? ''
}
