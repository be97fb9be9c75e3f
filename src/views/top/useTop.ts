import { useMemo, useState } from 'react'
import type { Options } from '../../engine/select/options.ts'
import { useAnswer } from '../../store/answers.ts'
import { engine } from '../../store/engine.ts'
import { useField } from '../../store/fields.ts'
import { useOptions, useProfileId, useSearch, useView } from '../../store/hooks.ts'
import { usePreference } from '../../store/preferences.ts'
import { topColumnOf } from '../../store/view.ts'
import type { AskError } from '../../worker/client.ts'
import type { Search, TopAnswer, TopGrouping, TopQuery, TopRow } from '../../worker/protocol.ts'
import { FIRST_WINDOW, type RowWindow } from '../frame/rows.ts'
import { useMatches } from '../frame/useMatches.ts'
import { type Column, SHOWN_COLUMNS, shownColumns } from './columns.ts'
import { GROUPING } from './grouping.ts'

export interface Top {
  /** The last answer; it stays while the next one is under way. */
  readonly answer: TopAnswer | null
  readonly pending: boolean
  readonly error: AskError | null
  readonly search: Search
  readonly columns: readonly Column[]
  readonly by: TopGrouping
  setWindow(window: RowWindow): void
  /** Shows the frames of a group, or hides them again. */
  toggle(group: string): void
  /** What the table is about: a change of it makes other rows, or another order. */
  readonly subject: string
  /** A row that is not at hand. */
  fetchRow(index: number): Promise<TopRow | undefined>
  /** The first rows, whether they are at hand or not. */
  fetchFirst(count: number): Promise<readonly TopRow[]>
  /** Index of the next row that matches, from `start` on (itself not), or -1. */
  findMatch(start: number, step: 1 | -1): Promise<number>
}

/** Rows read at once while looking for a match. */
const STRIDE = 2000

/** The rows about those on screen, for the profile and the view. */
export function useTop(): Top {
  const [window, setWindow] = useState(FIRST_WINDOW)
  const [open, setOpen] = useState<readonly string[]>([])
  const [by] = useField(GROUPING)
  const [labels] = usePreference(SHOWN_COLUMNS)
  const columns = useMemo(() => shownColumns(labels), [labels])
  const profile = useProfileId()
  const options: Options = useOptions()
  const search = useSearch()
  const column = useView(topColumnOf)
  const reverse = useView((view) => view.reverse)
  const onlyMatches = useView((view) => view.onlyMatches && view.search !== '')
  const paths = labels.includes('paths')
  const table = useMemo(
    () =>
      profile === null
        ? null
        : ({
            type: 'top',
            ...{ profile, options, column, reverse, search, onlyMatches, by, paths },
          } as const),
    [profile, options, column, reverse, search, onlyMatches, by, paths],
  )
  const query: TopQuery | null = table && { ...table, open, ...window }
  const { answer, pending, error } = useAnswer(query, 'top')
  useMatches(answer, search.text)

  async function rows(from: number, to: number): Promise<TopAnswer | null> {
    // Without a slot: the rows on screen are not to be superseded by it.
    return table && engine().ask({ ...table, open, from, to })
  }

  return {
    answer,
    pending,
    error,
    search,
    columns,
    by,
    setWindow,
    toggle: (group) =>
      setOpen(open.includes(group) ? open.filter((other) => other !== group) : [...open, group]),
    subject: JSON.stringify(table),
    fetchRow: async (index) => (await rows(index, index + 1))?.rows[0],
    fetchFirst: async (count) => (await rows(0, count))?.rows ?? [],
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
