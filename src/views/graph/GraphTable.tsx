import { memo } from 'react'
import type { CallGraphAnswer } from '../../engine/questions/graph/call-graph.ts'
import type { GraphPicture } from './picture.ts'

const ROWS = 200

/** The picture in words, for those who do not see it. */
export const GraphTable = memo(function GraphTable({
  picture: { answer, callers, callees },
}: {
  readonly picture: GraphPicture
}) {
  const rows = answer.nodes.slice(0, ROWS)
  return (
    <div className="graph-table visually-hidden">
      <table>
        <caption>
          {rows.length} of {answer.nodes.length} nodes of the call graph, with the calls shown
        </caption>
        <thead>
          <tr>
            <th scope="col">Function</th>
            <th scope="col">Flat</th>
            <th scope="col">Flat percent</th>
            <th scope="col">Cum</th>
            <th scope="col">Cum percent</th>
            <th scope="col">Called by</th>
            <th scope="col">Calls</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ frame, flatText, flatPercent, cumText, cumPercent }, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a call tree has names several times
            <tr key={i}>
              <th scope="row">{frame.name}</th>
              <td>{flatText}</td>
              <td>{flatPercent}</td>
              <td>{cumText}</td>
              <td>{cumPercent}</td>
              <td>{list(answer, callers[i]!, 'caller')}</td>
              <td>{list(answer, callees[i]!, 'callee')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
})

function list(answer: CallGraphAnswer, edges: readonly number[], end: 'caller' | 'callee'): string {
  return edges
    .map((i) => {
      const edge = answer.edges[i]!
      return `${answer.nodes[edge[end]]!.frame.name} ${edge.weightText}`
    })
    .join(', ')
}
