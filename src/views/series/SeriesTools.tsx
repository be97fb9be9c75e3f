import type { ReactNode } from 'react'
import { useField } from '../../store/fields.ts'
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
  const [shownAs, setShownAs] = useField(SHOWN_AS)
  return (
    <div className="series-tools">
      <fieldset aria-label="What grows, as">
        {SHAPES.map(({ value, label, help }) => (
          <button
            key={value}
            type="button"
            className="series-choice"
            aria-pressed={value === shownAs}
            title={help}
            onClick={() => setShownAs(value)}
          >
            {label}
          </button>
        ))}
      </fieldset>
      {children}
    </div>
  )
}
