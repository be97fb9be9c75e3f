import { Caret } from '../Caret.tsx'
import { Menu } from '../Menu.tsx'
import type { Option } from './option.ts'

interface ChoiceProps<Value extends string> {
  /** What is chosen. */
  readonly label: string
  /** Shows the value alone: what it is of stands beside it. */
  readonly bare?: boolean
  readonly title?: string
  readonly value: Value
  readonly options: readonly Option<Value>[]
  readonly onChange: (value: Value) => void
  readonly disabled?: boolean
  readonly align?: 'start' | 'end'
  /** `button quiet` in a row of controls, `button` in a form. */
  readonly className?: string
}

/** One of several, in a menu: the button says what is chosen. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, bare = false, value, options, onChange, ...rest } = props
  const chosen = options.find((option) => option.value === value)?.label ?? value
  return (
    <Menu
      {...rest}
      label={`${label}: ${chosen}`}
      button={
        <>
          <span className="choice-value">{bare ? chosen : `${label}: ${chosen}`}</span>
          <Caret />
        </>
      }
      items={options.map((option) => ({
        key: option.value,
        label: option.label,
        ...(option.help !== undefined && { detail: option.help }),
        hint: option.hint,
        checked: option.value === value,
        disabled: option.disabled ?? false,
        run: () => onChange(option.value),
      }))}
    />
  )
}
