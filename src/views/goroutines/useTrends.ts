import { useMemo } from 'react'
import type { GoroutineGroupRow } from '../../engine/questions/goroutines/goroutines.ts'
import { useAnswer } from '../../store/answers.ts'
import { useProfileId } from '../../store/hooks.ts'
import { useOpenSeries } from '../../store/series.ts'
import type { SeriesTrendQuery } from '../../worker/protocol.ts'

/**
 * How many goroutines the stacks had in each of the dumps that are open, by stack.
 * @returns null where the one on screen is the only one
 */
export function useTrends(
  rows: readonly GoroutineGroupRow[],
): ReadonlyMap<number, readonly number[]> | null {
  const series = useOpenSeries()
  const profile = useProfileId()
  // The sides of a comparison are profiles of their own.
  const alone =
    series === null || series.members.length < 2 || series.members[series.shown]?.id !== profile
  const query: SeriesTrendQuery | null =
    alone || rows.length === 0
      ? null
      : {
          type: 'series-trend',
          ...series.of,
          member: series.shown,
          stacks: rows.map(({ stack }) => stack),
        }
  const { answer, query: asked } = useAnswer(query, 'goroutine-trends')
  // Stacks of another profile have the same numbers.
  const known =
    asked?.member === query?.member && asked?.profiles.join() === query?.profiles.join()
      ? asked
      : null
  const trends = useMemo(
    () => new Map(known?.stacks.map((stack, i) => [stack, answer?.values[i] ?? []])),
    [answer, known],
  )
  return alone ? null : trends
}
