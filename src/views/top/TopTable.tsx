import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useRef, useState } from 'react'
import { filterByFrame, frameActions } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import { ContextMenu } from '../../ui/ContextMenu.tsx'
import type { AskError } from '../../worker/client.ts'
import type { FrameText } from '../../worker/protocol.ts'
import { TopColumns } from './TopColumns.tsx'
import { TopRowView } from './TopRowView.tsx'
import { useTop } from './useTop.ts'
import { useWalk } from './useWalk.ts'
import { type RowWindow, rowByKey, windowAround } from './window.ts'

/** As in the style sheet. */
const ROW_HEIGHT = 24
const HEADER_HEIGHT = 28
const OVERSCAN = 12

interface MenuAt {
  readonly x: number
  readonly y: number
  readonly frame: FrameText
}

/** The rows as a grid of which only those on screen exist. */
export function TopTable() {
  const [wanted, setWanted] = useState<RowWindow>(windowAround(0, 0))
  const top = useTop(wanted)
  const { answer, pending, error, search } = top
  const selected = useView((view) => view.selected)
  const [menu, setMenu] = useState<MenuAt | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLTableElement>(null)
  const count = answer?.count ?? 0
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: OVERSCAN,
    // The header takes room that the rows do not know of.
    scrollPaddingEnd: HEADER_HEIGHT,
    onChange: ({ range }) => {
      if (!range) return
      const next = windowAround(range.startIndex, range.endIndex)
      setWanted((now) => (now.from === next.from && now.to === next.to ? now : next))
    },
  })
  const walk = useWalk(top, (index) => virtual.scrollToIndex(index))
  const { active, present, rowAt, choose, walkTo } = walk

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== grid.current) return
    const row = rowAt(present())
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2)
    const to = count === 0 ? undefined : rowByKey(event.key, present(), count, page)
    if (to !== undefined) void walkTo(to)
    else if (event.key === 'Enter' && row) filterByFrame('focus', row.frame)
    else if ((event.key === 'F10' && event.shiftKey) || event.key === 'ContextMenu') {
      const box = document.getElementById(rowId(present()))?.getBoundingClientRect()
      if (!row || !box) return
      setMenu({ x: box.left + 400, y: box.bottom, frame: row.frame })
    } else return
    event.preventDefault()
  }

  const items = virtual.getVirtualItems()
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div className="top-scroller" ref={scroller}>
      <table
        className="top-table number"
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: walked by rows, it is a grid
        role="grid"
        tabIndex={0}
        aria-label="Frames"
        aria-rowcount={count + 1}
        aria-busy={pending}
        aria-activedescendant={active >= 0 ? rowId(active) : undefined}
        onKeyDown={onKeyDown}
      >
        <thead>
          <TopColumns onSort={() => virtual.scrollToOffset(0)} />
        </thead>
        <tbody>
          <Gap height={above} />
          {items.map(({ index }) => (
            <TopRowView
              key={index}
              id={rowId(index)}
              index={index}
              row={rowAt(index)}
              selected={selected !== '' && rowAt(index)?.frame.name === selected}
              active={index === active}
              mark={search.regexp ? '' : search.text}
              onSelect={choose}
              onFocus={(row) => filterByFrame('focus', row.frame)}
              onMenu={(event, at, row) => {
                event.preventDefault()
                choose(at, row)
                setMenu({ x: event.clientX, y: event.clientY, frame: row.frame })
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
      {menu && (
        <ContextMenu
          x={menu.x}
          y={menu.y}
          title={menu.frame.name}
          items={frameActions(menu.frame).map(({ label, key, run, enabled }) => {
            return { label, hint: key, run, disabled: !enabled }
          })}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  )
}

/** Stands for the rows that are not on screen. */
function Gap({ height }: { readonly height: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row has no focus
  return height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null
}

/** The chip and the search field say what is wrong with their text, while the last rows stay. */
function saidElsewhere({ kind }: AskError, rows: boolean): boolean {
  return kind === 'option' && rows
}

function rowId(index: number): string {
  return `top-row-${index}`
}

function noneText(searched: string): string {
  return searched === ''
    ? 'No frame is left: the filters leave nothing of the profile.'
    : 'No frame matches the search.'
}
