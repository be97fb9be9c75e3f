/**
 * Chances adjusted for the number of tests (Benjamini–Hochberg): naming all with an
 * adjusted chance up to q is wrong about a share q of them on average.
 * @param chances of those that could be named
 * @param tests how many were looked at in all, at least as many
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
