import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import './tabs.css'

interface TabsProps {
  readonly label: string
  readonly row?: RefObject<HTMLElement | null>
  readonly children: ReactNode
}

/** Places to go to, one of which is on screen. Arrow keys, Home and End walk between them. */
export function Tabs({ label, row, children }: TabsProps) {
  return (
    <nav className="tabs" aria-label={label} ref={row} onKeyDown={walk}>
      {children}
    </nav>
  )
}

interface TabProps {
  readonly label: string
  readonly title: string
  readonly current: boolean
  readonly onClick: () => void
}

export function Tab({ label, title, current, onClick }: TabProps) {
  return (
    <button
      type="button"
      className="tab"
      aria-current={current ? 'page' : undefined}
      data-label={label}
      title={title}
      onClick={onClick}
    >
      {label}
    </button>
  )
}

function walk(event: KeyboardEvent<HTMLElement>): void {
  const now = event.target
  if (!(now instanceof HTMLElement) || !now.classList.contains('tab')) return
  const tabs = [...event.currentTarget.querySelectorAll<HTMLElement>('.tab')]
  const at = tabs.indexOf(now)
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: at - 1,
    ArrowRight: (at + 1) % tabs.length,
    Home: 0,
    End: -1,
  }
  const to = steps[event.key]
  if (to === undefined) return
  event.preventDefault()
  event.stopPropagation()
  tabs.at(to)?.focus()
}
