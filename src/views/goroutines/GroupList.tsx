import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import type { GoroutineGroupRow } from '../../engine/questions/goroutines/goroutines.ts'
import type { FrameText } from '../../worker/protocol.ts'
import { FrameMenu } from '../frame/FrameMenu.tsx'
import { useTallList } from '../frame/list/useTallList.ts'
import { rowByKey, windowAround } from '../frame/rows.ts'
import { useMatchSteps } from '../frame/useMatchSteps.ts'
import { GroupColumns } from './GroupColumns.tsx'
import { GroupDetails } from './GroupDetails.tsx'
import { GroupLine } from './GroupLine.tsx'
import './groups.css'
import { canFocus, focusOnGroup } from './state.ts'
import type { Goroutines } from './useGoroutines.ts'
import { ROW_HEIGHT, useTallerRows } from './useTallerRows.ts'
import { useTrends } from './useTrends.ts'

const OVERSCAN = 10

interface MenuAt {
  readonly x: number
  readonly y: number
  readonly frame: FrameText
  readonly row: GoroutineGroupRow
}

/** The groups, of which only those on screen exist. Arrows walk and open, as in a tree. */
export function GroupList({ goroutines }: { readonly goroutines: Goroutines }) {
  const { answer, pending, subject, list, show, rowAt, findMatch } = goroutines
  const trends = useTrends(answer?.rows ?? [])
  const scroller = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const [active, setActive] = useState(0)
  const [menu, setMenu] = useState<MenuAt | null>(null)
  /** The row to give the focus to as soon as it is there. */
  const wanted = useRef(-1)
  // The same list may stand beside itself, about the base of a comparison.
  const id = useId()
  const idOf = (index: number) => `${id}${index}`
  const count = answer?.count ?? 0
  const profile = list?.profile
  useEffect(() => {
    // Groups are renumbered in another profile.
    if (profile !== undefined) setOpen(new Set())
  }, [profile])
  const { taller, observe } = useTallerRows(subject)
  const tall = useTallList(scroller, count, ROW_HEIGHT, { taller })
  const { from, to } = windowAround(tall.first, tall.last)
  const tellWindow = useEffectEvent(show)
  useEffect(() => tellWindow({ from, to }), [from, to])
  useEffect(() => {
    if (subject !== '') setActive(0)
  }, [subject])
  useEffect(() => {
    const line = wanted.current < 0 ? null : document.getElementById(`${id}${wanted.current}`)
    if (!line) return
    wanted.current = -1
    line.focus({ preventScroll: true })
  })

  function walkTo(index: number): void {
    wanted.current = index
    setActive(index)
    tall.reveal(index)
  }

  function toggle(group: number): void {
    const next = new Set(open)
    if (!next.delete(group)) next.add(group)
    setOpen(next)
  }

  useMatchSteps(async (step) => {
    const next = await findMatch(active, step)
    const found = next >= 0 ? next : await findMatch(step > 0 ? -1 : count, step)
    if (found >= 0) walkTo(found)
  })

  function onKeyDown(event: KeyboardEvent, index: number): void {
    const target = event.target as HTMLElement
    const row = rowAt(index)
    if (event.ctrlKey || event.metaKey || event.altKey || target.id !== idOf(index) || !row) return
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2)
    const to = rowByKey(event.key, index, count, page)
    const turns = event.key === (open.has(row.group) ? 'ArrowLeft' : 'ArrowRight')
    if (to !== undefined) walkTo(to)
    else if (turns) toggle(row.group)
    else if ((event.key === 'F10' && event.shiftKey) || event.key === 'ContextMenu') {
      const frame = row.shown[0]?.frame
      if (!frame) return
      const box = target.getBoundingClientRect()
      setMenu({ x: box.left + 80, y: box.bottom, frame, row })
    } else return
    event.preventDefault()
  }

  // Where the list has become shorter, its last row can be reached.
  const reachable = Math.min(active, count - 1)
  const trend = trends !== null
  const shown: number[] = []
  const end = Math.min(count - 1, tall.last + OVERSCAN)
  for (let i = Math.max(0, tall.first - OVERSCAN); i <= end; i++) shown.push(i)
  return (
    <div className={answer?.inferred ? 'groups inferred' : 'groups'}>
      <GroupColumns trend={trend} />
      <div className="list-scroller" ref={scroller} aria-busy={pending}>
        <ul className="groups-list number" style={{ height: tall.height }}>
          {shown.map((index) => {
            const row = rowAt(index)
            const onMenu = (x: number, y: number, frame: FrameText) =>
              row && setMenu({ x, y, frame, row })
            return (
              <li
                // In another place it is measured again.
                key={`${row?.group} ${index}`}
                ref={observe}
                data-index={index}
                aria-setsize={count}
                aria-posinset={index + 1}
                className={row?.match ? 'group match' : 'group'}
                style={{ transform: `translateY(${tall.topOf(index)}px)` }}
                onKeyDown={(event) => onKeyDown(event, index)}
                onFocus={() => setActive(index)}
              >
                {row ? (
                  <GroupLine
                    id={idOf(index)}
                    row={row}
                    open={open.has(row.group)}
                    trend={trends && (trends.get(row.stack) ?? [])}
                    tabIndex={index === reachable ? 0 : -1}
                    onToggle={() => toggle(row.group)}
                    onMenu={onMenu}
                  />
                ) : (
                  <p className="group-line muted">…</p>
                )}
                {row && list && open.has(row.group) && (
                  <GroupDetails list={list} row={row} onMenu={onMenu} />
                )}
              </li>
            )
          })}
        </ul>
      </div>
      {menu && (
        <FrameMenu
          {...menu}
          first={[
            {
              label: 'Focus on this group',
              detail: 'Its foremost frame and its state as pprof’s filters',
              disabled: !canFocus(menu.row),
              run: () => focusOnGroup(menu.row),
            },
          ]}
          onClose={() => setMenu(null)}
        />
      )}
    </div>
  )
}
