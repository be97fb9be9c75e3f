import { useOpened } from '../../store/hooks.ts'
import { useSeriesChoices } from '../../store/series.ts'
import { showProfile } from '../../store/showing.ts'
import { Choice } from '../../ui/controls/Choice.tsx'

/** Which of several series is looked at; nothing where there is but one. */
export function SeriesChooser() {
  const shown = useOpened()
  const choices = useSeriesChoices()
  if (choices.length === 0 || !shown) return null
  return (
    <div className="series-chooser">
      Several programs, or kinds of profile, are open.
      <Choice
        label="Series"
        className="button"
        value={`${shown.key}`}
        options={choices.map(({ key, text }) => ({ value: `${key}`, label: text }))}
        onChange={(key) => showProfile(Number(key))}
      />
    </div>
  )
}
