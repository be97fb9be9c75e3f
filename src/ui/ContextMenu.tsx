import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type MenuItem, MenuList } from './Menu.tsx'
import { useDismiss } from './Popover.tsx'

interface ContextMenuProps {
  /** Where it was requested, in pixels of the window. */
  readonly x: number
  readonly y: number
  readonly title: string
  readonly items: readonly MenuItem[]
  readonly onClose: () => void
}

const MARGIN = 8

/** A menu at the pointer, kept within the window; the focus goes back to where it was. */
export function ContextMenu({ x, y, title, items, onClose }: ContextMenuProps) {
  const box = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState({ left: x, top: y })
  useDismiss(true, box, onClose)
  useLayoutEffect(() => {
    const { width = 0, height = 0 } = box.current?.getBoundingClientRect() ?? {}
    setPlace({
      left: Math.max(MARGIN, Math.min(x, innerWidth - width - MARGIN)),
      top: Math.max(MARGIN, Math.min(y, innerHeight - height - MARGIN)),
    })
  }, [x, y])
  // An effect would come too late: the menu's own has moved the focus by then.
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      // An element that was focused by a click elsewhere keeps the focus.
      const lost = document.activeElement === document.body
      if (lost && before instanceof HTMLElement) before.focus({ preventScroll: true })
    },
    [before],
  )
  return (
    <div className="menu at-point" ref={box} style={place}>
      <p className="menu-title mono">{title}</p>
      <MenuList items={items} label={title} close={onClose} />
    </div>
  )
}
