import type { TracesAnswer } from '../../engine/questions/traces/traces.ts'
import { useField } from '../../store/use-field.ts'
import { countText } from '../../ui/words.ts'
import { ListHead } from '../frame/list/ListHead.tsx'
import { FOLD_STACKS, TRACE_ORDER } from './state.ts'

/** How many samples there are, and how they are shown. */
export function TracesHead({ answer }: { readonly answer: TracesAnswer | null }) {
  const [order, setOrder] = useField(TRACE_ORDER)
  const [folded, setFolded] = useField(FOLD_STACKS)
  return (
    <ListHead said={<span className="number muted">{answer && said(answer)}</span>}>
      <label className="check list-end">
        <input
          type="checkbox"
          checked={folded}
          onChange={(event) => setFolded(event.target.checked)}
        />
        fold deep stacks
      </label>
      <label className="traces-order">
        Order
        <select
          className="field"
          value={order}
          onChange={(event) => setOrder(event.target.value === 'value' ? 'value' : 'file')}
        >
          <option value="file">as in the file</option>
          <option value="value">heaviest first</option>
        </select>
      </label>
    </ListHead>
  )
}

function said({ shown, samples }: TracesAnswer): string {
  const all = countText(samples, 'sample')
  return shown === samples ? all : `${shown.toLocaleString('en')} of ${all}`
}
