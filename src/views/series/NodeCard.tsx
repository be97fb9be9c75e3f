import { useAnswer } from '../../store/answers.ts'
import type { OpenSeries } from '../../store/series.ts'
import type { SeriesQueryOf } from '../../worker/protocol.ts'
import { Sparkline } from '../frame/Sparkline.tsx'
import { isCompared } from '../picture/change.ts'
import { frameOf, pathOf } from '../picture/model.ts'
import type { Picked } from '../picture/stage.ts'
import { changeAt, type Measure, signed, valueText } from '../picture/words.ts'

interface NodeCardProps {
  readonly picked: Picked
  readonly open: OpenSeries
  readonly measure: Measure
}

/** How what is under the pointer went; what the picture does not know comes a moment later. */
export function NodeCard({ picked: { model, i }, open, measure }: NodeCardProps) {
  const asked: SeriesQueryOf<'series-node'> = {
    ...{ type: 'series-node', ...open.of },
    path: pathOf(model, i),
  }
  const { answer, query } = useAnswer(asked, 'series-node')
  const course = JSON.stringify(query) === JSON.stringify(asked) ? answer : null
  if (!isCompared(model.answer)) return null
  const { name, file, line } = frameOf(model, i)
  const { old, new: now, delta, percent } = changeAt(model.answer, i)
  const grown = signed(delta, valueText(Math.abs(delta), measure))
  const steps = open.members.length - 1
  return (
    <>
      <p className="flame-card-name mono">{name}</p>
      <p className="flame-card-place mono muted">{placeOf(file, course?.line ?? line)}</p>
      <table className="number">
        <tbody>
          <tr>
            <th scope="row">first → last</th>
            <td>
              {valueText(old, measure)} → {valueText(now, measure)}
            </td>
          </tr>
          <tr>
            <th scope="row">growth</th>
            <td>{percent === '' ? 'as before' : `${grown}, ${percent}`}</td>
          </tr>
          <tr>
            <th scope="row">of all growth</th>
            <td>{course ? course.share || '–' : '…'}</td>
          </tr>
          <tr>
            <th scope="row">rate</th>
            <td>{course?.slopeText ?? '…'}</td>
          </tr>
          <tr>
            <th scope="row">steps</th>
            <td>{course ? `↑${course.rose} ↓${course.fell} of ${steps}` : '…'}</td>
          </tr>
          <tr>
            <th scope="row">trend</th>
            <td>{course ? <Sparkline values={course.values} /> : '…'}</td>
          </tr>
        </tbody>
      </table>
    </>
  )
}

function placeOf(file: string, line: number): string {
  if (file === '') return 'no source known'
  return line > 0 ? `${file}:${line}` : file
}
