import type { FrameAnswer } from '../../worker/protocol.ts'
import { type FlameModel, type FrameIndex, frameOf, parentOf } from './model.ts'
import { type Measure, percentOf, valueText } from './words.ts'

interface HoverCardProps {
  readonly model: FlameModel
  readonly i: FrameIndex
  /** Where the pointer is on the picture, and how large that is. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly measure: Measure
  /** What only the engine knows: the function everywhere. It may come a little later. */
  readonly everywhere: FrameAnswer | undefined
}

/** Explains the frame under the pointer, beside it. What it says the status line says too. */
export function HoverCard(props: HoverCardProps) {
  const { model, i, x, y, width, height, measure, everywhere } = props
  const { total, self, total100 } = model.answer
  const frame = frameOf(model, i)
  const parent = parentOf(model, i)
  const all = valueText(total100, measure)
  const place: React.CSSProperties = {
    ...(x > width / 2 ? { right: width - x + 12 } : { left: x + 14 }),
    ...(y > height / 2 ? { bottom: height - y + 12 } : { top: y + 18 }),
  }
  return (
    <div className="flame-card" style={place} aria-hidden="true">
      <p className="flame-card-name">{frame.name}</p>
      <p className="flame-card-place">{placeOf(frame.file, frame.line, everywhere?.binary)}</p>
      <table>
        <tbody>
          <tr>
            <th scope="row">here</th>
            <td>{valueText(total[i]!, measure)}</td>
            <td>{percentOf(total[i]!, total100)}</td>
            <td className="flame-card-of">of {all}</td>
          </tr>
          <tr>
            <th scope="row">self</th>
            <td>{valueText(self[i]!, measure)}</td>
            <td>{percentOf(self[i]!, total100)}</td>
            <td className="flame-card-of">of {all}</td>
          </tr>
          {parent >= 0 && (
            <tr>
              <th scope="row">of caller</th>
              <td />
              <td>{percentOf(total[i]!, total[parent]!)}</td>
              <td className="flame-card-of">of {valueText(total[parent]!, measure)}</td>
            </tr>
          )}
        </tbody>
        {model.answer.depth[i]! > 0 && (
          <tbody>
            <tr>
              <th scope="row">everywhere flat</th>
              <td>{everywhere?.flatText ?? '…'}</td>
              <td>{everywhere?.flatPercent.trim() ?? ''}</td>
              <td className="flame-card-of">{pathsOf(everywhere)}</td>
            </tr>
            <tr>
              <th scope="row">everywhere cum</th>
              <td>{everywhere?.cumText ?? '…'}</td>
              <td>{everywhere?.cumPercent.trim() ?? ''}</td>
              <td />
            </tr>
          </tbody>
        )}
      </table>
    </div>
  )
}

function placeOf(file: string, line: number, binary = ''): string {
  const source = line > 0 ? `${file}:${line}` : file
  return [source, binary].filter(Boolean).join(' · ') || 'no source known'
}

function pathsOf(everywhere: FrameAnswer | undefined): string {
  if (!everywhere) return ''
  return everywhere.paths === 1 ? '1 path' : `${everywhere.paths} paths`
}
