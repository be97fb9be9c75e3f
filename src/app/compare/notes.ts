import { timeText } from '../../engine/profile/time-text.ts'
import type { CompareMode } from '../../store/comparison.ts'
import type { CompareSummaryAnswer, Scaling } from '../../worker/protocol.ts'

/** What a reader of the figures has to know first, in a few words; "" for nothing. */
export function shortNote({ facts, type }: NotedSummary, scaling: Scaling): string {
  const { duration, elapsedNanos, rates } = facts
  const lengths = `A records ${duration.old}, B ${duration.new}`
  const words: string[] = []
  if (scaling === 'second') words.push(`per second: ${lengths}`)
  if (scaling === 'total') words.push('B is scaled to the total of A')
  if (scaling === 'recorded' && rates.advised.includes(type)) {
    words.push(`${lengths}: amounts differ by that alone`)
  }
  if (elapsedNanos !== null && elapsedNanos !== 0) {
    const time = timeText(Math.abs(elapsedNanos) / 1e9)
    words.push(elapsedNanos > 0 ? `${time} apart` : `B was taken ${time} before A`)
  }
  return words.join(' · ')
}

type NotedSummary = Pick<CompareSummaryAnswer, 'type' | 'facts'>

/** All that is to be known of the figures, in sentences. */
export function longNote(summary: CompareSummaryAnswer, mode: CompareMode): string {
  const { notes, hundred, hundredText, total } = summary
  const whole =
    mode === 'side'
      ? `100% is the total of each side: ${total.oldText} in A, ${total.newText} in B. ` +
        `“Of change”, it is all changes added up: ${hundred}.`
      : hundredText
  return [whole, ...notes].join(' ')
}
