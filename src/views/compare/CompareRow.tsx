import type { MouseEvent } from 'react'
import type { CompareTopRow } from '../../worker/protocol.ts'
import { FrameName } from '../frame/FrameName.tsx'
import { FIGURES, METRICS, markOf } from './columns.ts'

interface CompareRowProps {
  readonly id: string
  readonly index: number
  /** Undefined until the worker has sent it. */
  readonly row: CompareTopRow | undefined
  readonly selected: boolean
  readonly active: boolean
  /** Text to mark in the name; "" for none. */
  readonly mark: string
  readonly onClick: (index: number, row: CompareTopRow) => void
  readonly onFocus: (row: CompareTopRow) => void
  readonly onMenu: (event: MouseEvent, index: number, row: CompareTopRow) => void
}

export function CompareRow(props: CompareRowProps) {
  const { id, index, row, selected, active, mark, onClick, onFocus, onMenu } = props
  const state = [
    'compare-row',
    selected && 'selected',
    active && 'active',
    row?.match && 'match',
    index % 2 === 1 && 'odd',
  ]
  return (
    <tr
      id={id}
      aria-rowindex={index + 3}
      aria-selected={selected}
      className={state.filter(Boolean).join(' ')}
      onClick={() => row && onClick(index, row)}
      onDoubleClick={() => row && onFocus(row)}
      onContextMenu={(event) => row && onMenu(event, index, row)}
    >
      <th scope="row" className="compare-frame mono" title={row && titleOf(row)}>
        {row ? <Name row={row} mark={mark} /> : '…'}
      </th>
      {METRICS.map(({ metric: of }) =>
        FIGURES.map((figure) => {
          const change = row?.[of]
          const signed = figure.column !== 'old' && figure.column !== 'new'
          return (
            <td
              key={of + figure.label}
              className={signed && change ? `compare-figure ${change.state}` : 'compare-figure'}
              style={
                change && figure.column === 'change'
                  ? { backgroundSize: `${Math.min(100, Math.abs(change.share) * 100)}% 16px` }
                  : {}
              }
            >
              {change && figure.text(change)}
            </td>
          )
        }),
      )}
    </tr>
  )
}

interface NameProps {
  readonly row: CompareTopRow
  readonly mark: string
}

function Name({ row, mark }: NameProps) {
  const [sign, word] = markOf(row)
  return (
    <>
      <span className={`compare-mark ${row.state}`}>
        <span aria-hidden="true">{sign}</span>
        <span className="visually-hidden">{word}</span>
      </span>
      <FrameName name={row.frame.name} mark={mark} inline="" />
    </>
  )
}

function titleOf({ frame: { name, file, line } }: CompareTopRow): string {
  if (file === '' || name.includes(file)) return name
  return `${name}\n${line > 0 ? `${file}:${line}` : file}`
}
