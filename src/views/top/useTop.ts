import { useMemo, useState } from 'react'
import { useAnswer } from '../../store/answers.ts'
import { engine } from '../../store/engine.ts'
import { useOptions, useProfileId, useSearch, useView } from '../../store/hooks.ts'
import { usePreference } from '../../store/preferences.ts'
import { useField } from '../../store/use-field.ts'
import { useIsNarrow } from '../../ui/narrow.ts'
import type { TopGrouping, TopQuery, TopRow } from '../../worker/protocol.ts'
import type { FrameList } from '../frame/list/frame-list.ts'
import { FIRST_WINDOW } from '../frame/rows.ts'
import { useMatches } from '../frame/useMatches.ts'
import { type Column, SHOWN_COLUMNS, shownColumns } from './columns.ts'
import { GROUPING } from './grouping.ts'
import { REVERSE, sortColumn } from './order.ts'

export interface Top {
  readonly list: FrameList<TopRow>
  readonly columns: readonly Column[]
  readonly by: TopGrouping
  /** Shows the frames of a group, or hides them again. */
  toggle(group: string): void
}

/** The rows about those on screen, for the profile and the view. */
export function useTop(): Top {
  const [window, setWindow] = useState(FIRST_WINDOW)
  const [open, setOpen] = useState<readonly string[]>([])
  const [by] = useField(GROUPING)
  const [labels] = usePreference(SHOWN_COLUMNS)
  const isNarrow = useIsNarrow()
  const columns = useMemo(() => shownColumns(labels, isNarrow), [labels, isNarrow])
  const profile = useProfileId()
  const options = useOptions()
  const search = useSearch()
  const column = useView(sortColumn)
  const [reverse] = useField(REVERSE)
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
  return {
    list: {
      ...{ answer, pending, error, search, setWindow },
      subject: JSON.stringify(table),
      // Without a slot: the rows on screen are not to be superseded by it.
      fetch: async (wanted) =>
        table ? (await engine().ask({ ...table, open, ...wanted })).rows : [],
    },
    columns,
    by,
    toggle: (group) =>
      setOpen(open.includes(group) ? open.filter((other) => other !== group) : [...open, group]),
  }
}
