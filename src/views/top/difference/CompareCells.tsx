import { memo } from 'react'
import { Figure, tailStyle } from '../../../ui/controls/Figure.tsx'
import type { CompareTopRow, FrameChange } from '../../../worker/protocol.ts'
import { FrameName, frameTitle } from '../../frame/FrameName.tsx'
import { FIGURES, METRICS, markedState, markOf } from './columns.ts'

interface CompareCellsProps {
  /** Undefined until the worker has sent it. */
  readonly row: CompareTopRow | undefined
  readonly tails: readonly number[]
  /** Text to mark in the name; "" for none. */
  readonly mark: string
}

/** A row of the table; most stay as they are while it scrolls. */
export const CompareCells = memo(function CompareCells({ row, tails, mark }: CompareCellsProps) {
  return (
    <>
      <th scope="row" className="compare-frame mono" title={row && frameTitle(row.frame)}>
        {row ? <Name row={row} mark={mark} /> : '…'}
      </th>
      {METRICS.map(({ metric: of }, m) =>
        FIGURES.map((figure, f) => {
          const change = row?.[of]
          const signed = figure.column !== 'old' && figure.column !== 'new'
          return (
            <td
              key={of + figure.label}
              className={signed && change ? `compare-figure ${change.state}` : 'compare-figure'}
              style={{
                ...tailStyle(tails[m * FIGURES.length + f] ?? 0),
                ...(change &&
                  figure.column === 'change' && {
                    backgroundSize: `${Math.min(100, Math.abs(change.share) * 100)}% 16px`,
                  }),
              }}
            >
              {change && <Figure text={figure.text(change, row.state)} />}
            </td>
          )
        }),
      )}
    </>
  )
})

interface NameProps {
  readonly row: CompareTopRow
  readonly mark: string
}

function Name({ row, mark }: NameProps) {
  const [sign, word] = markOf(row)
  return (
    <>
      <span className={`compare-mark ${markedState(row)}`}>
        <span aria-hidden="true">{sign}</span>
        <span className="visually-hidden">{word}</span>
      </span>
      <FrameName name={row.frame.name} mark={mark} inline="" />
    </>
  )
}

/** What the status line says: main.grow · cum 14.25MB → 52.02MB (+37.77MB) · flat 0 → 0 (0). */
export function compareHint({ frame, flat, cum }: CompareTopRow): string {
  const said = ({ oldText, newText, deltaText }: FrameChange) =>
    `${oldText} → ${newText} (${deltaText})`
  return `${frame.name} · cum ${said(cum)} · flat ${said(flat)}`
}
