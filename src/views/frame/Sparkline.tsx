import './sparkline.css'

const WIDTH = 64
const HEIGHT = 16
/** Of the last value, and half of the line, so that neither is cut off. */
const RADIUS = 2

/** A row of values as a line from 0 to the largest; a table beside it has the figures. */
export function Sparkline({ values }: { readonly values: readonly number[] }) {
  const largest = Math.max(0, ...values)
  const room = HEIGHT - 2 * RADIUS
  const step = (WIDTH - 2 * RADIUS) / Math.max(1, values.length - 1)
  const points = values.map((value, i) => {
    const share = largest === 0 ? 0 : Math.max(0, value / largest)
    return [RADIUS + i * step, HEIGHT - RADIUS - share * room] as const
  })
  const last = points.at(-1)
  return (
    <svg className="sparkline" width={WIDTH} height={HEIGHT} aria-hidden="true">
      <polyline points={points.map((point) => point.join()).join(' ')} />
      {last && <circle cx={last[0]} cy={last[1]} r={RADIUS} />}
    </svg>
  )
}
