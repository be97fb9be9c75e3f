import type { ReactNode } from 'react'
import type { ViewField } from '../../store/fields.ts'
import { useField } from '../../store/use-field.ts'
import { SHOWN_AS } from './state.ts'

const SHAPES = [
  { value: 'table', label: 'Table', help: 'Stacks or functions, whatever grew most first' },
  {
    value: 'flame',
    label: 'Flame graph',
    help: 'All snapshots as one flame graph, coloured by growth',
  },
] as const

/** How what grows is shown, and what there is to choose about that. */
export function SeriesTools({ children }: { readonly children: ReactNode }) {
  return (
    <div className="series-tools">
      <Choice label="What grows, as" field={SHOWN_AS} choices={SHAPES} />
      {children}
    </div>
  )
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly field: ViewField<Value>
  readonly choices: readonly {
    readonly value: Value
    readonly label: string
    readonly help: string
  }[]
}

/** Buttons of which one is pressed. */
export function Choice<Value extends string>({ label, field, choices }: ChoiceProps<Value>) {
  const [chosen, choose] = useField(field)
  return (
    <fieldset aria-label={label}>
      {choices.map((choice) => (
        <button
          key={choice.value}
          type="button"
          className="toggle"
          aria-pressed={choice.value === chosen}
          title={choice.help}
          onClick={() => choose(choice.value)}
        >
          {choice.label}
        </button>
      ))}
    </fieldset>
  )
}
