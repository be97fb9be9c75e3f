import { resetFilters } from '../../store/actions.ts'
import { filtersSet } from '../../store/filters.ts'
import { useHeader, useOptions } from '../../store/hooks.ts'
import { useWhyNothing } from './why-nothing.ts'

/** Why there is no picture of the profile, and what to do. */
export function NothingLeft() {
  const options = useOptions()
  const header = useHeader().answer
  const filters = filtersSet(options)
  const whyNothing = useWhyNothing('')
  if (whyNothing !== '' && header?.unmatched.length === 0) return <p>{whyNothing}</p>
  if (filters.length === 0) {
    return (
      <>
        <p>
          Nothing was recorded for <b>{header?.type || 'this sample type'}</b>: all its values are
          0.
        </p>
        <p>Choose another sample type above.</p>
      </>
    )
  }
  return (
    <>
      <p>The filters leave nothing of this profile:</p>
      <ul>
        {filters.map((name) => (
          <li key={name}>
            {name} <code>{options[name]}</code>
            {header?.unmatched.includes(name) && ' matches no sample'}
          </li>
        ))}
      </ul>
      <button type="button" className="button" onClick={resetFilters}>
        Remove all filters
      </button>
    </>
  )
}
