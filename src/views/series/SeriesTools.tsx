import type { ViewField } from '../../store/fields.ts'
import { useField } from '../../store/use-field.ts'
import type { Option } from '../../ui/controls/option.ts'
import { Segmented } from '../../ui/controls/Segmented.tsx'
import { type Tool, ToolRow } from '../../ui/controls/ToolRow.tsx'
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
export function SeriesTools({ tools }: { readonly tools: readonly Tool[] }) {
  const shape = {
    key: 'shape',
    control: <FieldChoice label="What grows, as" field={SHOWN_AS} options={SHAPES} />,
  }
  return <ToolRow label="What grows" tools={[shape, ...tools]} />
}

interface FieldChoiceProps<Value extends string> {
  readonly label: string
  readonly field: ViewField<Value>
  readonly options: readonly Option<Value>[]
}

/** Either, or; the link says which. */
export function FieldChoice<Value extends string>(props: FieldChoiceProps<Value>) {
  const { label, field, options } = props
  const [chosen, choose] = useField(field)
  return <Segmented label={label} value={chosen} options={options} onChange={choose} />
}
