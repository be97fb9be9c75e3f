/** Length of a heat bar for a percentage as printed. */
export function heatWidth(percent: string): string {
  const share = Math.abs(Number.parseFloat(percent))
  return Number.isNaN(share) ? '0' : `${Math.min(100, share)}%`
}
