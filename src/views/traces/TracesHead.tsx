import type { TracesAnswer } from '../../engine/questions/traces/traces.ts'
import { useField } from '../../store/use-field.ts'
import { Check } from '../../ui/controls/Check.tsx'
import { Segmented } from '../../ui/controls/Segmented.tsx'
import { countText } from '../../ui/words.ts'
import { ListHead } from '../frame/list/ListHead.tsx'
import { FOLD_STACKS, TRACE_ORDER } from './state.ts'

const ORDERS = [
  { value: 'file', label: 'as in the file' },
  { value: 'value', label: 'heaviest first' },
] as const

/** How many samples there are, and how they are shown. */
export function TracesHead({ answer }: { readonly answer: TracesAnswer | null }) {
  const [order, setOrder] = useField(TRACE_ORDER)
  const [folded, setFolded] = useField(FOLD_STACKS)
  return (
    <ListHead
      label="Traces"
      said={<span className="number muted">{answer && said(answer)}</span>}
      tools={[
        {
          key: 'order',
          control: <Segmented label="Order" value={order} options={ORDERS} onChange={setOrder} />,
        },
        {
          key: 'fold',
          control: (
            <Check checked={folded} onChange={setFolded}>
              fold deep stacks
            </Check>
          ),
        },
      ]}
    />
  )
}

function said({ shown, samples }: TracesAnswer): string {
  const all = countText(samples, 'sample')
  return shown === samples ? all : `${shown.toLocaleString('en')} of ${all}`
}
