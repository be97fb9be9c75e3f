import { useEffect, useId, useState } from 'react'
import './number-field.css'

/** How long a person may pause while typing before the number counts, in milliseconds. */
const PAUSE = 500

interface NumberFieldProps {
  readonly label: string
  readonly unit?: string
  /** What it does, and pprof's name for it. */
  readonly help: string
  readonly value: number
  readonly step: number
  readonly max: number
  readonly disabled: boolean
  onChange(value: number): void
}

/** A number that takes effect while it is typed; what is no number takes none. */
export function NumberField({ label, unit, help, value, onChange, ...rest }: NumberFieldProps) {
  const id = useId()
  const [typed, setTyped] = useState<{ readonly text: string; readonly over: number } | null>(null)
  // A value that comes from elsewhere (Back, a link) takes the place of what was typed.
  const text = typed && typed.over === value ? typed.text : String(value)
  const number = text.trim() === '' ? Number.NaN : Number(text)
  const wrong = !(number >= 0 && number <= rest.max)

  useEffect(() => {
    if (wrong || number === value) return
    const timer = setTimeout(() => onChange(number), PAUSE)
    return () => clearTimeout(timer)
  })

  return (
    <label className="number-field" htmlFor={id} title={help}>
      {label}
      <input
        id={id}
        className="field number"
        type="number"
        min={0}
        value={text}
        aria-invalid={wrong}
        onChange={(event) => setTyped({ text: event.target.value, over: value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !wrong && number !== value) onChange(number)
          if (event.key === 'Escape') setTyped(null)
        }}
        {...rest}
      />
      {unit}
    </label>
  )
}
