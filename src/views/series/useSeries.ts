import { useState } from 'react'
import { type Answered, useAnswer } from '../../store/answers.ts'
import { engine } from '../../store/engine.ts'
import { useSearch, useView } from '../../store/hooks.ts'
import { type OpenSeries, useOpenSeries } from '../../store/series.ts'
import { useField } from '../../store/use-field.ts'
import type { SeriesQuery } from '../../worker/protocol.ts'
import { FIRST_WINDOW, type RowWindow } from '../frame/rows.ts'
import { COLUMN, REVERSE, SHOWN_AS, TABLE } from './state.ts'

export interface Series extends Answered<SeriesQuery> {
  readonly open: OpenSeries | null
  readonly show: (window: RowWindow) => void
  /** Index of the next row that matches, from `start` on (itself not), and its frame's name. */
  readonly findMatch: (start: number, step: 1 | -1) => Promise<Match | null>
}

export interface Match {
  readonly index: number
  readonly name: string
}

/** Rows read at once while looking for a match. */
const STRIDE = 500

/** Slots of all that is asked about a series: each waits for the one before. */
export const SLOTS = ['series', 'series-flame', 'series-node', 'series-frame'] as const

/** What a picture needs beside itself: the snapshots, and no rows. */
const NO_ROWS = {
  table: 'stacks',
  column: 'growth',
  reverse: false,
  search: { text: '', regexp: false, matchCase: false },
  onlyMatches: false,
  from: 0,
  to: 0,
} as const

/** What grows in the profiles that are open, and the rows about those on screen. */
export function useSeries(): Series {
  const [window, setWindow] = useState(FIRST_WINDOW)
  const open = useOpenSeries()
  const search = useSearch()
  const onlyMatches = useView((view) => view.onlyMatches && view.search !== '')
  const [table] = useField(TABLE)
  const [column] = useField(COLUMN)
  const [reverse] = useField(REVERSE)
  const [shownAs] = useField(SHOWN_AS)
  const all =
    open === null || open.members.length < 2
      ? null
      : ({ type: 'series', ...open.of, table, column, reverse, search, onlyMatches } as const)
  const query: SeriesQuery | null =
    all && (shownAs === 'flame' ? { ...all, ...NO_ROWS } : { ...all, ...window })
  const answered = useAnswer(query, 'series')
  async function findMatch(start: number, step: 1 | -1): Promise<Match | null> {
    const count = answered.answer?.count ?? 0
    for (let at = start + step; all && at >= 0 && at < count; at += step * STRIDE) {
      const [from, to] = step > 0 ? [at, at + STRIDE] : [Math.max(0, at - STRIDE + 1), at + 1]
      const { rows } = await engine().ask({ ...all, from, to })
      const found = rows[step > 0 ? 'findIndex' : 'findLastIndex'](({ match }) => match)
      if (found >= 0) return { index: from + found, name: rows[found]!.frame.name }
    }
    return null
  }

  return { ...answered, open, show: setWindow, findMatch }
}
