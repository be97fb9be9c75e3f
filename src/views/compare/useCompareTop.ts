import { useMemo, useState } from 'react'
import { useAnswer } from '../../store/answers.ts'
import { engine } from '../../store/engine.ts'
import { useField } from '../../store/fields.ts'
import { useCompared, useSearch, useView } from '../../store/hooks.ts'
import type { AskError } from '../../worker/client.ts'
import type {
  CompareMetric,
  CompareTopAnswer,
  CompareTopRow,
  PairQueryOf,
  Search,
} from '../../worker/protocol.ts'
import { FIRST_WINDOW, type RowWindow } from '../frame/rows.ts'
import { useMatches } from '../frame/useMatches.ts'
import { NO_MINIMUM, parseMinimum } from './minimum.ts'
import { COLUMN, FILTER, METRIC, MINIMUM, REVERSED } from './settings.ts'

export interface CompareList {
  /** The last answer; it stays while the next one is under way. */
  readonly answer: CompareTopAnswer | null
  readonly pending: boolean
  readonly error: AskError | null
  readonly search: Search
  readonly metric: CompareMetric
  /** What the rows are of: a change of it makes other rows, or another order. */
  readonly subject: string
  setWindow(window: RowWindow): void
  /** A row that is not at hand. */
  fetchRow(index: number): Promise<CompareTopRow | undefined>
  /** Index of the next row that matches, from `start` on (itself not), or -1. */
  findMatch(start: number, step: 1 | -1): Promise<number>
}

/** Rows read at once while looking for a match. */
const STRIDE = 2000

/** The rows about those on screen, of what is compared. */
export function useCompareTop(unit: string): CompareList {
  const [window, setWindow] = useState(FIRST_WINDOW)
  const compared = useCompared()
  const search = useSearch()
  const [metric] = useField(METRIC)
  const [column] = useField(COLUMN)
  const [reverse] = useField(REVERSED)
  const [filter] = useField(FILTER)
  const [typed] = useField(MINIMUM)
  const onlyMatches = useView((view) => view.onlyMatches && view.search !== '')
  const minimum = parseMinimum(typed, unit) ?? NO_MINIMUM
  const { value, percent } = minimum
  const table = useMemo(
    () =>
      compared && {
        type: 'compare-top' as const,
        ...compared,
        ...{ metric, column, reverse, filter, search, onlyMatches },
        minimum: { value, percent },
      },
    [compared, metric, column, reverse, filter, search, onlyMatches, value, percent],
  )
  const query: PairQueryOf<'compare-top'> | null = table && { ...table, ...window }
  const { answer, pending, error } = useAnswer(query, 'compare-top')
  useMatches(answer, search.text)

  async function rows(from: number, to: number): Promise<CompareTopAnswer | null> {
    // Without a slot: the rows on screen are not to be superseded by it.
    return table && engine().ask({ ...table, from, to })
  }

  return {
    answer,
    pending,
    error,
    search,
    metric,
    subject: JSON.stringify(table),
    setWindow,
    fetchRow: async (index) => (await rows(index, index + 1))?.rows[0],
    async findMatch(start, step) {
      const count = answer?.count ?? 0
      for (let at = start + step; at >= 0 && at < count; at += step * STRIDE) {
        const [from, to] = step > 0 ? [at, at + STRIDE] : [Math.max(0, at - STRIDE + 1), at + 1]
        const found = await rows(from, to)
        const index = step > 0 ? 'findIndex' : 'findLastIndex'
        const match = found?.rows[index]((row) => row.match) ?? -1
        if (match >= 0) return from + match
      }
      return -1
    },
  }
}
