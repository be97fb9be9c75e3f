import type { TracesAnswer } from '../../engine/session/traces.ts'
import { showOnlyMatches } from '../../store/actions.ts'
import { useField } from '../../store/fields.ts'
import { useView } from '../../store/hooks.ts'
import { FOLD_STACKS, TRACE_ORDER } from './state.ts'

/** How many samples there are, and how they are shown. */
export function TracesHead({ answer }: { readonly answer: TracesAnswer | null }) {
  const [order, setOrder] = useField(TRACE_ORDER)
  const [folded, setFolded] = useField(FOLD_STACKS)
  const searching = useView((view) => view.search !== '')
  const onlyMatches = useView((view) => view.onlyMatches)
  return (
    <div className="traces-head">
      <span className="number traces-count">{answer && said(answer)}</span>
      {searching && (
        <label className="check">
          <input
            type="checkbox"
            checked={onlyMatches}
            onChange={(event) => showOnlyMatches(event.target.checked)}
          />
          only matches
        </label>
      )}
      <label className="check">
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
    </div>
  )
}

function said({ shown, samples }: TracesAnswer): string {
  const all = `${samples.toLocaleString('en')} ${samples === 1 ? 'sample' : 'samples'}`
  return shown === samples ? all : `${shown.toLocaleString('en')} of ${all}`
}
