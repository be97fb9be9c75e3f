import { useMemo, useState } from 'react'
import { useAnswer } from '../../../store/answers.ts'
import { engine } from '../../../store/engine.ts'
import { useCompared, useSearch, useView } from '../../../store/hooks.ts'
import { useField } from '../../../store/use-field.ts'
import type {
  CompareFilter,
  CompareMetric,
  CompareTopRow,
  PairQueryOf,
} from '../../../worker/protocol.ts'
import type { FrameList } from '../../frame/list/frame-list.ts'
import { FIRST_WINDOW } from '../../frame/rows.ts'
import { useMatches } from '../../frame/useMatches.ts'
import { NO_MINIMUM, parseMinimum } from './minimum.ts'
import { COLUMN, FILTER, METRIC, MINIMUM, REVERSED } from './settings.ts'

export interface CompareTop {
  readonly list: FrameList<CompareTopRow>
  readonly metric: CompareMetric
  /** Rows that each filter would show; null until that is known. */
  readonly counts: Readonly<Record<CompareFilter, number>> | null
}

/** The rows about those on screen, of what is compared. */
export function useCompareTop(unit: string): CompareTop {
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
  return {
    list: {
      ...{ answer, pending, error, search, setWindow },
      subject: JSON.stringify(table),
      // Without a slot: the rows on screen are not to be superseded by it.
      fetch: async (wanted) => (table ? (await engine().ask({ ...table, ...wanted })).rows : []),
    },
    metric,
    counts: answer?.counts ?? null,
  }
}
