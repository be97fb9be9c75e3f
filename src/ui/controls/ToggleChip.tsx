import type { ReactNode } from 'react'
import './chip.css'

interface ToggleChipProps {
  readonly on: boolean
  readonly help?: string | undefined
  readonly label?: string
  readonly tabIndex?: number
  readonly disabled?: boolean
  readonly onClick: () => void
  readonly children: ReactNode
}

/** Something that filters while it is on. */
export function ToggleChip({ on, help, label, children, ...rest }: ToggleChipProps) {
  return (
    <button
      type="button"
      className="toggle"
      aria-pressed={on}
      aria-label={label}
      title={help}
      {...rest}
    >
      {children}
    </button>
  )
}
