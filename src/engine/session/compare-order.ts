import { compareText } from '../profile/format.ts'
import type { FrameNames } from '../select/frame-names.ts'
import type { CompareColumn, CompareMetric } from './compare-answers.ts'
import type { ChangeColumns, ComparedTotals } from './compare-totals.ts'

/**
 * Sorts the frames by a column of one metric: the largest first, or names from A to Z. Ties are
 * sorted by the size of the change, then by that of the other metric, then by name.
 */
export function compareOrder(
  totals: ComparedTotals,
  names: FrameNames,
  { metric, column }: { metric: CompareMetric; column: CompareColumn },
): Int32Array {
  const columns = totals[metric]
  const first = weightOf(columns, column)
  const { delta } = columns
  const other = totals[metric === 'flat' ? 'cum' : 'flat'].delta
  const bySize = (of: Float64Array, a: number, b: number): number =>
    Math.abs(of[b]!) - Math.abs(of[a]!)
  return totals.nodes
    .slice()
    .sort(
      (a, b) =>
        descending(first(a), first(b)) ||
        (column === 'name' ? 0 : bySize(delta, a, b) || bySize(other, a, b)) ||
        compareText(names.of(a), names.of(b)) ||
        compareText(names.attributes(a), names.attributes(b)) ||
        a - b,
    )
}

/** Infinities have no difference, and are compared. */
function descending(a: number, b: number): number {
  if (a === b) return 0
  return a < b ? 1 : -1
}

function weightOf(columns: ChangeColumns, column: CompareColumn): (key: number) => number {
  const { old, new: now, delta } = columns
  switch (column) {
    case 'change':
      return (key) => Math.abs(delta[key]!)
    case 'delta':
      return (key) => delta[key]!
    case 'percent':
      return (key) => growth(old[key]!, delta[key]!)
    case 'old':
      return (key) => old[key]!
    case 'new':
      return (key) => now[key]!
    case 'name':
      return () => 0
  }
}

/** The change as a share of the old value: infinite for what is new, 0 if unchanged. */
export function growth(old: number, delta: number): number {
  return delta === 0 ? 0 : delta / Math.abs(old)
}
