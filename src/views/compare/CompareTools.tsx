import { showOnlyMatches } from '../../store/actions.ts'
import { useField } from '../../store/fields.ts'
import { useView } from '../../store/hooks.ts'
import type { CompareFilter } from '../../worker/protocol.ts'
import { parseMinimum } from './minimum.ts'
import { FILTER, MINIMUM } from './settings.ts'
import type { CompareList } from './useCompareTop.ts'

interface CompareToolsProps {
  readonly list: CompareList
  /** Of the sample type, which a minimum without a unit is in. */
  readonly unit: string
}

const FILTERS: readonly { readonly name: CompareFilter; readonly help: string }[] = [
  { name: 'all', help: 'Every frame that either side has' },
  { name: 'grew', help: 'More than before, or new' },
  { name: 'shrank', help: 'Less than before, or gone' },
  { name: 'new', help: 'Only in B' },
  { name: 'gone', help: 'Only in A' },
]

/** Which frames are listed: by what has become of them, and by how much. */
export function CompareTools({ list: { answer, metric }, unit }: CompareToolsProps) {
  const [filter, setFilter] = useField(FILTER)
  const [minimum, setMinimum] = useField(MINIMUM)
  const searching = useView((view) => view.search !== '')
  const onlyMatches = useView((view) => view.onlyMatches)
  const isWrong = parseMinimum(minimum, unit) === null
  return (
    <div className="compare-tools">
      <fieldset className="compare-filters">
        <legend className="visually-hidden">Frames by what has become of their {metric}</legend>
        {FILTERS.map(({ name, help }) => (
          <label key={name} title={help}>
            <input
              type="radio"
              name="compare-filter"
              className="visually-hidden"
              checked={filter === name}
              onChange={() => setFilter(name)}
            />
            {name}
            {answer && <span className="number">{answer.counts[name].toLocaleString('en')}</span>}
          </label>
        ))}
      </fieldset>
      <label className="compare-minimum">
        changes of at least
        <input
          type="text"
          className="field number"
          size={8}
          placeholder="10% or 1MB"
          aria-invalid={isWrong}
          title={
            isWrong
              ? `No amount of ${unit}`
              : `In percent of the old value, or an amount of ${unit}`
          }
          value={minimum}
          onChange={(event) => setMinimum(event.target.value, 'replace')}
        />
      </label>
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
    </div>
  )
}
