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

/** What the columns take at least, in pixels. */
function widthOf(columns: readonly Column[]): number {
  return columns.reduce((width, { kind }) => width + WIDTHS[kind], 0)
}
