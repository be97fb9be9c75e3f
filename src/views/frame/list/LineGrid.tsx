import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from 'react'
import { useSide } from '../../../store/side.ts'
import { setHovered } from '../../../store/transient.ts'
import { ContextMenu } from '../../../ui/ContextMenu.tsx'
import { useRowHeight } from '../../../ui/density.ts'
import type { MenuItem } from '../../../ui/Menu.tsx'
import type { FrameText } from '../../../worker/protocol.ts'
import { FrameMenu } from '../FrameMenu.tsx'
import { setPointed, useIsPointed } from '../pointed.ts'
import { type RowWindow, rowByKey, windowAround } from '../rows.ts'
import { useSharedScroll } from './useSharedScroll.ts'
import { useTallList } from './useTallList.ts'
import './list.css'
import './lines.css'

/** As in the style sheet, where rows stand comfortably. */
const LINE_HEIGHT = 22
/** Lines drawn beyond both edges. */
const OVERSCAN = 8

/** What a grid needs to know of a line. */
export interface GridLine {
  readonly className: string
  readonly content: ReactNode
  readonly selected: boolean
  /** What the status line says while the pointer is on it. */
  readonly hint?: string
  /** How deep it is in a tree; the first level is 1. */
  readonly level?: number
  /** Of a line that shows and hides others. */
  readonly expanded?: boolean
  readonly menu?: LineMenu
  /** A click on it, or the keyboard's coming to it. */
  readonly onReach?: () => void
  readonly onClick?: () => void
  readonly onEnter?: () => void
  readonly onDoubleClick?: () => void
  /**
   * A key of its own while the keyboard is on it.
   * @returns the line to be on then; null for a key that it does not have
   */
  readonly onKey?: (key: string) => number | null
}

/** What can be done with a frame, or whatever else the line stands for. */
export type LineMenu =
  | {
      readonly frame: FrameText
      readonly first?: readonly MenuItem[]
      readonly last?: readonly MenuItem[]
    }
  | { readonly title: string; readonly items: readonly MenuItem[] }

/** Where the keyboard is; a new object brings the line on screen again. */
export interface Place {
  readonly line: number
  /** To be brought to the middle, for what stands around it to be read. */
  readonly isCentred?: boolean
}

interface LineGridProps {
  readonly label: string
  readonly count: number
  readonly busy: boolean
  /** Undefined until the worker has sent it. */
  readonly lineAt: (index: number) => GridLine | undefined
  readonly onWindow: (window: RowWindow) => void
  readonly place: Place | null
  readonly onPlace: (place: Place) => void
  /** Names the lines that are the same on both sides of a comparison, which scroll together. */
  readonly shared?: string | null
  /** What stands in place of lines where there are none. */
  readonly children?: ReactNode
}

interface MenuAt {
  readonly x: number
  readonly y: number
  readonly menu: LineMenu
}

