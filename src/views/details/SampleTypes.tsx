import type { DetailsAnswer } from '../../engine/questions/page/details.ts'
import type { OpenAnswer } from '../../worker/protocol.ts'

interface SampleTypesProps {
  readonly answer: DetailsAnswer
  readonly open: OpenAnswer
}

/** What the samples count, and how much of it there is before any filter. */
export function SampleTypes({ answer, open }: SampleTypesProps) {
  return (
    <div className="details-wide">
      <table className="number">
        <thead>
          <tr>
            <th scope="col">Type</th>
            <th scope="col">Unit</th>
            <th scope="col" className="figure">
              Total
            </th>
            <th scope="col" className="figure">
              Exactly
            </th>
          </tr>
        </thead>
        <tbody>
          {answer.sampleTypes.map(({ type, unit, total, totalText }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two types may have one name
            <tr key={index}>
              <th scope="row">
                {type}
                {index === open.defaultSampleType && <span className="muted"> shown first</span>}
              </th>
              <td>{unit}</td>
              <td className="figure">{totalText}</td>
              <td className="figure">{total}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
