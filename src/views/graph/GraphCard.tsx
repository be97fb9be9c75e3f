import type { Point, Size } from './camera.ts'
import type { GraphPicture, Place } from './picture.ts'
import { wordsOf } from './words.ts'

/** Between the pointer and the card, in CSS pixels. */
const DISTANCE = 16

interface GraphCardProps {
  readonly picture: GraphPicture
  readonly place: Place
  readonly at: Point
  readonly pane: Size
}

/** Explains what is under the pointer, beside it; the status line says the most of it too. */
export function GraphCard({ picture, place, at, pane }: GraphCardProps) {
  const { line, remarks } = wordsOf(picture, place)
  const frame = place.type === 'node' ? picture.answer.nodes[place.index]?.frame : undefined
  const source = frame?.file && (frame.line > 0 ? `${frame.file}:${frame.line}` : frame.file)
  return (
    <div className="graph-card" style={besideOf(at, pane)} aria-hidden="true">
      <p>{line}</p>
      {source && <p className="mono muted">{source}</p>}
      {remarks.map((remark) => (
        <p className="muted" key={remark}>
          {remark}
        </p>
      ))}
    </div>
  )
}

/** On the side where there is more room. */
function besideOf({ x, y }: Point, { width, height }: Size): React.CSSProperties {
  return {
    ...(x > width / 2 ? { right: width - x + DISTANCE } : { left: x + DISTANCE }),
    ...(y > height / 2 ? { bottom: height - y + DISTANCE } : { top: y + DISTANCE }),
  }
}
