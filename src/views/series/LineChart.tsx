import { line, scaleLinear } from 'd3'
import {
  type Chart,
  figureText,
  type Moment,
  type ProcessLine,
  placeText,
} from './process-lines.ts'

interface LineChartProps {
  readonly chart: Chart
  readonly moments: readonly Moment[]
  readonly timed: boolean
  /** Which moment is read. */
  readonly at: number
  /** CSS pixels. */
  readonly width: number
}

const HEIGHT = 88
const LEFT = 64
const RIGHT = 12
const TOP = 8
const BOTTOM = 18
/** Marks on the axis of the values, about. */
const TICKS = 3

/** Where a moment is drawn, in pixels from the left. */
export function xOf(moments: readonly Moment[], width: number): (moment: Moment) => number {
  const ends = [moments[0]?.place ?? 0, moments.at(-1)?.place ?? 1]
  const x = scaleLinear(ends, [LEFT, Math.max(LEFT + 1, width - RIGHT)])
  return ({ place }) => x(place)
}

/** Some lines over time with the axis that they share; who reads it has the figures beside it. */
export function LineChart({ chart, moments, timed, at, width }: LineChartProps) {
  const { lines, unit, title } = chart
  const x = xOf(moments, width)
  const largest = Math.max(1, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)))
  // Marks are round in the unit that they are written in.
  const factor = unit === 'bytes' ? 1024 ** Math.floor(Math.log(largest) / Math.log(1024)) : 1
  const scaled = scaleLinear([0, largest / factor], [HEIGHT - BOTTOM, TOP]).nice(TICKS)
  const y = (value: number): number => scaled(value / factor)
  const first = moments[0]
  const last = moments.at(-1)
  const read = moments[at]
  return (
    <svg className="process-chart" width={width} height={HEIGHT} aria-hidden="true">
      <title>{title}</title>
      {scaled
        .ticks(TICKS)
        .filter((tick) => unit === 'bytes' || Number.isInteger(tick))
        .map((tick) => (
          <g key={tick}>
            <line
              className="process-grid"
              x1={LEFT}
              x2={width - RIGHT}
              y1={scaled(tick)}
              y2={scaled(tick)}
            />
            <text x={LEFT - 8} y={scaled(tick)} dy="0.35em" textAnchor="end">
              {figureText(tick * factor, unit)}
            </text>
          </g>
        ))}
      {first && (
        <text x={LEFT} y={HEIGHT - 4}>
          {timed ? '0' : placeText(first, timed)}
        </text>
      )}
      {last && (
        <text x={width - RIGHT} y={HEIGHT - 4} textAnchor="end">
          {placeText(last, timed)}
        </text>
      )}
      {read && (
        <line className="process-read" x1={x(read)} x2={x(read)} y1={TOP} y2={HEIGHT - BOTTOM} />
      )}
      {lines.map((each) => (
        <g key={each.label} className={`process-line look-${each.look}`}>
          <path d={pathOf(each, moments, x, y)} />
          {read && typeof each.values[at] === 'number' && (
            <circle cx={x(read)} cy={y(each.values[at])} r={3} />
          )}
        </g>
      ))}
    </svg>
  )
}

/** A line breaks where a value is not known. */
function pathOf(
  { values }: ProcessLine,
  moments: readonly Moment[],
  x: (moment: Moment) => number,
  y: (value: number) => number,
): string {
  return (
    line<number | null>()
      .defined((value) => value !== null)
      .x((_, i) => x(moments[i]!))
      .y((value) => y(value ?? 0))(values) ?? ''
  )
}
