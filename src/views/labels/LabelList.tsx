import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import type { LabelRow } from '../../engine/questions/labels/labels.ts'
import { useField } from '../../store/use-field.ts'
import { ContextMenu } from '../../ui/ContextMenu.tsx'
import { useTallList } from '../frame/list/useTallList.ts'
import { windowAround } from '../frame/rows.ts'
import { LabelRowView } from './LabelRowView.tsx'
import { menuOf, titleOf } from './menu.ts'
import { OPEN_KEYS } from './state.ts'
import type { Labels } from './useLabels.ts'

/** As in the style sheet. */
const ROW_HEIGHT = 28
const OVERSCAN = 10

interface MenuAt {
  readonly x: number
  readonly y: number
  readonly row: LabelRow
}

/** Keys and values, of which only those on screen exist. Arrows walk, Enter does what a click does. */
export function LabelList({ labels }: { readonly labels: Labels }) {
  const { answer, pending, show } = labels
  const [open, setOpen] = useField(OPEN_KEYS)
  const [active, setActive] = useState(0)
  const [menu, setMenu] = useState<MenuAt | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  /** The row to give the focus to as soon as it is there. */
  const wanted = useRef(-1)
  const id = useId()
  const idOf = (index: number) => `${id}${index}`
  const count = answer?.count ?? 0
  const list = useTallList(scroller, count, ROW_HEIGHT)
  const { from, to } = windowAround(list.first, list.last)
  const tellWindow = useEffectEvent(show)
  useEffect(() => tellWindow({ from, to }), [from, to])
  const rowAt = (index: number) => answer?.rows[index - answer.from]

  useEffect(() => {
    const row = wanted.current < 0 ? null : document.getElementById(idOf(wanted.current))
    if (!row) return
    wanted.current = -1
    row.focus({ preventScroll: true })
  })

  function onKeyDown(event: KeyboardEvent): void {
    const target = event.target as HTMLElement
    const index = Number(target.closest<HTMLElement>('[data-index]')?.dataset['index'])
    const row = rowAt(index)
    if (!row || event.ctrlKey || event.metaKey) return
    if ((event.key === 'F10' && event.shiftKey) || event.key === 'ContextMenu') {
      const box = target.getBoundingClientRect()
      setMenu({ x: box.left + 80, y: box.bottom, row })
    } else {
      const to = destination(event.key, index, count)
      if (to === undefined || event.altKey) return
      wanted.current = to
      setActive(to)
      list.reveal(to)
    }
    event.preventDefault()
  }

  function toggleOpen(key: string): void {
    setOpen(open.includes(key) ? open.filter((other) => other !== key) : [...open, key])
  }

  // Where the list has become shorter, its last row can be reached.
  const reachable = Math.min(active, count - 1)
  const shown: number[] = []
  const end = Math.min(count - 1, list.last + OVERSCAN)
  for (let i = Math.max(0, list.first - OVERSCAN); i <= end; i++) shown.push(i)
  return (
    <div className="list-scroller" ref={scroller} aria-busy={pending}>
      <ul className="labels-list number" style={{ height: list.height }} onKeyDown={onKeyDown}>
        {shown.map((index) => {
          const row = rowAt(index)
          return (
            <li
              key={index}
              data-index={index}
              aria-setsize={count}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${list.topOf(index)}px)` }}
              onContextMenu={(event) => {
                if (!row || menuOf(row).length === 0) return
                event.preventDefault()
                setMenu({ x: event.clientX, y: event.clientY, row })
              }}
              onFocus={() => setActive(index)}
            >
              {row && (
                <LabelRowView
                  id={idOf(index)}
                  row={row}
                  total={answer?.totalText ?? ''}
                  tabIndex={index === reachable ? 0 : -1}
                  onToggle={toggleOpen}
                />
              )}
            </li>
          )
        })}
      </ul>
      {menu && (
        <ContextMenu
          x={menu.x}
          y={menu.y}
          title={titleOf(menu.row)}
          items={menuOf(menu.row)}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  )
}

const PAGE = 15

function destination(key: string, index: number, count: number): number | undefined {
  const to = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + PAGE,
    PageUp: index - PAGE,
    Home: 0,
    End: count - 1,
  }[key]
  return to === undefined ? undefined : Math.max(0, Math.min(count - 1, to))
}
