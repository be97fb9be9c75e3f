import { useHeader, useSession, useView } from '../../store/hooks.ts'
import { Tip } from '../../ui/Tip.tsx'
import type { HeaderAnswer, SavedChanges } from '../../worker/protocol.ts'

/** How much in how long: 3.62s in 8.1s (44.7%). */
export function Headline() {
  const { answer } = useHeader()
  const relative = useView((view) => view.options.relative_percentages)
  // For a comparison both are shown beside each other, on a line of their own.
  const isComparing = useSession((session) => session.comparison !== null)
  if (!answer || isComparing) return <span className="headline" />
  if (answer.changes) return <SavedDifference answer={answer} changes={answer.changes} />
  return (
    <span className="headline number">
      <Tip text={totalTip(answer, relative)}>
        <strong>{answer.totalText}</strong>
      </Tip>
      {answer.duration !== '' && (
        <Tip text={durationTip(answer)}>
          {' in '}
          {answer.duration}
        </Tip>
      )}
      {answer.ratio !== '' && <Tip text={ratioTip(answer)}>({answer.ratio})</Tip>}
    </span>
  )
}

interface SavedDifferenceProps {
  readonly answer: HeaderAnswer
  readonly changes: SavedChanges
}

/** What a profile of changes is: a sum of them is no total. */
function SavedDifference({ answer, changes }: SavedDifferenceProps) {
  const { isMarked, grewText, shrankText } = changes
  return (
    <span className="headline number">
      <Tip text={differenceTip(answer, changes)}>
        {isMarked ? 'A saved difference: ' : 'A difference: '}
        <strong>{grewText}</strong> grew, <strong>{shrankText}</strong> shrank
      </Tip>
    </span>
  )
}

function differenceTip(
  { type, shownText, totalText, duration }: HeaderAnswer,
  { isMarked }: SavedChanges,
): string {
  const of = isMarked ? 'the base it was compared with' : 'all changes, whatever their sign'
  const recorded = duration === '' ? '' : ` Recorded for ${duration}.`
  return `Values of ${type} are changes: together ${shownText}. Percentages are relative to ${totalText}, ${of}.${recorded}`
}

function totalTip({ type, totalText }: HeaderAnswer, relative: boolean): string {
  return relative
    ? `${totalText} of ${type} pass the filters. Percentages are relative to that, because “relative percentages” is on.`
    : `${totalText} of ${type}, the sum of all samples. Percentages are relative to it.`
}

function durationTip({ duration, time }: HeaderAnswer): string {
  const since = time === '' ? '' : `, from ${time}`
  return `The profile was recorded for ${duration}${since}.`
}

function ratioTip({ ratio, type, totalText, duration }: HeaderAnswer): string {
  return `${totalText} of ${type} in ${duration} is ${ratio} of the time. More than 100% means that several threads or goroutines added up.`
}
