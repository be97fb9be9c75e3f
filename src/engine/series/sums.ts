/** The sum of some rows of a column. */
export function sum(column: ArrayLike<number>, rows: readonly number[]): number {
  let total = 0
  for (const row of rows) total += column[row]!
  return total
}

/** The sum of all values. */
export function total(values: ArrayLike<number>): number {
  let all = 0
  for (let i = 0; i < values.length; i++) all += values[i]!
  return all
}
