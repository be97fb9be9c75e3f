import { memo } from 'react'
import { type FlameModel, frameOf, largest } from './model.ts'
import { type Measure, percentOf, valueText } from './words.ts'

const ROWS = 200

/** The picture in words, for those who do not see it: its largest frames. */
export const FlameTable = memo(function FlameTable({
  model,
  measure,
}: {
  readonly model: FlameModel
  readonly measure: Measure
}) {
  const { total, total100, depth, node } = model.answer
  const rows = largest(model, ROWS)
  return (
    <table className="flame-hidden">
      <caption>
        The {rows.length} largest of {node.length} frames in the flame graph
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
            <td>{valueText(total[i]!, measure)}</td>
            <td>{percentOf(total[i]!, total100)}</td>
            <td>{depth[i]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
})
