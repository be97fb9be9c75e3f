import { ENOUGH, isProven, isWaitingOn } from './decision.ts'
import type { FindingKind, Sureness } from './finding.ts'
import type { Judgement, Measured } from './measured.ts'
import {
  chanceText,
  courseOf,
  isGoroutines,
  moreSnapshots,
  percent,
  rateOf,
  unitWord,
} from './wording.ts'

// The reasons for a finding, how sure it is, and what would make it surer.

/** The reasons for a finding, one sentence each. */
export function evidenceOf(measured: Measured, judgement: Judgement, kind: FindingKind): string[] {
  const { known, course, piece } = judgement
  const { format, totals, names } = measured
  const { judged, goroutines, minutes } = known
  const { values } = course
  const evidence = [`${unitWord(measured)}: ${courseOf(measured, values)}.`]
  if (values.length >= 3 && kind !== 'varies') {
    const by = measured.placed.timed ? 'the times of the snapshots' : 'steps as if equally long'
    evidence.push(`${rateOf(measured, judgement).interval} (Theil–Sen), by ${by}.`)
  }
  const grown = (totals.at(-1) ?? 0) - (totals[0] ?? 0)
  if (kind === 'leaks' || kind === 'grows') {
    if (grown > 0 && judged.growth <= grown) {
      evidence.push(`That is ${percent(judged.growth / grown)} of what the total grew by.`)
    } else if (grown > 0) evidence.push('The total grew by less: other things shrank.')
    else evidence.push('The total did not grow: other things shrank as much.')
  }
  const ids = goroutines?.ids
  if (ids && ids.cohort > 0) {
    evidence.push(
      ids.stayed === ids.cohort
        ? `All ${format(ids.cohort)} of the first snapshot are in every snapshot, by their ids.`
        : `Of ${format(ids.cohort)} in the first snapshot ${format(ids.stayed)} are in every snapshot, by their ids.`,
    )
    if (ids.waitedLast > 0) {
      const wait = `None of these has waited for less than ${ids.waitedLast} ${ids.waitedLast === 1 ? 'minute' : 'minutes'}`
      evidence.push(
        isWaitingOn(ids, minutes) ? `${wait}: they have done nothing meanwhile.` : `${wait}.`,
      )
    }
  }
  if (goroutines && goroutines.forever >= 0.9) {
    evidence.push(`Nothing can end a wait in “${goroutines.state}”.`)
  }
  if (goroutines && goroutines.creator !== '') {
    evidence.push(`Created by ${goroutines.creator}.`)
  }
  if (goroutines?.inferred) evidence.push('The state is inferred from the runtime’s frames.')
  if (course.sizes) {
    evidence.push(
      'It is one object, or a few at a time, replaced by ever larger copies, like a string or a slice that is appended to.',
    )
  }
  if (course.turnover && kind !== 'varies') {
    evidence.push(
      `Of what it allocated meanwhile, ${percent(1 - Math.min(1, judged.leaving))} is still in use.`,
    )
  }
  if (piece.snapshots[0]! > 0) {
    evidence.push(
      `Counted from ${names[piece.snapshots[0]!]} on: the program was restarted before it.`,
    )
  } else if (piece.snapshots.at(-1)! < names.length - 1 && piece.repeats === 0) {
    evidence.push(
      `Counted up to ${names[piece.snapshots.at(-1)!]}: the program was restarted after it.`,
    )
  }
  if (piece.repeats > 0) evidence.push(repeatText(piece.repeats))
  return evidence
}

/** The sentence about heaps that were left out because they repeat the one before. */
export function repeatText(repeats: number): string {
  const heaps = repeats === 1 ? 'One heap repeats' : `${repeats} heaps repeat`
  return `${heaps} the one before and ${repeats === 1 ? 'is' : 'are'} left out: there was no garbage collection in between. Take them with gc=1.`
}

/** What to measure next in order to be surer, as a sentence; "" if there is nothing. */
export function nextOf(measured: Measured, { known }: Judgement, kind: FindingKind): string {
  const { snapshots, goroutines, judged } = known
  if (kind === 'varies') return ''
  if (kind === 'filled') return 'One more snapshot after the next peak of load: it should stay.'
  if (kind === 'leaks') {
    if (isProven(known) || known.trendChance <= 0.001) return ''
    return `${moreSnapshots(measured, snapshots)} would make it surer.`
  }
  if (snapshots < ENOUGH) return `${moreSnapshots(measured, snapshots)} would settle it.`
  if (isGoroutines(measured) && !goroutines?.ids) {
    return 'Two dumps (goroutine?debug=2) some minutes apart tell by ids and waits whether any leaves.'
  }
  if (judged.end === 'slows') return 'Snapshots over twice the time: what fills will have stopped.'
  return `${moreSnapshots(measured, snapshots)} would settle it.`
}

/** How sure a finding is, with the reason in words. */
export function surenessOf({ known, tests }: Judgement, kind: FindingKind): Sureness {
  const chance = kind === 'leaks' ? known.trendChance : known.growthChance
  const over = `over ${tests === 1 ? 'one stack' : `${tests.toLocaleString('en')} stacks`}`
  if (kind === 'leaks' && isProven(known)) {
    return { level: 'proven', chance: 0, text: 'proven: nothing can wake them' }
  }
  if (kind === 'leaks' && known.snapshots < ENOUGH) {
    return { level: 'likely', chance: 1, text: 'likely: by ids and waits, not by their number' }
  }
  if (kind === 'leaks') {
    const level = chance <= 0.001 ? 'sure' : 'likely'
    return { level, chance, text: `${level}: ${chanceText(chance)} ${over}` }
  }
  if (kind === 'varies') {
    return { level: 'likely', chance: 1, text: 'likely: it moves by more than chance explains' }
  }
  const level = kind === 'filled' && chance <= 0.001 ? 'likely' : 'unsure'
  const what = kind === 'filled' ? 'that it has filled' : 'that it stays'
  const grown = `the growth is more than chance, ${chanceText(chance)} ${over}`
  return { level, chance, text: `${level} ${what}; ${grown}` }
}
