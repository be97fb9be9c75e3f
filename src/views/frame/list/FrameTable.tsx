import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from 'react'
import { filterByFrame } from '../../../store/actions.ts'
import { useIsBeside, useView } from '../../../store/hooks.ts'
import { setHovered } from '../../../store/transient.ts'
import { ContextMenu } from '../../../ui/ContextMenu.tsx'
import { useRowHeight } from '../../../ui/density.ts'
import type { MenuItem } from '../../../ui/Menu.tsx'
import { AnswerError } from '../AnswerError.tsx'
import { FrameMenu } from '../FrameMenu.tsx'
import { Looking } from '../Looking.tsx'
import { setPointed, useIsPointed } from '../pointed.ts'
import { rowByKey, windowAround } from '../rows.ts'
import { type FrameList, type FrameRow, isFrame } from './frame-list.ts'
import { useFrameWalk } from './useFrameWalk.ts'
import { useSharedScroll } from './useSharedScroll.ts'
import { useTallList } from './useTallList.ts'
import './frame-table.css'

/** As in the style sheet, where rows stand comfortably. */
const ROW_HEIGHT = 24
const OVERSCAN = 12

interface FrameTableProps<Row extends FrameRow> {
  /** Parts are of the classes `${name}-table`, `${name}-row` and so on, beside those that all have. */
  readonly name: string
  readonly label: string
  readonly list: FrameList<Row>
  /** What the columns take at least, in pixels. */
  readonly minWidth: number
  readonly head: FrameTableHead
  /** The cells of a row; of undefined until the worker has sent it. */
  readonly cells: (row: Row | undefined) => ReactNode
  /** What the status line says of a row. */
  readonly hint: (row: Row) => string
  /** Where rows are put together in groups. */
  readonly groups?: FrameGroups<Row> | undefined
  /** What stands in place of rows where there are none. */
  readonly none: string
}

interface FrameTableHead {
  readonly rows: number
  /** In pixels, as in the style sheet. */
  readonly height: number
  /** @param toTop scrolls to the first row, for a sorting anew */
  readonly content: (toTop: () => void) => ReactNode
}

interface FrameGroups<Row extends FrameRow> {
  /** Shows the frames of a group, or hides them again. */
  readonly toggle: (row: Row) => void
  readonly menu: (row: Row) => readonly MenuItem[]
}

interface MenuAt<Row> {
  readonly x: number
  readonly y: number
  readonly row: Row
}

/** Frames with their figures as a grid that is walked by keys; only the rows on screen exist. */
export function FrameTable<Row extends FrameRow>(props: FrameTableProps<Row>) {
  const { name, label, list, minWidth, head, cells, hint, groups, none } = props
  const { answer, pending, error, setWindow } = list
  const selected = useView((view) => view.selected)
  const isBeside = useIsBeside()
  const [menu, setMenu] = useState<MenuAt<Row> | null>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLTableElement>(null)
  useSharedScroll(scroller, name)
  // The same table may stand beside itself, about the base of a comparison.
  const id = useId()
  const rowId = (index: number) => `${id}${index}`
  const count = answer?.count ?? 0
  const rowHeight = useRowHeight(ROW_HEIGHT)
  const tall = useTallList(scroller, count, rowHeight, { headHeight: head.height })
  const { from, to } = windowAround(tall.first, tall.last)
  const tellWindow = useEffectEvent(setWindow)
  useEffect(() => tellWindow({ from, to }), [from, to])
  const walk = useFrameWalk(list, tall.reveal)
  const { active, present, rowAt, choose, walkTo } = walk
  useEffect(() => leave, [])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== grid.current) return
    const row = rowAt(present())
    const room = (scroller.current?.clientHeight ?? 0) - head.height
    const page = Math.max(1, Math.floor(room / rowHeight) - 1)
    const to = count === 0 ? undefined : rowByKey(event.key, present(), count, page)
    if (to !== undefined) void walkTo(to)
    else if (row?.group && turns(event.key, row.group.open)) groups?.toggle(row)
    else if (event.key === 'Enter' && row && !row.group) filterByFrame('focus', row.frame)
    else if ((event.key === 'F10' && event.shiftKey) || event.key === 'ContextMenu') {
      const box = document.getElementById(rowId(present()))?.getBoundingClientRect()
      if (!row || !box) return
      setMenu({ x: box.left + 160, y: box.bottom, row })
    } else return
    event.preventDefault()
  }

  const shown: number[] = []
  const end = Math.min(count - 1, tall.last + OVERSCAN)
  for (let i = Math.max(0, tall.first - OVERSCAN); i <= end; i++) {
    // Where the scroll bar is a scale, there is no room beyond the ends of it.
    const top = tall.topOf(i)
    if (top >= 0 && top + rowHeight <= tall.height) shown.push(i)
  }
  const above = shown.length > 0 ? tall.topOf(shown[0] ?? 0) : 0
  const below = tall.height - above - shown.length * rowHeight
  return (
    <div className={`frames-scroller ${name}-scroller`} ref={scroller}>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles take it */}
      <table
        className={`frames-table ${name}-table number`}
        ref={grid}
        role={groups ? 'treegrid' : 'grid'}
        tabIndex={0}
        aria-label={label}
        aria-rowcount={count + head.rows}
        aria-busy={pending}
        style={{ minWidth }}
        aria-activedescendant={active >= 0 ? rowId(active) : undefined}
        onKeyDown={onKeyDown}
      >
        {head.content(() => tall.reveal(0))}
        <tbody>
          <Gap height={above} />
          {shown.map((index) => {
            const row = rowAt(index)
            return (
              <Row
                key={index}
                id={rowId(index)}
                name={name}
                index={index}
                headRows={head.rows}
                row={row}
                grouped={groups !== undefined}
                selected={row !== undefined && isFrame(row, selected)}
                active={index === active}
                isBeside={isBeside}
                hint={hint}
                onClick={(row) => {
                  choose(index, row)
                  if (row.group) groups?.toggle(row)
                }}
                onMenu={(event, row) => {
                  event.preventDefault()
                  choose(index, row)
                  setMenu({ x: event.clientX, y: event.clientY, row })
                }}
              >
                {cells(row)}
              </Row>
            )
          })}
          <Gap height={below} />
        </tbody>
      </table>
      {!answer && pending && <Looking className="frames-none" doing="Adding up flat and cum" />}
      {answer && count === 0 && <p className="frames-none muted">{none}</p>}
      <AnswerError className="frames-error" answer={answer} error={error} />
      {menu && <MenuOf {...menu} groups={groups} onClose={() => setMenu(null)} />}
    </div>
  )
}

