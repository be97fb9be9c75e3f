import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { filterByFrame } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import type { CompareTopRow } from '../../worker/protocol.ts'
import { FrameMenu } from '../frame/FrameMenu.tsx'
import { rowByKey, windowAround } from '../frame/rows.ts'
import { CompareHead } from './CompareHead.tsx'
import { CompareRow } from './CompareRow.tsx'
import { FIGURES, METRICS } from './columns.ts'
import type { CompareList } from './useCompareTop.ts'
import { useCompareWalk } from './useCompareWalk.ts'

/** As in the style sheet. */
const ROW_HEIGHT = 24
const HEADER_HEIGHT = 50
const OVERSCAN = 12

interface MenuAt {
  readonly x: number
  readonly y: number
  readonly row: CompareTopRow
}

/** The frames as a grid of which only the rows on screen exist. */
export function CompareTable({ list }: { readonly list: CompareList }) {
  const { answer, pending, error, search } = list
  const selected = useView((view) => view.selected)
  const [menu, setMenu] = useState<MenuAt | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLTableElement>(null)
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
      if (range) list.setWindow(windowAround(range.startIndex, range.endIndex))
    },
  })
  const walk = useCompareWalk(list, (index) => virtual.scrollToIndex(index))
  const { active, present, rowAt, choose, walkTo } = walk

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== grid.current) return
    const row = rowAt(present())
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 3)
    const to = count === 0 ? undefined : rowByKey(event.key, present(), count, page)
    if (to !== undefined) void walkTo(to)
    else if (event.key === 'Enter' && row) filterByFrame('focus', row.frame)
    else if ((event.key === 'F10' && event.shiftKey) || event.key === 'ContextMenu') {
      const box = document.getElementById(rowId(present()))?.getBoundingClientRect()
      if (!row || !box) return
      setMenu({ x: box.left + 160, y: box.bottom, row })
    } else return
    event.preventDefault()
  }

  const items = virtual.getVirtualItems()
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div className="compare-scroller" ref={scroller}>
      <table
        className="compare-table number"
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: walked by rows
        role="grid"
        tabIndex={0}
        aria-label="Changes of frames"
        aria-rowcount={count + 2}
        aria-busy={pending}
        aria-activedescendant={active >= 0 ? rowId(active) : undefined}
        onKeyDown={onKeyDown}
      >
        <colgroup>
          <col />
          {METRICS.map(({ metric: of }) =>
            FIGURES.map(({ column }) => (
              <col key={of + column} className={`compare-col ${column}`} />
            )),
          )}
        </colgroup>
        <thead>
          <CompareHead onSort={() => virtual.scrollToOffset(0)} />
        </thead>
        <tbody>
          <Gap height={above} />
          {items.map(({ index }) => (
            <CompareRow
              key={index}
              id={rowId(index)}
              index={index}
              row={rowAt(index)}
              selected={selected !== '' && rowAt(index)?.frame.name === selected}
              active={index === active}
              mark={search.regexp ? '' : search.text}
              onClick={choose}
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
      {answer && count === 0 && (
        <p className="compare-none muted">
          No frame is left: neither side has one that the filters, the search and the minimum leave.
        </p>
      )}
      {error && error.kind !== 'option' && (
        <p className="compare-error" role="status">
          {error.message} {error.hint}
        </p>
      )}
      {menu && (
        <FrameMenu x={menu.x} y={menu.y} frame={menu.row.frame} onClose={() => setMenu(null)} />
      )}
    </div>
  )
}

/** Stands for the rows that are not on screen. */
function Gap({ height }: { readonly height: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row has no focus
  return height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null
}
