import { useAnswer } from '../../store/answers.ts'
import { useOptions, useProfileId } from '../../store/hooks.ts'
import { setField } from '../../store/use-field.ts'
import { DIRECTION } from './settings.ts'

/** Functions that are offered. */
const OFFERED = 5

const NO_SEARCH = { text: '', regexp: false, matchCase: false } as const

/** What stands in place of a sandwich of nothing: the functions that take the most themselves. */
export function NoFrame({ onSandwich }: { readonly onSandwich: (name: string) => void }) {
  const profile = useProfileId()
  const options = useOptions()
  const { answer } = useAnswer(
    profile === null
      ? null
      : {
          ...{ type: 'top', profile, options, column: 'flat', reverse: false },
          ...{ search: NO_SEARCH, onlyMatches: false, from: 0, to: OFFERED },
        },
    'sandwich',
  )
  return (
    <div className="flame-empty">
      <p>A sandwich shows all that calls a function, and all that it calls.</p>
      <p>Select one in any view, or take one of those with the largest flat value:</p>
      <ul className="flame-offers" aria-label="Functions with the largest flat value">
        {answer?.rows.map(({ frame, flatText, flatPercent }) => (
          <li key={frame.key}>
            <button type="button" className="button mono" onClick={() => onSandwich(frame.name)}>
              {frame.name}
              <span className="number muted">
                {flatText} {flatPercent}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button quiet" onClick={() => setField(DIRECTION, 'down')}>
        Show the flame graph
      </button>
    </div>
  )
}
