import type { Options } from '../../engine/select/options.ts'
import { filtersSet } from '../../store/filters.ts'

interface FlameEmptyProps {
  /** As the engine got them: filters that are switched off left out. */
  readonly options: Options
  /** Filters whose regexp matched nothing. */
  readonly unmatched: readonly string[]
  readonly type: string
  onReset(): void
}

/** Why there is no flame graph, and what to do. */
export function FlameEmpty({ options, unmatched, type, onReset }: FlameEmptyProps) {
  const filters = filtersSet(options)
  if (filters.length === 0) {
    return (
      <div className="flame-empty">
        <p>
          Nothing was recorded for <b>{type || 'this sample type'}</b>: all its values are 0.
        </p>
        <p>Choose another sample type above.</p>
      </div>
    )
  }
  return (
    <div className="flame-empty">
      <p>The filters leave nothing of this profile:</p>
      <ul>
        {filters.map((name) => (
          <li key={name}>
            {name} <code>{options[name]}</code>
            {unmatched.includes(name) && ' matches no sample'}
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={onReset}>
        Remove all filters
      </button>
    </div>
  )
}
