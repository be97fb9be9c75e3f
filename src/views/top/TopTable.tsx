import { useMemo } from 'react'
import { tailOf } from '../../ui/controls/Figure.tsx'
import type { TopRow } from '../../worker/protocol.ts'
import { FrameTable } from '../frame/list/FrameTable.tsx'
import { useWhyNothing } from '../frame/why-nothing.ts'
import type { Column } from './columns.ts'
import { groupMenu } from './grouping.ts'
import { TopCells, topHint } from './TopCells.tsx'
import { TopColumns } from './TopColumns.tsx'
import type { Top } from './useTop.ts'

/** As in the style sheet, in pixels. */
const WIDTHS = { number: 88, name: 200, text: 160 } as const
const HEAD_HEIGHT = 28

/** The frames, or groups of them, with the columns that are wanted. */
export function TopTable({ top }: { readonly top: Top }) {
  const { list, columns, by, toggle } = top
  const { search } = list
  const grouped = by !== 'none'
  const whyNothing = useWhyNothing('')
  const rows = list.answer?.rows
  const tails = useMemo(() => tailsOf(columns, rows ?? []), [columns, rows])
  return (
    <FrameTable
      name="top"
      label={grouped ? 'Groups of frames' : 'Frames'}
      list={list}
      minWidth={widthOf(columns)}
      head={{
        rows: 1,
        height: HEAD_HEIGHT,
        content: (toTop) => <TopColumns columns={columns} onSort={toTop} />,
      }}
      cells={(row) => (
        <TopCells
          columns={columns}
          tails={tails}
          row={row}
          grouped={grouped}
          mark={search.regexp ? '' : search.text}
        />
      )}
      hint={topHint}
      groups={
        grouped
          ? {
              toggle: ({ frame }) => toggle(frame.name),
              menu: ({ frame }) => groupMenu(by, frame.name),
            }
          : undefined
      }
      none={
        search.text === ''
          ? whyNothing || 'No frame is left: the filters leave nothing of the profile.'
          : 'No frame matches the search.'
      }
    />
  )
}

/** What the figures of each column have behind their point at most, in characters. */
function tailsOf(columns: readonly Column[], rows: readonly TopRow[]): readonly number[] {
  return columns.map(({ kind, text }) => (kind === 'number' ? tailOf(rows.map(text)) : 0))
}

/** What the columns take at least, in pixels. */
function widthOf(columns: readonly Column[]): number {
  return columns.reduce((width, { kind }) => width + WIDTHS[kind], 0)
}
