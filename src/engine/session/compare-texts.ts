import { percentage } from '../profile/units.ts'
import type { Measure } from '../report/measure.ts'
import type { Change, FrameChange } from './compare-answers.ts'
import { growth } from './compare-order.ts'
import { stateOf } from './compare-totals.ts'

/** How a change is printed; `changed` is what shares are of. */
export interface ChangeWriter {
  readonly measure: Measure
  readonly changed: number
}

export function changeOf(measure: Measure, old: number, now: number): Change {
  const delta = now - old
  return {
    old,
    new: now,
    delta,
    oldText: measure.formatNonZero(old),
    newText: measure.formatNonZero(now),
    deltaText: signedText(delta, (value) => measure.formatNonZero(value)),
    deltaPercent: old === 0 || now === 0 ? '' : growthText(old, delta),
    state: stateOf(old, now),
  }
}

export function frameChangeOf(
  { measure, changed }: ChangeWriter,
  old: number,
  now: number,
): FrameChange {
  const change = changeOf(measure, old, now)
  const { delta } = change
  const share = changed === 0 ? 0 : delta / changed
  return {
    ...change,
    percent: signedText(delta, (value) => measure.percent(value).trim()),
    share,
    shareText: changed === 0 ? '' : signedText(share, (value) => percentage(value, 1).trim()),
  }
}

/** How much the old value grew: "+212.37%"; "0%" where it did not. */
export function growthText(old: number, delta: number): string {
  return signedText(growth(old, delta), (value) => percentage(value, 1).trim())
}

/** A value behind its sign; what is nothing has none. */
export function signedText(value: number, print: (absolute: number) => string): string {
  if (value === 0) return print(0)
  return (value > 0 ? '+' : '−') + print(Math.abs(value))
}
