import type { MouseEvent } from 'react'
import type { TopRow } from '../../worker/protocol.ts'
import { COLUMNS, heatWidth } from './columns.ts'
import { foundIn } from './window.ts'

interface TopRowViewProps {
  readonly id: string
  readonly index: number
  /** Undefined until the worker has sent it. */
  readonly row: TopRow | undefined
  readonly selected: boolean
  readonly active: boolean
  /** Text to mark in the name; "" for none. */
  readonly mark: string
  readonly onSelect: (index: number, row: TopRow) => void
  readonly onFocus: (row: TopRow) => void
  readonly onMenu: (event: MouseEvent, index: number, row: TopRow) => void
}

export function TopRowView(props: TopRowViewProps) {
  const { id, index, row, selected, active, mark, onSelect, onFocus, onMenu } = props
  const state = [
    'top-row',
    selected && 'selected',
    active && 'active',
    row?.match && 'match',
    index % 2 === 1 && 'odd',
  ]
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={state.filter(Boolean).join(' ')}
      onClick={() => row && onSelect(index, row)}
      onDoubleClick={() => row && onFocus(row)}
      onContextMenu={(event) => row && onMenu(event, index, row)}
    >
      {COLUMNS.map(({ label, text, heat }) => (
        <td
          key={label}
          className={heat ? `top-number heat ${heat}` : 'top-number'}
          style={heat && row ? { backgroundSize: `${heatWidth(text(row))} 16px` } : {}}
        >
          {row && text(row)}
        </td>
      ))}
      <td className="top-name mono" title={row && titleOf(row)}>
        {row ? <Name row={row} mark={mark} /> : '…'}
      </td>
    </tr>
  )
}

function Name({ row, mark }: { readonly row: TopRow; readonly mark: string }) {
  const { name } = row.frame
  const found = foundIn(name, mark)
  return (
    <>
      {found ? (
        <>
          {name.slice(0, found.start)}
          <mark>{name.slice(found.start, found.end)}</mark>
          {name.slice(found.end)}
        </>
      ) : (
        name
      )}
      {row.inline !== '' && <span className="top-inline"> {row.inline}</span>}
    </>
  )
}

function titleOf({ frame }: TopRow): string {
  const { name, file, line } = frame
  if (file === '' || name.includes(file)) return name
  return `${name}\n${line > 0 ? `${file}:${line}` : file}`
}
