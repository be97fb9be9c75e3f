import './sparkline.css'

const WIDTH = 64
const HEIGHT = 16

/** A row of values as bars, as high as each is of the largest; a table beside it has the figures. */
export function Sparkline({ values }: { readonly values: readonly number[] }) {
  const largest = Math.max(0, ...values)
  const step = WIDTH / Math.max(1, values.length)
  return (
    <svg className="sparkline" width={WIDTH} height={HEIGHT} aria-hidden="true">
      {values.map((value, i) => {
        const height = largest === 0 ? 0 : Math.max(0, (value / largest) * HEIGHT)
        // What there is at all can be seen.
        const seen = value > 0 ? Math.max(1, height) : 0
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is a snapshot
            key={i}
            x={i * step}
            y={HEIGHT - seen}
            width={Math.max(1, step - 1)}
            height={seen}
          />
        )
      })}
    </svg>
  )
}
