import { area, line, scaleLinear } from 'd3'
import type { SeriesSnapshot } from '../../worker/protocol.ts'

const WIDTH = 320
const HEIGHT = 96
const MARGIN = 8

/** The totals over time; the list of snapshots beside it has the figures. */
export function Timeline({ snapshots }: { readonly snapshots: readonly SeriesSnapshot[] }) {
  const x = scaleLinear(
    [snapshots[0]?.place ?? 0, snapshots.at(-1)?.place ?? 1],
    [MARGIN, WIDTH - MARGIN],
  )
  const largest = Math.max(1, ...snapshots.map(({ total }) => total))
  const smallest = Math.min(0, ...snapshots.map(({ total }) => total))
  const y = scaleLinear([smallest, largest], [HEIGHT - MARGIN, MARGIN])
  const xOf = ({ place }: SeriesSnapshot): number => x(place)
  const yOf = ({ total }: SeriesSnapshot): number => y(total)
  const below = area<SeriesSnapshot>(xOf, y(0), yOf)([...snapshots]) ?? ''
  const over = line<SeriesSnapshot>(xOf, yOf)([...snapshots]) ?? ''
  return (
    <svg
      className="timeline"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Totals: ${snapshots.map(({ totalText }) => totalText).join(', ')}`}
    >
      <line className="timeline-zero" x1={0} x2={WIDTH} y1={y(0)} y2={y(0)} />
      <path className="timeline-area" d={below} />
      <path className="timeline-line" d={over} />
      {snapshots.map((snapshot) => (
        <circle key={snapshot.index} cx={xOf(snapshot)} cy={yOf(snapshot)} r={3}>
          <title>{`${snapshot.name}: ${snapshot.totalText}`}</title>
        </circle>
      ))}
    </svg>
  )
}
