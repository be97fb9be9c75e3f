import type { ReactNode } from 'react'

interface CheckProps {
  /** Words beside the box. */
  readonly children: ReactNode
  readonly help?: string | undefined
  readonly checked: boolean
  readonly disabled?: boolean
  /** Id of the words that explain it, where they are on screen. */
  readonly describedBy?: string
  readonly onChange: (checked: boolean) => void
}

/** On or off. */
export function Check({ children, help, checked, disabled, describedBy, onChange }: CheckProps) {
  return (
    <label className="check" title={help}>
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.target.checked)}
      />
      {children}
    </label>
  )
}
