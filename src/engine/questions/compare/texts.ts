import { percentage } from '../../profile/units.ts'
import type { Measure } from '../../report/measure.ts'
import type { Options } from '../../select/options.ts'
import type { Change, FrameChange } from '../../session/compare-answers.ts'
import { growth } from '../../session/compare-order.ts'
import { stateOf } from '../../session/compare-totals.ts'

/** How a change is printed; `hundred` is what shares are of, 0 for none. */
export interface ChangeWriter {
  readonly measure: Measure
  readonly hundred: number
}

/** Shares are of what 100 % is to the report; those of means say nothing. */
export function changeWriter(measure: Measure, { mean }: Pick<Options, 'mean'>): ChangeWriter {
  return { measure, hundred: mean ? 0 : measure.total }
}

/** A change from an old to a new value, in figures and formatted. */
export function changeOf(measure: Measure, old: number, now: number): Change {
  const delta = now - old
  return {
    old,
    new: now,
    delta,
    oldText: measure.formatShown(old),
    newText: measure.formatShown(now),
    deltaText: signedText(delta, (value) => measure.formatShown(value)),
    deltaPercent: old === 0 || now === 0 ? '' : growthText(old, delta),
    state: stateOf(old, now),
  }
}

/** The same with its share of the total; 0 and "" for means. */
export function frameChangeOf(
  { measure, hundred }: ChangeWriter,
  old: number,
  now: number,
): FrameChange {
  const change = changeOf(measure, old, now)
  const { delta } = change
  if (hundred === 0) return { ...change, share: 0, shareText: '' }
  return {
    ...change,
    share: delta / hundred,
    shareText: signedText(delta, (value) => measure.percent(value).trim()),
  }
}

/** How much the old value grew: "+212.37%"; "0%" where it did not. */
export function growthText(old: number, delta: number): string {
  return signedText(growth(old, delta), (value) => percentage(value, 1).trim())
}

/** A value with its sign; zero has none. */
export function signedText(value: number, print: (absolute: number) => string): string {
  if (value === 0) return print(0)
  return (value > 0 ? '+' : '−') + print(Math.abs(value))
}
