import { PointerCard } from '../frame/PictureNotes.tsx'
import type { Point, Size } from './camera.ts'
import type { GraphPicture, Place } from './picture.ts'
import { wordsOf } from './words.ts'

interface GraphCardProps {
  readonly picture: GraphPicture
  readonly place: Place
  readonly at: Point
  readonly pane: Size
}

/** What is under the pointer, in figures and words. */
export function GraphCard({ picture, place, at, pane }: GraphCardProps) {
  const { line, remarks } = wordsOf(picture, place)
  const frame = place.type === 'node' ? picture.answer.nodes[place.index]?.frame : undefined
  const source = frame?.file && (frame.line > 0 ? `${frame.file}:${frame.line}` : frame.file)
  return (
    <PointerCard className="graph-card" at={{ ...at, ...pane }}>
      <p>{line}</p>
      {source && <p className="mono muted">{source}</p>}
      {remarks.map((remark) => (
        <p className="muted" key={remark}>
          {remark}
        </p>
      ))}
    </PointerCard>
  )
}
