import type { CallTreeRow } from '../../engine/questions/calltree/calltree.ts'
import { growthWords } from '../../engine/questions/compare/words.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { FrameChange } from '../../worker/protocol.ts'
import { FrameName, frameTitle } from '../frame/FrameName.tsx'
import { heatBar } from '../frame/heat.ts'

interface RowProps {
  readonly row: CallTreeRow
  /** Callers are opened: what a row has itself means nothing then. */
  readonly isUp: boolean
  /** Text to mark in the name; "" for none. */
  readonly mark: string
  readonly onToggle: () => void
}

/** Deeper rows are no further to the right: names would leave the screen. */
const DEEPEST_INDENT = 40
const INDENT_PX = 12

/** The figures of a call path, and the last function of it. */
export function Row({ row, isUp, mark, onToggle }: RowProps) {
  const { frame, depth, open, hasChildren } = row
  const indent = Math.min(depth - 1, DEEPEST_INDENT) * INDENT_PX
  return (
    <>
      {row.change ? <Changes row={row} isUp={isUp} /> : <Values row={row} isUp={isUp} />}
      <span
        className="calltree-name mono"
        style={{ paddingLeft: indent }}
        title={frameTitle(frame)}
      >
        {hasChildren ? (
          <button
            type="button"
            className={open >= 0 ? 'calltree-caret open' : 'calltree-caret'}
            // The arrow keys are the keyboard's way to it.
            tabIndex={-1}
            aria-label={open >= 0 ? 'Close' : 'Open'}
            onClick={(event) => {
              event.stopPropagation()
              onToggle()
            }}
          >
            <Icon name="down" />
          </button>
        ) : (
          <span className="calltree-caret" />
        )}
        <FrameName name={frame.name} mark={mark} inline="" />
      </span>
    </>
  )
}

type FiguresProps = Pick<RowProps, 'row' | 'isUp'>

function Values({ row, isUp }: FiguresProps) {
  const { cumText, cumPercent, flatText, flatPercent } = row
  return (
    <>
      <span className="calltree-number" title={relationOf(row, isUp)}>
        {cumText}
      </span>
      <span className="calltree-number heat cum" style={heatBar(cumPercent, cumText)}>
        {cumPercent}
      </span>
      {!isUp && <span className="calltree-number calltree-own">{flatText}</span>}
      {!isUp && (
        <span
          className="calltree-number calltree-own heat flat"
          style={heatBar(flatPercent, flatText)}
        >
          {flatPercent}
        </span>
      )}
    </>
  )
}

/** The values of both sides, as in the columns of Top. */
function Changes({ row, isUp }: FiguresProps) {
  const { change } = row
  if (!change) return null
  const { cum, flat } = change
  const said = relationOf(row, isUp)
  return (
    <>
      <span className="calltree-number calltree-own">{cum.oldText}</span>
      <span className="calltree-number calltree-own">{cum.newText}</span>
      <span className={`calltree-number ${cum.state}`} title={said}>
        {cum.deltaText}
      </span>
      <span className={`calltree-number ${cum.state}`}>{growthWords(cum, cum.state)}</span>
      {!isUp && <span className={`calltree-number ${flat.state}`}>{flat.deltaText}</span>}
    </>
  )
}

function relationOf(
  { cumText, cumPercent, flatText, flatPercent, change }: CallTreeRow,
  isUp: boolean,
) {
  if (change) {
    const saidOf = ({ oldText, newText, deltaText }: FrameChange) =>
      `${oldText} → ${newText} (${deltaText})`
    const whole = saidOf(change.cum)
    return isUp ? `${whole} by way of it` : `${whole} on this path · ${saidOf(change.flat)} itself`
  }
  const cum = `${cumText} (${cumPercent} of the total)`
  return isUp ? `${cum} by way of it` : `${cum} on this path · ${flatText} (${flatPercent}) itself`
}

/** What the status line says of a row. */
export function rowHint(row: CallTreeRow, isUp: boolean): string {
  return `${row.frame.name} · ${relationOf(row, isUp)}`
}
