import { useEffect, useMemo } from 'react'
import type { Options } from '../../engine/select/options.ts'
import { useAnswer } from '../../store/answers.ts'
import { engine } from '../../store/engine.ts'
import { useOptions, useProfileId, useSearch, useView } from '../../store/hooks.ts'
import { setMatches } from '../../store/transient.ts'
import { topColumnOf } from '../../store/view.ts'
import type { AskError } from '../../worker/client.ts'
import type { Search, TopAnswer, TopQuery, TopRow } from '../../worker/protocol.ts'
import type { RowWindow } from './window.ts'

export interface Top {
  /** The last answer; it stays while the next one is under way. */
  readonly answer: TopAnswer | null
  readonly pending: boolean
  readonly error: AskError | null
  readonly search: Search
  /** What the table is about: a change of it makes other rows, or another order. */
  readonly subject: string
  /** A row that is not at hand. */
  fetchRow(index: number): Promise<TopRow | undefined>
  /** Index of the next row that matches, from `start` on (itself not), or -1. */
  findMatch(start: number, step: 1 | -1): Promise<number>
}

/** Rows read at once while looking for a match. */
const STRIDE = 2000

/** The rows of `window` and what is around them, for the profile and the view on screen. */
export function useTop(window: RowWindow): Top {
  const profile = useProfileId()
  const options: Options = useOptions()
  const search = useSearch()
  const column = useView(topColumnOf)
  const reverse = useView((view) => view.reverse)
  const onlyMatches = useView((view) => view.onlyMatches && view.search !== '')
  const table = useMemo(
    () =>
      profile === null
        ? null
        : ({ type: 'top', profile, options, column, reverse, search, onlyMatches } as const),
    [profile, options, column, reverse, search, onlyMatches],
  )
  const query: TopQuery | null = table && { ...table, ...window }
  const { answer, pending, error } = useAnswer(query, 'top')
  usePublishedMatches(answer, search)

  async function rows(from: number, to: number): Promise<TopAnswer | null> {
    // Without a slot: the rows on screen are not to be superseded by it.
    return table && engine().ask({ ...table, from, to })
  }

  return {
    answer,
    pending,
    error,
    search,
    subject: JSON.stringify(table),
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

/** Tells the search field what was found. */
function usePublishedMatches(answer: TopAnswer | null, search: Search) {
  const matches = search.text === '' || !answer ? null : wordsOf(answer.matches)
  const said = answer?.searchError ? 'not a regexp' : matches
  useEffect(() => {
    setMatches(said)
    return () => setMatches(null)
  }, [said])
}

function wordsOf(matches: number): string {
  if (matches === 0) return 'no match'
  return matches === 1 ? '1 match' : `${matches.toLocaleString('en')} matches`
}
