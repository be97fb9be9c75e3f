import type { LineSides } from '../../engine/questions/compare/source.ts'
import { Icon } from '../../ui/Icon.tsx'
import { FrameName } from '../frame/FrameName.tsx'
import { CodeText } from './CodeText.tsx'
import { Figures, type Sides } from './Figures.tsx'
import type { Colours } from './highlight.ts'
import { type CodeRow, lineReference } from './model.ts'
import type { InlinedSides } from './useInlinedSides.ts'

type LineRow = Extract<CodeRow, { kind: 'line' }>
type InlinedRow = Extract<CodeRow, { kind: 'inlined' }>
type GapRow = Extract<CodeRow, { kind: 'gap' }>

interface Comparing {
  /** The lines are those of a difference: there is room for what both sides had. */
  readonly comparing: boolean
}

interface LineProps extends Comparing {
  readonly row: LineRow
  /** What the line had on both sides; absent outside of a difference, and for one without values. */
  readonly sides: LineSides | undefined
  readonly file: string
  readonly total: string
  readonly colours: Colours | null
  /** Text to mark; "" for none. */
  readonly mark: string
  readonly open: boolean
  readonly onToggle: () => void
}

/** A line of the file with its values. */
export function LineCells(props: LineProps) {
  const { row, comparing, sides, file, total, colours, mark, open, onToggle } = props
  const { line, text, values } = row
  const tokens = text === null ? null : (colours?.tokens(line) ?? [{ text, className: '' }])
  return (
    <>
      <span
        className={values ? 'code-gutter valued' : 'code-gutter'}
        title={values ? explained(row, sides, lineReference(file, line), total) : undefined}
      >
        <Figures
          of="flat"
          comparing={comparing}
          change={sides?.flat}
          text={values?.flatText}
          heat={values?.flatHeat}
        />
        <Figures
          of="cum"
          comparing={comparing}
          change={sides?.cum}
          text={values?.cumText}
          heat={values?.cumHeat}
        />
        <span className="code-number">{line === 0 ? '?' : line}</span>
        <span className="code-fold">
          {values?.inlines && (
            <button
              type="button"
              tabIndex={-1}
              className={open ? 'fold open' : 'fold'}
              aria-label={open ? 'Hide the inlined calls' : 'Show the inlined calls'}
              title={open ? 'Hide the inlined calls (Enter)' : 'Show the inlined calls (Enter)'}
              onClick={(event) => {
                event.stopPropagation()
                onToggle()
              }}
            >
              <Icon name="down" />
            </button>
          )}
        </span>
      </span>
      {tokens ? (
        <code className="code-text">
          <CodeText tokens={tokens} mark={mark} />
        </code>
      ) : (
        <span className="code-text muted">
          {line === 0 ? 'lines that the profile does not know' : ''}
        </span>
      )}
    </>
  )
}

interface InlinedProps extends Comparing {
  readonly row: InlinedRow
  /** What both sides of a difference had of it; absent outside of one. */
  readonly sides: InlinedSides | undefined
  readonly mark: string
}

/** A function inlined into a line. */
export function InlinedCells({ row, comparing, sides, mark }: InlinedProps) {
  const { depth, name, file, line, flatText, cumText } = row.call
  const place = lineReference(file, line)
  const flat = sides && changed(sides, 'flatText')
  const cum = sides && changed(sides, 'cumText')
  return (
    <>
      <span
        className="code-gutter valued"
        title={[
          `${name} at ${place}, inlined into line ${row.line}`,
          `flat ${was(flat)}${flatText}: samples that end in it here`,
          `cum ${was(cum)}${cumText}: samples that go through it here`,
        ].join('\n')}
      >
        <Figures of="flat" comparing={comparing} change={flat} text={flatText} />
        <Figures of="cum" comparing={comparing} change={cum} text={cumText} />
        <span className="code-number" />
        <span className="code-fold" />
      </span>
      <span className="code-text code-inlined" style={{ paddingLeft: `${depth * 16}px` }}>
        <span aria-hidden="true">↳ </span>
        <FrameName name={name} mark={mark} inline="" />
        <span className="muted"> {place}</span>
      </span>
    </>
  )
}

export function GapCells({ row, comparing }: Comparing & { readonly row: GapRow }) {
  const { from, to } = row
  return (
    <>
      <span className="code-gutter">
        <Figures of="flat" comparing={comparing} />
        <Figures of="cum" comparing={comparing} />
        <span className="code-number">⋯</span>
        <span className="code-fold" />
      </span>
      <span className="code-text muted">
        {from === to ? `line ${from}` : `lines ${from}–${to}`} without samples
      </span>
    </>
  )
}

function explained(
  { values }: LineRow,
  sides: LineSides | undefined,
  place: string,
  total: string,
): string {
  if (!values) return ''
  const { flatText, cumText, flatPercent, cumPercent } = values
  return [
    place,
    `flat ${was(sides?.flat)}${flatText}, ${flatPercent} of ${total}: samples that end on this line`,
    `cum ${was(sides?.cum)}${cumText}, ${cumPercent} of ${total}: samples that go through this line`,
  ].join('\n')
}

/** As the line that it is inlined into has them. */
function changed(sides: InlinedSides, of: 'flatText' | 'cumText'): Sides {
  const text = (call: InlinedSides['old']) => (call && call[of] !== '.' ? call[of] : '0')
  return { oldText: text(sides.old), newText: text(sides.new) }
}

/** "14.25MB → 52.02MB: " in front of the difference. */
function was(change: Sides | undefined): string {
  return change ? `${change.oldText} → ${change.newText}: ` : ''
}
