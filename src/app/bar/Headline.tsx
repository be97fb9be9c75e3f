import { useHeader, useSession, useView } from '../../store/hooks.ts'
import { Tip } from '../../ui/Tip.tsx'
import type { HeaderAnswer } from '../../worker/protocol.ts'

/** How much in how long: 3.62s in 8.1s (44.7%). */
export function Headline() {
  const { answer } = useHeader()
  const relative = useView((view) => view.options.relative_percentages)
  // For a comparison both are shown beside each other, on a line of their own.
  const isComparing = useSession((session) => session.comparison !== null)
  if (!answer || isComparing) return <span className="headline" />
  if (answer.signed) return <Difference {...answer} />
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

/** A saved difference, or a delta of a heap: what grew less what shrank. */
function Difference({ shownText, totalText, type }: HeaderAnswer) {
  const text = shownText.startsWith('-') ? `−${shownText.slice(1)}` : `+${shownText}`
  return (
    <span className="headline number">
      <Tip
        text={`Some values of ${type} are negative: this is a difference. What is shown of it adds up to ${text}; percentages are of ${totalText}, which is 100 % in pprof too.`}
      >
        difference of <strong>{text}</strong>
      </Tip>
    </span>
  )
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
