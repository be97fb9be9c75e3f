import { memo } from 'react'
import { Figure, tailStyle } from '../../ui/controls/Figure.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { countText } from '../../ui/words.ts'
import type { TopRow } from '../../worker/protocol.ts'
import { FrameName, frameTitle } from '../frame/FrameName.tsx'
import { heatBar } from '../frame/heat.ts'
import type { Column } from './columns.ts'

interface TopCellsProps {
  readonly columns: readonly Column[]
  /** For each column, what its figures have behind their point. */
  readonly tails: readonly number[]
  /** Undefined until the worker has sent it. */
  readonly row: TopRow | undefined
  /** Rows are put together in groups. */
  readonly grouped: boolean
  /** Text to mark in the name; "" for none. */
  readonly mark: string
}

/** A row of the table; most stay as they are while it scrolls. */
export const TopCells = memo(function TopCells({
  columns,
  tails,
  row,
  grouped,
  mark,
}: TopCellsProps) {
  return columns.map(({ label, kind, text, heat, brief }, i) => {
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
        style={{
          ...tailStyle(tails[i] ?? 0),
          ...(heat && row && heatBar(said, heat === 'flat' ? row.flatText : row.cumText)),
        }}
      >
        {kind === 'number' ? <Figure text={said} /> : brief ? brief(said) : said}
      </td>
    )
  })
})

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
      <span className="muted"> {countText(frames, 'frame')}</span>
    </>
  )
}

/** What the status line says: json.Marshal · cum 0.71s (19.61%) · flat 0.02s (0.55%). */
export function topHint({ frame, group, ...row }: TopRow): string {
  const { flatText, flatPercent, cumText, cumPercent } = row
  const values = `cum ${cumText} (${cumPercent}) · flat ${flatText} (${flatPercent})`
  return [frame.name, group && countText(group.frames, 'frame'), values].filter(Boolean).join(' · ')
}

function titleOf({ frame, group }: TopRow): string {
  if (group) return `${frame.name}\nA path through several of its frames counts once in cum`
  return frameTitle(frame)
}
