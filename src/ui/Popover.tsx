import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { usePlaced } from './placed.ts'

interface PopoverProps {
  /** What the button shows, and its name where that is no text. */
  readonly button: ReactNode
  readonly label?: string
  readonly title?: string
  readonly className?: string
  readonly disabled?: boolean
  readonly popup: 'menu' | 'dialog'
  /** Which edge of the button it lines up with. */
  readonly align?: 'start' | 'end'
  readonly children: (close: () => void) => ReactNode
}

/** A button that opens a box below it; Escape, a click elsewhere and leaving by Tab close it. */
export function Popover(props: PopoverProps) {
  const {
    button,
    label,
    title,
    className = 'button quiet',
    disabled,
    popup,
    align = 'start',
  } = props
  const [open, setOpen] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  const opener = useRef<HTMLButtonElement>(null)
  const shown = useRef<HTMLDivElement>(null)
  useDismiss(open, box, (byKey) => (byKey ? close() : setOpen(false)))
  usePlaced(open, shown, opener, align)

  function close() {
    setOpen(false)
    opener.current?.focus()
  }

  return (
    <div className="popover" ref={box}>
      <button
        ref={opener}
        type="button"
        className={className}
        aria-haspopup={popup}
        aria-expanded={open}
        aria-label={label}
        title={title}
        disabled={disabled}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' && popup === 'menu') {
            event.preventDefault()
            setOpen(true)
          }
        }}
      >
        {button}
      </button>
      {open && (
        <div className="popup" popover="manual" ref={shown}>
          {props.children(close)}
        </div>
      )}
    </div>
  )
}

/** What is open, the innermost last: Escape is for that one. */
const opened: object[] = []

/** Calls `close` for Escape, for a click outside of `box`, or when the focus moves out of it. */
export function useDismiss(
  open: boolean,
  box: { readonly current: HTMLElement | null },
  close: (byKey: boolean) => void,
): void {
  const dismiss = useEffectEvent(close)
  useEffect(() => {
    if (!open) return
    const self = {}
    opened.push(self)
    const outside = (event: Event) => {
      const target = event.target
      if (target instanceof Node && !box.current?.contains(target)) dismiss(false)
    }
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || opened.at(-1) !== self) return
      event.preventDefault()
      event.stopPropagation()
      dismiss(true)
    }
    document.addEventListener('pointerdown', outside, true)
    document.addEventListener('focusin', outside, true)
    document.addEventListener('keydown', pressed, true)
    return () => {
      opened.splice(opened.indexOf(self), 1)
      document.removeEventListener('pointerdown', outside, true)
      document.removeEventListener('focusin', outside, true)
      document.removeEventListener('keydown', pressed, true)
    }
  }, [open, box])
}
