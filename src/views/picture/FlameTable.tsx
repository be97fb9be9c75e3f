import { memo, useEffect, useState } from 'react'
import { isSigned } from './change.ts'
import { type FlameModel, frameOf, largest } from './model.ts'
import { changeOf, type Measure, shareText, valueText } from './words.ts'

const ROWS = 200
/**
 * The table is updated when the picture has not changed for so many milliseconds, so that it does
 * not delay a zoom.
 */
const REST = 400

interface FlameTableProps {
  readonly model: FlameModel
  readonly measure: Measure
  /** The title of the picture. */
  readonly title: string
}

/** The largest frames as a table, for screen readers. */
export function FlameTable({ model, measure, title }: FlameTableProps) {
  const [settled, setSettled] = useState<FlameTableProps>()
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ model, measure, title }), REST)
    return () => clearTimeout(timer)
  }, [model, measure, title])
  return settled && <Table {...settled} />
}

const Table = memo(function Table({ model, measure, title }: FlameTableProps) {
  const { total, depth, node } = model.answer
  const rows = largest(model, ROWS)
  const textOf = isSigned(model.answer) ? changeOf : valueText
  return (
    <div className="flame-table visually-hidden">
      <table>
        <caption>
          {title}: the {rows.length} largest of {node.length} frames
        </caption>
        <thead>
          <tr>
            <th scope="col">Frame</th>
            <th scope="col">Total</th>
            <th scope="col">Percent of all</th>
            <th scope="col">Depth</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((i) => (
            <tr key={node[i]}>
              <th scope="row">{frameOf(model, i).name}</th>
              <td>{textOf(total[i]!, measure)}</td>
              <td>{shareText(total[i]!, measure.all)}</td>
              <td>{depth[i]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
})
