import { useOpened } from '../../store/hooks.ts'
import { useSeriesChoices } from '../../store/series.ts'
import { showProfile } from '../../store/showing.ts'

/** Which of several series is looked at; nothing where there is but one. */
export function SeriesChooser() {
  const shown = useOpened()
  const choices = useSeriesChoices()
  if (choices.length === 0 || !shown) return null
  return (
    <p className="series-chooser">
      <label>
        Several programs, or kinds of profile, are open. Series of{' '}
        <select
          className="field"
          value={shown.key}
          onChange={(event) => showProfile(Number(event.target.value))}
        >
          {choices.map(({ key, text }) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      </label>
    </p>
  )
}
