import type { ReactNode } from 'react'
import { Icon } from '../Icon.tsx'
import './chip.css'

interface ChipProps {
  readonly className?: string
  /** Of the button that removes it. */
  readonly label: string
  readonly title?: string
  readonly onRemove: () => void
  readonly children: ReactNode
}

/** Something that applies until its ✕ is clicked. */
export function Chip({ className = '', label, title = 'Remove', onRemove, children }: ChipProps) {
  return (
    <span className={`chip ${className}`}>
      {children}
      <button
        type="button"
        className="chip-close"
        aria-label={label}
        title={title}
        onClick={onRemove}
      >
        <Icon name="close" />
      </button>
    </span>
  )
}