interface RowProps<Row extends FrameRow> {
  readonly id: string
  readonly name: string
  readonly index: number
  readonly headRows: number
  /** Undefined until the worker has sent it. */
  readonly row: Row | undefined
  readonly grouped: boolean
  readonly selected: boolean
  readonly active: boolean
  /** There are tables like it beside, in a comparison. */
  readonly isBeside: boolean
  readonly hint: (row: Row) => string
  readonly onClick: (row: Row) => void
  readonly onMenu: (event: MouseEvent, row: Row) => void
  readonly children: ReactNode
}

function Row<Of extends FrameRow>(props: RowProps<Of>) {
  const { id, name, index, headRows, row, grouped, selected, active, isBeside } = props
  const { hint, onClick, onMenu, children } = props
  const group = row?.group
  const frame = row && !group ? row.frame : null
  const isPointed = useIsPointed(isBeside && frame ? frame.name : '')
  const state = [
    `frames-row ${name}-row`,
    selected && 'selected',
    active && 'active',
    isPointed && 'pointed',
    row?.match && 'match',
    index % 2 === 1 && 'odd',
    group && 'group',
  ]
  return (
    <tr
      id={id}
      aria-rowindex={index + headRows + 1}
      aria-selected={selected}
      {...(grouped && { 'aria-level': group ? 1 : 2 })}
      {...(group && { 'aria-expanded': group.open })}
      className={state.filter(Boolean).join(' ')}
      // A double click on a group opens it but once.
      onClick={(event) => row && event.detail < 2 && onClick(row)}
      onDoubleClick={() => frame && filterByFrame('focus', frame)}
      onPointerEnter={() => {
        if (!row) return
        setHovered(hint(row))
        setPointed(frame?.name ?? '')
      }}
      onPointerLeave={leave}
      onContextMenu={(event) => row && onMenu(event, row)}
    >
      {children}
    </tr>
  )
}

interface MenuOfProps<Row extends FrameRow> extends MenuAt<Row> {
  readonly groups: FrameGroups<Row> | undefined
  readonly onClose: () => void
}

function MenuOf<Row extends FrameRow>({ row, groups, ...at }: MenuOfProps<Row>) {
  const { frame } = row
  if (!row.group || !groups) return <FrameMenu frame={frame} {...at} />
  return <ContextMenu title={frame.name} items={groups.menu(row)} {...at} />
}

function leave(): void {
  setHovered(null)
  setPointed('')
}

/** Whether a key opens a group that is closed, or closes one that is open. */
function turns(key: string, open: boolean): boolean {
  return key === 'Enter' || key === (open ? 'ArrowLeft' : 'ArrowRight')
}

/** Stands for the rows that are not on screen. */
function Gap({ height }: { readonly height: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a row has no focus
  return height > 0 ? <tr aria-hidden="true" style={{ height }} /> : null
}
