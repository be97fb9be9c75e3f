import type { MouseEvent } from 'react'
import { setHovered } from '../../store/transient.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { TopRow } from '../../worker/protocol.ts'
import { FrameName } from '../frame/FrameName.tsx'
import { heatWidth } from '../frame/heat.ts'
import type { Column } from './columns.ts'

interface TopRowViewProps {
  readonly id: string
  readonly index: number
  readonly columns: readonly Column[]
  /** Undefined until the worker has sent it. */
  readonly row: TopRow | undefined
  readonly selected: boolean
  readonly active: boolean
  /** Rows are put together in groups: then each has a level. */
  readonly grouped: boolean
  /** Text to mark in the name; "" for none. */
  readonly mark: string
  readonly onClick: (index: number, row: TopRow) => void
  readonly onFocus: (row: TopRow) => void
  readonly onMenu: (event: MouseEvent, index: number, row: TopRow) => void
}

export function TopRowView(props: TopRowViewProps) {
  const { id, index, columns, row, selected, active, grouped, mark } = props
  const { onClick, onFocus, onMenu } = props
  const group = row?.group
  const state = [
    'top-row',
    selected && 'selected',
    active && 'active',
    row?.match && 'match',
    index % 2 === 1 && 'odd',
    group && 'group',
  ]
  return (
    <tr
      id={id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      {...(grouped && { 'aria-level': group ? 1 : 2 })}
      {...(group && { 'aria-expanded': group.open })}
      className={state.filter(Boolean).join(' ')}
      // A double click on a group opens it but once.
      onClick={(event) => row && event.detail < 2 && onClick(index, row)}
      onDoubleClick={() => row && !group && onFocus(row)}
      onPointerEnter={() => setHovered(row ? hintOf(row) : null)}
      onPointerLeave={() => setHovered(null)}
      onContextMenu={(event) => row && onMenu(event, index, row)}
    >
      {columns.map(({ label, kind, text, heat, brief }) => {
        if (kind === 'name') {
          return (
            <td key={label} className="top-name mono" title={row && titleOf(row)}>
              {row ? <Name row={row} grouped={grouped} mark={mark} /> : '…'}
            </td>
          )
        }
        const said = row ? text(row) : ''
        return (
          <td
            key={label}
            className={heat ? `top-${kind} heat ${heat}` : `top-${kind}`}
            title={kind === 'text' ? said : undefined}
            style={heat && row ? { backgroundSize: `${heatWidth(said)} 16px` } : {}}
          >
            {brief ? brief(said) : said}
          </td>
        )
      })}
    </tr>
  )
}

interface NameProps {
  readonly row: TopRow
  readonly grouped: boolean
  readonly mark: string
}

function Name({ row, grouped, mark }: NameProps) {
  const { frame, group, inline } = row
  if (!group) {
    const name = <FrameName name={frame.name} mark={mark} inline={inline} />
    return grouped ? <span className="top-member">{name}</span> : name
  }
  const { frames, open } = group
  return (
    <>
      <span className={open ? 'top-caret open' : 'top-caret'}>
        <Icon name="down" />
      </span>
      {frame.name}
      <span className="muted">
        {' '}
        {frames.toLocaleString('en')} {frames === 1 ? 'frame' : 'frames'}
      </span>
    </>
  )
}

/** What the status line says: json.Marshal · cum 0.71s (19.61%) · flat 0.02s (0.55%). */
function hintOf({ frame, group, flatText, flatPercent, cumText, cumPercent }: TopRow): string {
  const frames =
    group && (group.frames === 1 ? '1 frame' : `${group.frames.toLocaleString('en')} frames`)
  const values = `cum ${cumText} (${cumPercent}) · flat ${flatText} (${flatPercent})`
  return [frame.name, frames, values].filter(Boolean).join(' · ')
}

function titleOf({ frame, group }: TopRow): string {
  const { name, file, line } = frame
  if (group) return `${name}\nA path through several of its frames counts once in cum`
  if (file === '' || name.includes(file)) return name
  return `${name}\n${line > 0 ? `${file}:${line}` : file}`
}
