import { useEffect, useMemo, useState } from 'react'
import type { TraceLine, TracesAnswer } from '../../engine/questions/traces/traces.ts'
import { select } from '../../store/actions.ts'
import { useAnswer } from '../../store/answers.ts'
import { engine } from '../../store/engine.ts'
import { useOptions, useProfileId, useSearch, useView } from '../../store/hooks.ts'
import { useSide } from '../../store/side.ts'
import { useField } from '../../store/use-field.ts'
import type { AskError } from '../../worker/client.ts'
import type { Place } from '../frame/list/LineGrid.tsx'
import { FIRST_WINDOW, type RowWindow } from '../frame/rows.ts'
import { useMatches } from '../frame/useMatches.ts'
import { useMatchSteps } from '../frame/useMatchSteps.ts'
import { FOLD_STACKS, TRACE_ORDER } from './state.ts'

export interface Traces {
  /** The last answer; it stays while the next one is under way. */
  readonly answer: TracesAnswer | null
  readonly pending: boolean
  readonly error: AskError | null
  /** Text to mark in names; "" for none. */
  readonly mark: string
  readonly place: Place | null
  lineAt(index: number): TraceLine | undefined
  setPlace(place: Place): void
  setWindow(window: RowWindow): void
  /** The whole stack of a sample, outermost frame first. */
  stackOf(row: number): Promise<readonly string[]>
  /** Folds the stack of a sample, or shows it whole. */
  toggle(row: number): void
}

/** The lines of all samples that the filters leave, about those on screen. */
export function useTraces(): Traces {
  const profile = useProfileId()
  const options = useOptions()
  const search = useSearch()
  const onlyMatches = useView((view) => view.onlyMatches && view.search !== '')
  const [order] = useField(TRACE_ORDER)
  const [folded] = useField(FOLD_STACKS)
  const [open, setOpen] = useState<readonly number[]>([])
  const [window, setWindow] = useState(FIRST_WINDOW)
  const [place, setPlace] = useState<Place | null>(null)
  const samples = useMemo(
    () => (profile === null ? null : { profile, options, order, search, onlyMatches, folded }),
    [profile, options, order, search, onlyMatches, folded],
  )
  const { answer, pending, error } = useAnswer(
    samples && { type: 'traces', ...samples, open, ...window },
    'traces',
  )
  useMatches(answer, search.text)

  // By their value: the same options come as another object when the link is read again.
  const rows = JSON.stringify([profile, options])
  useEffect(() => {
    // Of other samples other rows are open: none.
    if (rows !== '') setOpen([])
  }, [rows])
  const lines = JSON.stringify([options, order, onlyMatches && search, folded])
  useEffect(() => {
    // Other lines, or in another order: the keyboard's position no longer applies.
    if (lines !== '') setPlace(null)
  }, [lines])

  const lineAt = (index: number) => answer?.lines[index - answer.from]

  // Side by side both go to a match of their own, and one selection is for both.
  const leads = useSide() !== 'old'
  useMatchSteps(async (step) => {
    if (search.text === '' || !samples) return
    const line = place?.line ?? (step > 0 ? -1 : (answer?.count ?? 0))
    const found = await engine().ask({ type: 'trace-match', ...samples, open, line, step })
    if (found.open >= 0) setOpen([...open, found.open])
    if (found.line < 0) return
    setPlace({ line: found.line })
    if (leads) select(found.name)
  })

  return {
    answer,
    pending,
    error,
    mark: search.regexp ? '' : search.text,
    place,
    lineAt,
    setPlace,
    setWindow,
    async stackOf(row) {
      if (profile === null) return []
      return (await engine().ask({ type: 'trace-stack', profile, options, row })).stack
    },
    toggle: (row) =>
      setOpen(open.includes(row) ? open.filter((other) => other !== row) : [...open, row]),
  }
}
