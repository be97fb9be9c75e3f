/**
 * P-values adjusted for the number of tests (Benjamini–Hochberg): of all findings with an adjusted
 * value up to q, a share of q is false on average.
 * @param chances p-values of the candidates
 * @param tests the number of tests in all, at least as many
 */
export function adjusted(chances: readonly number[], tests: number): number[] {
  const order = chances.map((_, i) => i).sort((a, b) => chances[b]! - chances[a]!)
  const result = new Array<number>(chances.length).fill(1)
  let least = 1
  for (const [k, i] of order.entries()) {
    const rank = chances.length - k
    least = Math.min(least, (chances[i]! * Math.max(tests, chances.length)) / rank)
    result[i] = least
  }
  return result
}