/** Lines of one height as a grid that is walked by keys; only those on screen exist. */
export function LineGrid(props: LineGridProps) {
  const { label, count, busy, lineAt, onWindow, place, onPlace, shared = null, children } = props
  const scroller = useRef<HTMLDivElement>(null)
  const grid = useRef<HTMLTableElement>(null)
  useSharedScroll(scroller, shared)
  const isBeside = useSide() !== null
  const id = useId()
  const lineId = (index: number) => `${id}${index}`
  const [menu, setMenu] = useState<MenuAt | null>(null)
  const list = useTallList(scroller, count, useRowHeight(LINE_HEIGHT))
  const { from, to } = windowAround(list.first, list.last)
  const tellWindow = useEffectEvent(onWindow)
  useEffect(() => tellWindow({ from, to }), [from, to])
  const reveal = useEffectEvent(list.reveal)
  const centre = useEffectEvent(list.centre)
  // A place may be set before the lines are there that lead to it.
  const reachable = place !== null && place.line < count
  useEffect(() => {
    if (!place || !reachable) return
    if (place.isCentred) centre(place.line)
    else reveal(place.line)
  }, [place, reachable])
  useEffect(() => leave, [])

  // The line that a key has led to, until it is at hand.
  const awaited = useRef(-1)
  useEffect(() => {
    const line = awaited.current < 0 ? undefined : lineAt(awaited.current)
    if (!line) return
    awaited.current = -1
    line.onReach?.()
  })

  const active = reachable ? place.line : -1

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== grid.current) return
    const line = active >= 0 ? lineAt(active) : undefined
    const page = Math.max(1, list.last - list.first - 2)
    const own = line?.onKey?.(event.key) ?? null
    const to = count === 0 ? undefined : (own ?? rowByKey(event.key, active, count, page))
    if (to !== undefined && to !== active) {
      onPlace({ line: to })
      awaited.current = to
    } else if (to !== undefined) onPlace({ line: to })
    else if (event.key === 'Enter' && line?.onEnter) line.onEnter()
    else if ((event.key === 'F10' && event.shiftKey) || event.key === 'ContextMenu') {
      const box = document.getElementById(lineId(active))?.getBoundingClientRect()
      if (!line?.menu || !box) return
      setMenu({ x: box.left + 160, y: box.bottom, menu: line.menu })
    } else return
    event.preventDefault()
  }

  const shown: number[] = []
  const end = Math.min(count - 1, list.last + OVERSCAN)
  for (let i = Math.max(0, list.first - OVERSCAN); i <= end; i++) shown.push(i)
  return (
    <div className="list-scroller lines-scroller" ref={scroller}>
      {count > 0 && (
        <table
          className="lines number"
          ref={grid}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: walked by rows
          role="treegrid"
          tabIndex={0}
          aria-label={label}
          aria-rowcount={count}
          aria-busy={busy}
          aria-activedescendant={active >= 0 ? lineId(active) : undefined}
          onKeyDown={onKeyDown}
        >
          <tbody style={{ height: list.height }}>
            {shown.map((index) => (
              <Line
                key={index}
                id={lineId(index)}
                index={index}
                top={list.topOf(index)}
                line={lineAt(index)}
                active={index === active}
                isBeside={isBeside}
                onPlace={onPlace}
                onMenu={setMenu}
              />
            ))}
          </tbody>
        </table>
      )}
      {count === 0 && children}
      {menu && <MenuOf {...menu} onClose={() => setMenu(null)} />}
    </div>
  )
}

function MenuOf({ x, y, menu, onClose }: MenuAt & { readonly onClose: () => void }) {
  if ('frame' in menu) return <FrameMenu x={x} y={y} {...menu} onClose={onClose} />
  return <ContextMenu x={x} y={y} {...menu} onClose={onClose} />
}

interface LineProps {
  readonly id: string
  readonly index: number
  readonly top: number
  readonly line: GridLine | undefined
  readonly active: boolean
  /** There is a list like it in the other pane of a comparison. */
  readonly isBeside: boolean
  readonly onPlace: (place: Place) => void
  readonly onMenu: (menu: MenuAt) => void
}

function Line({ id, index, top, line, active, isBeside, onPlace, onMenu }: LineProps) {
  const name = frameNameOf(line)
  const isPointed = useIsPointed(isBeside ? name : '')
  const className = [
    'line',
    line?.className,
    line?.selected && 'selected',
    active && 'active',
    isPointed && 'pointed',
  ]
  return (
    <tr
      id={id}
      aria-rowindex={index + 1}
      aria-selected={line?.selected ?? false}
      {...(line?.level === undefined ? {} : { 'aria-level': line.level })}
      {...(line?.expanded === undefined ? {} : { 'aria-expanded': line.expanded })}
      className={className.filter(Boolean).join(' ')}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => {
        // The second click of a double one may come to what the first has brought here.
        if (event.detail > 1) return
        onPlace({ line: index })
        line?.onReach?.()
        line?.onClick?.()
      }}
      onPointerEnter={() => {
        setHovered(line?.hint ?? null)
        setPointed(name)
      }}
      onPointerLeave={leave}
      onDoubleClick={line?.onDoubleClick}
      onContextMenu={(event) => {
        if (!line?.menu) return
        event.preventDefault()
        onPlace({ line: index })
        line.onReach?.()
        onMenu({ x: event.clientX, y: event.clientY, menu: line.menu })
      }}
    >
      <td>{line ? line.content : '…'}</td>
    </tr>
  )
}

/** "" for a line that stands for something else. */
function frameNameOf(line: GridLine | undefined): string {
  return line?.menu && 'frame' in line.menu ? line.menu.frame.name : ''
}

function leave(): void {
  setHovered(null)
  setPointed('')
}
