import { changeOption } from '../../store/actions.ts'
import type { CompareMode } from '../../store/comparison.ts'
import { useView } from '../../store/hooks.ts'
import { Tip } from '../../ui/Tip.tsx'
import type { CompareSummaryAnswer } from '../../worker/protocol.ts'
import { CompareSeries } from './CompareSeries.tsx'

interface CompareNotesProps {
  readonly summary: CompareSummaryAnswer
  readonly mode: CompareMode
}

/** What percentages are of, what was done to make the two comparable, what else could be done. */
export function CompareNotes({ summary, mode }: CompareNotesProps) {
  const normalize = useView((view) => view.options.normalize)
  const { facts, notes, hundred, hundredText, total } = summary
  const whole =
    mode === 'side'
      ? `100% is the total of each side: ${total.oldText} in A, ${total.newText} in B. ` +
        `“Of change”, it is all changes added up: ${hundred}.`
      : hundredText
  return (
    <div className="compare-notes number">
      <span>{whole}</span>
      {notes
        .filter((note) => note !== facts.normalize)
        .map((note) => (
          <span key={note}>{note}</span>
        ))}
      {facts.normalize !== '' && (
        <span>
          <Tip text={facts.normalize}>
            Recorded for {facts.duration.old} and {facts.duration.new}:{' '}
            {normalize ? 'B is scaled to the total of A.' : 'amounts differ by that alone.'}
          </Tip>{' '}
          {/* One button for both ways, so that it keeps the focus. */}
          <button
            type="button"
            className="button"
            onClick={() => changeOption('normalize', !normalize)}
          >
            {normalize ? 'Amounts as recorded' : 'Normalise'}
          </button>
        </span>
      )}
      <CompareSeries />
    </div>
  )
}
