/** How long, in two figures, for sentences: `8 s`, `1 min`, `2.5 h`, `680 days`. */
export function timeText(seconds: number): string {
  if (seconds < 100 && Math.abs(seconds - 60) > 5) return `${Number(seconds.toPrecision(2))} s`
  if (seconds < 6000) return `${Number((seconds / 60).toPrecision(2))} min`
  if (seconds < 172_800) return `${Number((seconds / 3600).toPrecision(2))} h`
  return `${Number((seconds / 86_400).toPrecision(2))} days`
}
