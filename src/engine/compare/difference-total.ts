import { type SampleValue, shownValue } from '../select/weights.ts'
import { addByRow, type Rows } from './rows.ts'

/** Columns of values by sample type, each as long as the side has samples. */
export type Values = readonly Float64Array[]

/**
 * What 100 % is in a difference, as `totalOf` would find it (select/weights.ts), but without making
 * the difference's samples: all that has changed, row by row, or with a marked base the base alone.
 * @param rows those of unmarked samples: marked, those of the two sides are apart
 */
export function differenceTotal(
  rows: Rows,
  { source, base }: { readonly source: Values; readonly base: Values },
  { column, mean }: SampleValue,
  diff: boolean,
): number {
  const divisorOf = (values: Values): number =>
    mean ? values[0]!.reduce((sum, value) => sum + value, 0) : 0
  const divisors = { source: divisorOf(source), base: -divisorOf(base) }
  const changes = new Float64Array(rows.count)
  addByRow(changes, rows.base, base[column]!, -1)
  if (diff) {
    const total = sizes(changes)
    if (total > 0) return shownValue(total, divisors.base)
  }
  addByRow(changes, rows.source, source[column]!, 1)
  return shownValue(sizes(changes), divisors.source + divisors.base)
}

function sizes(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += Math.abs(values[i]!)
  return sum
}
