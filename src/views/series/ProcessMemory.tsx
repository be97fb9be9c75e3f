import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { OpenProfile } from '../../store/open-profile.ts'
import type { SeriesAnswer } from '../../worker/protocol.ts'
import { LineChart, xOf } from './LineChart.tsx'
import './process-memory.css'
import {
  collectionsOf,
  figureText,
  type ProcessCourse,
  placeText,
  processCourse,
} from './process-lines.ts'

interface ProcessMemoryProps {
  readonly answer: SeriesAnswer
  /** In the order of the question, by which snapshots name them. */
  readonly members: readonly OpenProfile[]
}

/** A lower window has no room for it beside the verdict and the table. */
const TALL = 840
const USUAL_WIDTH = 560
/** Of the room that there is, what the first of two charts takes. */
const FIRST_SHARE = 0.6

/** What the process used at each snapshot, as lines; nothing where the snapshots do not say. */
export function ProcessMemory({ answer, members }: ProcessMemoryProps) {
  const course = processCourse(answer, members)
  if (!course) return null
  return (
    <details className="process" open={window.innerHeight >= TALL}>
      <summary>
        The process <span className="muted number">{summaryOf(course)}</span>
      </summary>
      <Lines course={course} />
      <Figures course={course} collections={collectionsOf(answer.snapshots, members)} />
    </details>
  )
}

/** `HeapAlloc 4MB → 60MB, Goroutines 12 → 2,040` */
function summaryOf({ charts }: ProcessCourse): string {
  return charts
    .map(({ lines, unit }) => {
      const [{ label, values } = { label: '', values: [] }] = lines
      const known = values.filter((value) => value !== null)
      return `${label} ${figureText(known[0] ?? null, unit)} → ${figureText(known.at(-1) ?? null, unit)}`
    })
    .join(', ')
}

/** The charts beside each other, and the figures of the snapshot that is pointed at. */
function Lines({ course }: { readonly course: ProcessCourse }) {
  const { charts, moments, timed } = course
  const box = useRef<HTMLDivElement>(null)
  const width = useWidth(box)
  const [chosen, setChosen] = useState<number | null>(null)
  const last = moments.length - 1
  const at = Math.min(chosen ?? last, last)
  const moment = moments[at]
  const widths = charts.map((_, i) => {
    if (charts.length === 1) return width
    return Math.floor(width * (i === 0 ? FIRST_SHARE : 1 - FIRST_SHARE))
  })

  function onKeyDown(event: KeyboardEvent): void {
    const to = new Map([
      ['ArrowLeft', at - 1],
      ['ArrowDown', at - 1],
      ['ArrowRight', at + 1],
      ['ArrowUp', at + 1],
      ['Home', 0],
      ['End', last],
    ]).get(event.key)
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    setChosen(Math.max(0, Math.min(last, to)))
  }

  function onPointerMove({ currentTarget, clientX }: PointerEvent<HTMLElement>): void {
    const left = clientX - currentTarget.getBoundingClientRect().left
    const chart = left < (widths[0] ?? 0) ? 0 : 1
    const x = xOf(moments, widths[chart] ?? width)
    const inside = chart === 0 ? left : left - (widths[0] ?? 0)
    const distance = (i: number): number => Math.abs(x(moments[i]!) - inside)
    setChosen(moments.reduce((best, _, i) => (distance(i) < distance(best) ? i : best), 0))
  }

  if (!moment) return null
  const when = `${moment.name}, ${timed && at === 0 ? 'the first' : placeText(moment, timed)}`
  const read = charts.flatMap(({ lines, unit }) =>
    lines.map(({ label, values }) => `${label} ${figureText(values[at] ?? null, unit)}`),
  )
  return (
    <>
      <p className="process-legend number">
        {charts.flatMap(({ lines, unit }) =>
          lines.map(({ label, help, look, values }) => (
            <span key={label} title={help} className="process-key">
              <svg className={`process-line look-${look}`} width={28} height={8} aria-hidden="true">
                <path d="M0,4H28" />
              </svg>
              {label} <strong>{figureText(values[at] ?? null, unit)}</strong>
            </span>
          )),
        )}
        <span className="process-when muted">{when}</span>
      </p>
      <div
        ref={box}
        className="process-charts"
        role="slider"
        tabIndex={0}
        aria-label="Snapshot whose figures of the process are read"
        aria-valuemin={1}
        aria-valuemax={moments.length}
        aria-valuenow={at + 1}
        aria-valuetext={[when, ...read].join('; ')}
        onKeyDown={onKeyDown}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setChosen(null)}
      >
        {charts.map((chart, i) => (
          <LineChart
            key={chart.title}
            {...{ chart, moments, timed, at }}
            width={widths[i] ?? width}
          />
        ))}
      </div>
    </>
  )
}

interface FiguresProps {
  readonly course: ProcessCourse
  readonly collections: readonly (number | null)[]
}

/** The same as a table, for who does not see lines. */
function Figures({ course: { charts, moments, timed }, collections }: FiguresProps) {
  const columns = charts.flatMap(({ lines, unit }) => lines.map((line) => ({ ...line, unit })))
  const counts = collections.some((count) => count !== null)
  return (
    <details className="process-figures">
      <summary>As a table</summary>
      <table className="number">
        <thead>
          <tr>
            <th scope="col">Snapshot</th>
            <th scope="col">When</th>
            {columns.map(({ label, help }) => (
              <th key={label} scope="col" title={help}>
                {label}
              </th>
            ))}
            {counts && (
              <th scope="col" title="Collections that had ended">
                NumGC
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {moments.map((moment, i) => (
            <tr key={`${moment.place} ${moment.name}`}>
              <th scope="row">{moment.name}</th>
              <td>{placeText(moment, timed)}</td>
              {columns.map(({ label, values, unit }) => (
                <td key={label}>{figureText(values[i] ?? null, unit)}</td>
              ))}
              {counts && <td>{figureText(collections[i] ?? null, 'count')}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  )
}

/** CSS pixels of an element, brought up to date. */
function useWidth(box: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(USUAL_WIDTH)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const measure = () => setWidth(element.clientWidth || USUAL_WIDTH)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [box])
  return width
}
