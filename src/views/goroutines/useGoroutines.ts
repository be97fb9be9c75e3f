import { useMemo, useState } from 'react'
import type {
  GoroutineGroupRow,
  GoroutineListRequest,
  GoroutinesAnswer,
} from '../../engine/questions/goroutines/goroutines.ts'
import { type Answered, useAnswer } from '../../store/answers.ts'
import { engine } from '../../store/engine.ts'
import { useOptions, useProfileId, useSearch, useView } from '../../store/hooks.ts'
import { useField } from '../../store/use-field.ts'
import type { ProfileId, QueryOf } from '../../worker/protocol.ts'
import { FIRST_WINDOW, type RowWindow } from '../frame/rows.ts'
import { useMatches } from '../frame/useMatches.ts'
import { MIN_WAIT, ORDER, REVERSE, STATES } from './state.ts'

export interface Goroutines extends Answered<QueryOf<'goroutines'>> {
  /** What is listed, for questions about one group; null while no profile is open. */
  readonly list: (GoroutineListRequest & { readonly profile: ProfileId }) | null
  /** What the list is about: other groups, or another order, if it changes. */
  readonly subject: string
  /** Asks for other rows than those at hand. */
  readonly show: (window: RowWindow) => void
  readonly rowAt: (index: number) => GoroutineGroupRow | undefined
  /** Index of the next group that matches, from `start` on (itself not), or -1. */
  readonly findMatch: (start: number, step: 1 | -1) => Promise<number>
}

/** Groups read at once while looking for a match. */
const STRIDE = 500

/** The groups about those on screen, for the profile and the view. */
export function useGoroutines(): Goroutines {
  const [window, setWindow] = useState(FIRST_WINDOW)
  const profile = useProfileId()
  const options = useOptions()
  const search = useSearch()
  const onlyMatches = useView((view) => view.onlyMatches && view.search !== '')
  const [states] = useField(STATES)
  const [minWait] = useField(MIN_WAIT)
  const [by] = useField(ORDER)
  const [reverse] = useField(REVERSE)
  const list = useMemo(
    () => (profile === null ? null : { profile, options, states, minWait, search, onlyMatches }),
    [profile, options, states, minWait, search, onlyMatches],
  )
  const query: QueryOf<'goroutines'> | null = list && {
    type: 'goroutines',
    ...{ ...list, by, reverse, ...window },
  }
  const answered = useAnswer(query, 'goroutines')
  const { answer } = answered
  useMatches(answer, search.text)

  async function rows(from: number, to: number): Promise<GoroutinesAnswer | null> {
    return list && engine().ask({ type: 'goroutines', ...list, by, reverse, from, to })
  }

  return {
    ...answered,
    list,
    subject: JSON.stringify([list, by, reverse]),
    show: setWindow,
    rowAt: (index) => answer?.rows[index - answer.from],
    async findMatch(start, step) {
      const count = answer?.count ?? 0
      for (let at = start + step; at >= 0 && at < count; at += step * STRIDE) {
        const [from, to] = step > 0 ? [at, at + STRIDE] : [Math.max(0, at - STRIDE + 1), at + 1]
        const found = await rows(from, to)
        const index = step > 0 ? 'findIndex' : 'findLastIndex'
        const match = found?.rows[index](({ match }) => match) ?? -1
        if (match >= 0) return from + match
      }
      return -1
    },
  }
}
