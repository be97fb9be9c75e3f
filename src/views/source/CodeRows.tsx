import { Icon } from '../../ui/Icon.tsx'
import { FrameName } from '../frame/FrameName.tsx'
import { CodeText } from './CodeText.tsx'
import type { Colours } from './highlight.ts'
import { type CodeRow, lineReference } from './model.ts'

type LineRow = Extract<CodeRow, { kind: 'line' }>
type InlinedRow = Extract<CodeRow, { kind: 'inlined' }>
type GapRow = Extract<CodeRow, { kind: 'gap' }>

interface LineProps {
  readonly row: LineRow
  readonly file: string
  readonly total: string
  readonly colours: Colours | null
  /** Text to mark; "" for none. */
  readonly mark: string
  readonly open: boolean
  readonly onToggle: () => void
}

/** A line of the file with its values. */
export function LineCells({ row, file, total, colours, mark, open, onToggle }: LineProps) {
  const { line, text, values } = row
  const tokens = text === null ? null : (colours?.tokens(line) ?? [{ text, className: '' }])
  return (
    <>
      <span
        className={values ? 'code-gutter valued' : 'code-gutter'}
        title={values ? explained(row, lineReference(file, line), total) : undefined}
      >
        <Figure text={values?.flatText} heat={values?.flatHeat} />
        <Figure text={values?.cumText} heat={values?.cumHeat} />
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

/** A function inlined into a line. */
export function InlinedCells({ row, mark }: { readonly row: InlinedRow; readonly mark: string }) {
  const { depth, name, file, line, flatText, cumText } = row.call
  const place = lineReference(file, line)
  return (
    <>
      <span
        className="code-gutter valued"
        title={`${name} at ${place}, inlined into line ${row.line}\nflat ${flatText}: samples that end in it here\ncum ${cumText}: samples that go through it here`}
      >
        <Figure text={flatText} heat={0} />
        <Figure text={cumText} heat={0} />
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

export function GapCells({ row: { from, to } }: { readonly row: GapRow }) {
  return (
    <>
      <span className="code-gutter">
        <span className="code-figure" />
        <span className="code-figure" />
        <span className="code-number">⋯</span>
        <span className="code-fold" />
      </span>
      <span className="code-text muted">
        {from === to ? `line ${from}` : `lines ${from}–${to}`} without samples
      </span>
    </>
  )
}

interface FigureProps {
  readonly text: string | undefined
  /** 0 … 1 */
  readonly heat: number | undefined
}

function Figure({ text, heat = 0 }: FigureProps) {
  // The root tells lines of little weight apart as well.
  const share = heat === 0 ? 0 : Math.round(10 + 90 * Math.sqrt(heat))
  return (
    <span
      className="code-figure"
      style={
        share === 0
          ? {}
          : { background: `color-mix(in srgb, var(--heat-flat) ${share}%, var(--bg))` }
      }
    >
      {text}
    </span>
  )
}

function explained({ values }: LineRow, place: string, total: string): string {
  if (!values) return ''
  const { flatText, cumText, flatPercent, cumPercent } = values
  return [
    place,
    `flat ${flatText}, ${flatPercent} of ${total}: samples that end on this line`,
    `cum ${cumText}, ${cumPercent} of ${total}: samples that go through this line`,
  ].join('\n')
}
