import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { filterByFrame } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import { setHovered } from '../../store/transient.ts'
import { ContextMenu } from '../../ui/ContextMenu.tsx'
import type { AskError } from '../../worker/client.ts'
import type { TopGrouping, TopRow } from '../../worker/protocol.ts'
import { FrameMenu } from '../frame/FrameMenu.tsx'
import { rowByKey, windowAround } from '../frame/rows.ts'
import type { Column } from './columns.ts'
import { groupMenu } from './grouping.ts'
import { TopColumns } from './TopColumns.tsx'
import { TopRowView } from './TopRowView.tsx'
import type { Top } from './useTop.ts'
import { isFrame, useWalk } from './useWalk.ts'

/** As in the style sheet. */
const ROW_HEIGHT = 24
const WIDTHS = { number: 88, name: 200, text: 160 } as const
const HEADER_HEIGHT = 28
const OVERSCAN = 12

interface MenuAt {
  readonly x: number
  readonly y: number
  readonly row: TopRow
}

/** The rows as a grid of which only those on screen exist. */
export function TopTable({ top }: { readonly top: Top }) {
  const { answer, pending, error, search, columns, by } = top
  const grouped = by !== 'none'
  const selected = useView((view) => view.selected)
  const [menu, setMenu] = useState<MenuAt | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLTableElement>(null)
  // The same table may stand beside itself, about the base of a comparison.
  const id = useId()
  const rowId = (index: number) => `${id}${index}`
  const count = answer?.count ?? 0
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    // The header takes room that the rows do not know of.
    scrollPaddingEnd: HEADER_HEIGHT,
    onChange: ({ range }) => {
      if (range) top.setWindow(windowAround(range.startIndex, range.endIndex))
    },
  })
  const walk = useWalk(top, (index) => virtual.scrollToIndex(index))
  const { active, present, rowAt, choose, walkTo } = walk
  useEffect(() => () => setHovered(null), [])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== grid.current) return
    const row = rowAt(present())
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2)
    const to = count === 0 ? undefined : rowByKey(event.key, present(), count, page)
    if (to !== undefined) void walkTo(to)
    else if (row?.group && opens(event.key, row.group.open)) top.toggle(row.frame.name)
    else if (event.key === 'Enter' && row && !row.group) filterByFrame('focus', row.frame)
    else if ((event.key === 'F10' && event.shiftKey) || event.key === 'ContextMenu') {
      const box = document.getElementById(rowId(present()))?.getBoundingClientRect()
      if (!row || !box) return
      setMenu({ x: box.left + 400, y: box.bottom, row })
    } else return
    event.preventDefault()
  }

  const items = virtual.getVirtualItems()
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div className="top-scroller" ref={scroller}>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take it */}
      <table
        className="top-table number"
        ref={grid}
        role={grouped ? 'treegrid' : 'grid'}
        tabIndex={0}
        aria-label={grouped ? 'Groups of frames' : 'Frames'}
        aria-rowcount={count + 1}
        aria-busy={pending}
        style={{ minWidth: widthOf(columns) }}
        aria-activedescendant={active >= 0 ? rowId(active) : undefined}
        onKeyDown={onKeyDown}
      >
        <thead>
          <TopColumns columns={columns} onSort={() => virtual.scrollToOffset(0)} />
        </thead>
        <tbody>
          <Gap height={above} />
          {items.map(({ index }) => (
            <TopRowView
              key={index}
              id={rowId(index)}
              index={index}
              row={rowAt(index)}
              columns={columns}
              grouped={grouped}
              selected={isSelected(rowAt(index), selected)}
              active={index === active}
              mark={search.regexp ? '' : search.text}
              onClick={(at, row) => {
                choose(at, row)
                if (row.group) top.toggle(row.frame.name)
              }}
              onFocus={(row) => filterByFrame('focus', row.frame)}
              onMenu={(event, at, row) => {
                event.preventDefault()
                choose(at, row)
                setMenu({ x: event.clientX, y: event.clientY, row })
              }}
            />
          ))}
          <Gap height={below} />
        </tbody>
      </table>
      {answer && count === 0 && <p className="top-none muted">{noneText(search.text)}</p>}
      {error && !saidElsewhere(error, answer !== null) && (
        <p className="top-error" role="status">
          {error.message} {error.hint}
        </p>
      )}
      {menu && <RowMenu {...menu} by={by} onClose={() => setMenu(null)} />}
    </div>
  )
}

interface RowMenuProps extends MenuAt {
  readonly by: TopGrouping
  readonly onClose: () => void
}

function RowMenu({ x, y, row, by, onClose }: RowMenuProps) {
  const { frame, group } = row
  if (!group) return <FrameMenu x={x} y={y} frame={frame} onClose={onClose} />
  const items = groupMenu(by, frame.name)
  return <ContextMenu x={x} y={y} title={frame.name} items={items} onClose={onClose} />
}

function isSelected(row: TopRow | undefined, selected: string): boolean {
  return selected !== '' && row !== undefined && isFrame(row, selected)
}

/** Whether a key opens a group that is closed, or closes one that is open. */
function opens(key: string, open: boolean): boolean {
  return key === 'Enter' || key === (open ? 'ArrowLeft' : 'ArrowRight')
}

/** Stands for the rows that are not on screen. */
function Gap({ height }: { readonly height: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row has no focus
  return height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null
}

/** What the columns take at least, in pixels. */
function widthOf(columns: readonly Column[]): number {
  return columns.reduce((width, { kind }) => width + WIDTHS[kind], 0)
}

/** The chip and the search field say what is wrong with their text, while the last rows stay. */
function saidElsewhere({ kind }: AskError, rows: boolean): boolean {
  return kind === 'option' && rows
}

function noneText(searched: string): string {
  return searched === ''
    ? 'No frame is left: the filters leave nothing of the profile.'
    : 'No frame matches the search.'
}
