import type { Series } from '../../series/series.ts'
import type { SeriesTrendAnswer, SeriesTrendRequest } from './answers.ts'

/** How stacks of one of the profiles went over all of them. */
export function seriesTrends(
  series: Series,
  { member, stacks }: SeriesTrendRequest,
): SeriesTrendAnswer {
  const at = series.placed.order.indexOf(member)
  const rowOf = series.stacks.rowOf[at]
  return {
    values: stacks.map((stack) => {
      const row = rowOf?.[stack] ?? -1
      return row < 0 ? [] : series.stacks.values.map((column) => column[row]!)
    }),
  }
}
