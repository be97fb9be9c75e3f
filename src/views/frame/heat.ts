/** Length of a heat bar for a percentage as printed. */
export function heatWidth(percent: string): string {
  const share = Math.abs(Number.parseFloat(percent))
  return Number.isNaN(share) ? '0' : `${Math.min(100, share)}%`
}

/** Classes of the cell of a heat bar: what is negative is a decrease. */
export function heatClass(kind: 'flat' | 'cum', value: number): string {
  return value < 0 ? `heat ${kind} shrank` : `heat ${kind}`
}
