import { timeText } from '../profile/time-text.ts'
import type { CompareFacts } from './facts.ts'
import type { SideName } from './sides.ts'

/** What a reader should know of a comparison, a sentence each. */
export function compareNotes(facts: CompareFacts): string[] {
  const { leftOut, converted, duration, period, elapsedNanos } = facts
  const notes: string[] = []
  for (const side of ['old', 'new'] as const) {
    const types = leftOut.filter((left) => left.side === side).map(({ type }) => type)
    if (types.length > 0) {
      notes.push(`Only the ${side} profile counts ${types.join(', ')}, which is left out.`)
    }
  }
  for (const { side, type, from, to } of converted) {
    notes.push(`${type} of the ${side} profile is converted from ${from} to ${to}.`)
  }
  if (differ(duration)) {
    notes.push(`The old profile records ${duration.old}, the new one ${duration.new}.`)
  }
  if (differ(period)) {
    notes.push(
      `The old profile takes a sample every ${period.old}, the new one every ${period.new}.`,
    )
  }
  if (elapsedNanos !== null && elapsedNanos !== 0) notes.push(order(elapsedNanos))
  return notes
}

function differ({ old, new: now }: Readonly<Record<SideName, string>>): boolean {
  return old !== now && old !== '' && now !== ''
}

function order(nanos: number): string {
  const time = timeText(Math.abs(nanos) / 1e9)
  return nanos > 0
    ? `The new profile was taken ${time} after the old one.`
    : `The old profile was taken ${time} after the new one: they may be the wrong way round.`
}
