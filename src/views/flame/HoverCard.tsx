import { useSide } from '../../store/side.ts'
import type { OpenAnswer } from '../../worker/protocol.ts'
import { isCompared, isSigned } from '../picture/change.ts'
import type { At } from '../picture/control.ts'
import { HoverBox } from '../picture/HoverBox.tsx'
import { frameOf, parentOf } from '../picture/model.ts'
import type { FlameQuestion } from '../picture/request.ts'
import type { Picked } from '../picture/stage.ts'
import { useFrameCard } from '../picture/useFlame.ts'
import {
  changeAt,
  changeOf,
  type Measure,
  relationsOf,
  shareText,
  valueText,
} from '../picture/words.ts'

interface HoverCardProps {
  readonly picked: Picked
  readonly opened: OpenAnswer
  /** What the picture answers. */
  readonly query: FlameQuestion
  readonly at: At
  readonly measure: Measure
}

/** Explains the frame under the pointer, beside it; the status line says the most of it too. */
export function HoverCard({ at, ...of }: HoverCardProps) {
  return (
    <HoverBox at={at}>
      <Card {...of} />
    </HoverBox>
  )
}

function Card({ picked: { model, i }, opened, query, measure }: Omit<HoverCardProps, 'at'>) {
  const { total, self } = model.answer
  const frame = frameOf(model, i)
  const parent = parentOf(model, i)
  const { profile, options, shape } = query
  const { rest, ofAbove } = relationsOf(shape)
  const isRoot = frame.key < 0
  const side = useSide()
  const change = isCompared(model.answer) ? changeAt(model.answer, i) : null
  const row = { measure, isChange: isSigned(model.answer) }
  const everywhere = useFrameCard(
    opened,
    isRoot ? null : { type: 'frame', profile, options, key: frame.key, node: -1 },
  )
  const everywhereText = change && !side ? 'change everywhere,' : 'everywhere'
  return (
    <>
      <p className="flame-card-name mono">{frame.name}</p>
      <p className="flame-card-place mono muted">
        {sourceOf(frame.file, frame.line, everywhere?.binary)}
      </p>
      <table className="number">
        <tbody>
          {change ? (
            <ChangeRows change={change} measure={measure} />
          ) : (
            <>
              <Row name="here" value={total[i]!} all={measure.all} {...row} />
              <Row name={rest} value={self[i]!} all={measure.all} {...row} />
              {isSigned(model.answer) && (
                <PartsRow net={total[i]!} changed={model.answer.changed[i]!} measure={measure} />
              )}
            </>
          )}
          {!change && !row.isChange && parent >= 0 && frameOf(model, parent).key >= 0 && (
            <Row name={ofAbove} value={total[i]!} all={total[parent]!} {...row} />
          )}
        </tbody>
        {!isRoot && (
          <tbody>
            <tr>
              <th scope="row">{everywhereText} flat</th>
              <td>{everywhere?.flatText ?? '…'}</td>
              <td>{everywhere?.flatPercent}</td>
              <td className="flame-card-of muted">{everywhere && pathsOf(everywhere.paths)}</td>
            </tr>
            <tr>
              <th scope="row">{everywhereText} cum</th>
              <td>{everywhere?.cumText ?? '…'}</td>
              <td>{everywhere?.cumPercent}</td>
              <td />
            </tr>
          </tbody>
        )}
      </table>
    </>
  )
}

interface ChangeRowsProps {
  readonly change: ReturnType<typeof changeAt>
  readonly measure: Measure
}

/** What the frame's node had in the base, what it has, and what that is more or less. */
function ChangeRows({ change, measure }: ChangeRowsProps) {
  const { old, new: now, delta, percent } = change
  return (
    <>
      <tr>
        <th scope="row">A, old</th>
        <td>{valueText(old, measure)}</td>
        <td />
        <td />
      </tr>
      <tr>
        <th scope="row">B, new</th>
        <td>{valueText(now, measure)}</td>
        <td />
        <td />
      </tr>
      <tr>
        <th scope="row">change</th>
        <td>{changeOf(delta, measure)}</td>
        <td>{percent}</td>
        <td />
      </tr>
    </>
  )
}

interface PartsRowProps {
  readonly net: number
  readonly changed: number
  readonly measure: Measure
}

/** Where some call paths grew and others shrank: by how much each. */
function PartsRow({ net, changed, measure }: PartsRowProps) {
  const [grew, shrank] = [(changed + net) / 2, (changed - net) / 2]
  if (grew <= 0 || shrank <= 0) return null
  return (
    <tr>
      <th scope="row">of that</th>
      <td colSpan={3}>
        {changeOf(grew, measure)} and {changeOf(-shrank, measure)}
      </td>
    </tr>
  )
}

interface RowProps {
  readonly name: string
  readonly value: number
  readonly all: number
  readonly measure: Measure
  /** Whether the value is a change, which has a sign. */
  readonly isChange: boolean
}

function Row({ name, value, all, measure, isChange }: RowProps) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{isChange ? changeOf(value, measure) : valueText(value, measure)}</td>
      <td>{shareText(value, all)}</td>
      <td className="flame-card-of muted">of {valueText(all, measure)}</td>
    </tr>
  )
}

function sourceOf(file: string, line: number, binary = ''): string {
  const source = file !== '' && line > 0 ? `${file}:${line}` : file
  return [source, binary].filter(Boolean).join(' · ') || 'no source known'
}

function pathsOf(paths: number): string {
  return paths === 1 ? '1 path' : `${paths.toLocaleString('en')} paths`
}
