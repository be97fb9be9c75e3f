import { divided, scale } from '../profile/units.ts'
import type { Options } from '../select/options.ts'

/**
 * The unit of reports that write whole numbers instead of text: what the user asks for or, for
 * "minimum", the one that suits the smallest value.
 * (Rule: github.com/google/pprof, internal/report selectOutputUnit.)
 * @param of the unit that the profile counts in, and what 100 % is
 * @param values one per node, its flat value or, where that is 0, its cum value
 * @param fine keep the unit of the smallest value even where the total is far larger; otherwise
 *   that of 100 times it is taken then
 */
export function outputUnit(
  { unit, total }: { readonly unit: string; readonly total: number },
  options: Pick<Options, 'unit' | 'divide_by'>,
  values: Iterable<number>,
  fine: boolean,
): string {
  if (options.unit !== 'minimum') return options.unit
  let smallest = Number.POSITIVE_INFINITY
  let nodes = 0
  for (const value of values) {
    nodes++
    if (value !== 0) smallest = Math.min(smallest, Math.abs(value))
  }
  if (nodes === 0) return options.unit
  const { divide_by } = options
  const low = divided(Number.isFinite(smallest) ? smallest : total, divide_by)
  const high = divided(total, divide_by)
  const unitOf = (value: number): string => scale(value, unit, 'minimum').unit
  const coarse = !fine && unitOf(low) !== unitOf(high) && low * 100 < high
  return unitOf(coarse ? low * 100 : low) || unit
}

/** A value in another unit, cut to a whole number. */
export function wholeValue(value: number, from: string, to: string): number {
  return Math.trunc(scale(value, from, to).value)
}
