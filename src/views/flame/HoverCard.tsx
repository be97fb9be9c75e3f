import { useEffect, useState } from 'react'
import type { FlameQuery, OpenAnswer } from '../../worker/protocol.ts'
import type { At } from './control.ts'
import { frameOf, parentOf } from './model.ts'
import type { Picked } from './stage.ts'
import { useFrameCard } from './useFlame.ts'
import { type Measure, shareText, valueText } from './words.ts'

/** How long the pointer is on the picture before the card comes, in milliseconds. */
const DELAY = 80
/** Between the pointer and the card, in CSS pixels. */
const DISTANCE = 14

interface HoverCardProps {
  readonly picked: Picked
  readonly opened: OpenAnswer
  /** What the picture answers. */
  readonly query: FlameQuery
  readonly at: At
  readonly measure: Measure
}

/** Explains the frame under the pointer, beside it; the status line says the most of it too. */
export function HoverCard(props: HoverCardProps) {
  const [due, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), DELAY)
    return () => clearTimeout(timer)
  }, [])
  return due ? <Card {...props} /> : null
}

function Card({ picked: { model, i }, opened, query, at, measure }: HoverCardProps) {
  const { total, self, depth } = model.answer
  const frame = frameOf(model, i)
  const parent = parentOf(model, i)
  const { profile, options } = query
  const everywhere = useFrameCard(
    opened,
    depth[i] === 0 ? null : { type: 'frame', profile, options, key: frame.key, node: -1 },
  )
  return (
    <div className="flame-card" style={besideOf(at)} aria-hidden="true">
      <p className="flame-card-name mono">{frame.name}</p>
      <p className="flame-card-place mono muted">
        {sourceOf(frame.file, frame.line, everywhere?.binary)}
      </p>
      <table className="number">
        <tbody>
          <Row name="here" value={total[i]!} all={measure.all} measure={measure} />
          <Row name="self" value={self[i]!} all={measure.all} measure={measure} />
          {parent >= 0 && (
            <Row name="of its caller" value={total[i]!} all={total[parent]!} measure={measure} />
          )}
        </tbody>
        {depth[i]! > 0 && (
          <tbody>
            <tr>
              <th scope="row">everywhere flat</th>
              <td>{everywhere?.flatText ?? '…'}</td>
              <td>{everywhere?.flatPercent}</td>
              <td className="flame-card-of muted">{everywhere && pathsOf(everywhere.paths)}</td>
            </tr>
            <tr>
              <th scope="row">everywhere cum</th>
              <td>{everywhere?.cumText ?? '…'}</td>
              <td>{everywhere?.cumPercent}</td>
              <td />
            </tr>
          </tbody>
        )}
      </table>
    </div>
  )
}

interface RowProps {
  readonly name: string
  readonly value: number
  readonly all: number
  readonly measure: Measure
}

function Row({ name, value, all, measure }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{valueText(value, measure)}</td>
      <td>{shareText(value, all)}</td>
      <td className="flame-card-of muted">of {valueText(all, measure)}</td>
    </tr>
  )
}

/** Beside the pointer, on the side where there is more room. */
function besideOf({ x, y, width, height }: At): React.CSSProperties {
  return {
    ...(x > width / 2 ? { right: width - x + DISTANCE } : { left: x + DISTANCE }),
    ...(y > height / 2 ? { bottom: height - y + DISTANCE } : { top: y + DISTANCE }),
  }
}

function sourceOf(file: string, line: number, binary = ''): string {
  const source = file !== '' && line > 0 ? `${file}:${line}` : file
  return [source, binary].filter(Boolean).join(' · ') || 'no source known'
}

function pathsOf(paths: number): string {
  return paths === 1 ? '1 path' : `${paths.toLocaleString('en')} paths`
}
