/** Between two tools, what stands before the first and after the last, in pixels: tool-row.css. */
const GAP = 8
const SIDES = 24
/** The button of those that have no room. */
const MORE = 28
/** As narrow as the words at the row's beginning may become. */
const LEAST_SAID = 120

/**
 * How many tools of a row have room in it, from the first one on.
 * @param widths of the tools, in pixels; undefined for one that was not measured yet: then all, to be
 * measured
 * @param room width of the row; 0 where nothing is laid out: then all
 * @param said width of the words at its beginning
 */
export function fittingTools(
  widths: readonly (number | undefined)[],
  room: number,
  said: number,
): number {
  if (room === 0 || widths.includes(undefined)) return widths.length
  const words = said > 0 ? Math.min(said, LEAST_SAID) + GAP : 0
  let left = room - SIDES - words + GAP
  let count = 0
  let withMore = 0
  for (const width of widths as readonly number[]) {
    left -= width + GAP
    if (left < 0) break
    count++
    if (left >= MORE + GAP) withMore = count
  }
  return count === widths.length ? count : withMore
}
