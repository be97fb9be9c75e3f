import { useId } from 'react'
import type { Option } from './option.ts'
import './segmented.css'

interface SegmentedProps<Value extends string> {
  /** What is chosen; read, not seen. */
  readonly label: string
  readonly value: Value
  readonly options: readonly Option<Value>[]
  readonly onChange: (value: Value) => void
}

/** Either, or: a few choices side by side. Arrow keys choose, as among radio buttons. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, options, onChange } = props
  const name = useId()
  return (
    <div className="segmented" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className="segment" title={option.help}>
          <input
            type="radio"
            name={name}
            className="visually-hidden"
            checked={option.value === value}
            disabled={option.disabled}
            onChange={() => onChange(option.value)}
          />
          {option.label}
          {option.hint !== undefined && <span className="number"> {option.hint}</span>}
        </label>
      ))}
    </div>
  )
}
