import { useEffect, useEffectEvent, useState } from 'react'
import type { PeekSides } from '../../engine/questions/compare/peek.ts'
import type { PeekAnswer, PeekLine } from '../../engine/questions/peek/peek.ts'
import { useAnswer } from '../../store/answers.ts'
import { engine } from '../../store/engine.ts'
import {
  useCompared,
  useIsDifference,
  useOptions,
  useProfileId,
  useSearch,
  useView,
} from '../../store/hooks.ts'
import { useField } from '../../store/use-field.ts'
import type { AskError } from '../../worker/client.ts'
import type { PairQueryOf, QueryOf } from '../../worker/protocol.ts'
import type { Place } from '../frame/list/LineGrid.tsx'
import { FIRST_WINDOW, type RowWindow } from '../frame/rows.ts'
import { useMatches } from '../frame/useMatches.ts'
import { useMatchSteps } from '../frame/useMatchSteps.ts'
import { PEEK } from './state.ts'

export interface Peek {
  /** The last answer; it stays while the next one is under way. */
  readonly answer: PeekAnswer | null
  readonly pending: boolean
  readonly error: AskError | null
  /** Text to mark in names; "" for none. */
  readonly mark: string
  readonly place: Place | null
  /** The lines are those of a difference. */
  readonly comparing: boolean
  lineAt(index: number): PeekLine | undefined
  /** What a line of a difference had on both sides; null for one without values. */
  sidesAt(index: number): PeekSides | null
  setPlace(place: Place): void
  setWindow(window: RowWindow): void
  /** Shows a list whole, or only its heaviest again. */
  toggle(list: string): void
}

interface Match {
  readonly line: number
  /** Lists that have to be shown whole for it to be that line. */
  readonly open: readonly string[]
}

/** Lines read at once while looking for a match. */
const STRIDE = 2000

/** The selected frame, or those that the regexp matches, between their callers and callees. */
export function usePeek(): Peek {
  const profile = useProfileId()
  const options = useOptions()
  const search = useSearch()
  const name = useView((view) => view.selected)
  const [regexp] = useField(PEEK)
  const [open, setOpen] = useState<readonly string[]>([])
  const [window, setWindow] = useState(FIRST_WINDOW)
  const [place, setPlace] = useState<Place | null>(null)
  const asked =
    profile === null ? null : ({ type: 'peek', profile, options, regexp, name, search } as const)
  const isDifference = useIsDifference()
  const compared = useCompared()
  const both =
    isDifference && compared
      ? ({ ...compared, type: 'compare-peek', regexp, name, search } as const)
      : null
  const { answer, query, pending, error } = useAnswer<
    QueryOf<'peek'> | PairQueryOf<'compare-peek'>
  >(asked && { ...(both ?? asked), open, ...window }, 'peek')
  useMatches(answer, search.text)

  const lineAt = (index: number) => answer?.lines[index - answer.from]
  const sides = answer && 'sides' in answer ? answer.sides : null

  // The keyboard goes on from the frame that was walked to.
  const subject = query && JSON.stringify([query.regexp, query.regexp === '' && answer?.first])
  const toFrame = useEffectEvent(() => {
    const line = answer?.from === 0 ? answer.lines.findIndex(({ kind }) => kind === 'frame') : -1
    setPlace(line < 0 ? null : { line })
  })
  useEffect(() => {
    if (subject !== null) toFrame()
  }, [subject])

  async function findMatch(
    start: number,
    step: 1 | -1,
    open: readonly string[],
    count: number,
  ): Promise<Match | null> {
    for (let at = start + step; asked && at >= 0 && at < count; at += step * STRIDE) {
      const [from, to] = step > 0 ? [at, at + STRIDE] : [Math.max(0, at - STRIDE + 1), at + 1]
      const { lines } = await engine().ask({ ...asked, open, from, to })
      const isMatch = (line: PeekLine) => line.kind !== 'gap' && line.match
      const found = step > 0 ? lines.findIndex(isMatch) : lines.findLastIndex(isMatch)
      const line = lines[found]
      if (line?.kind === 'more') {
        // It is among those that this one stands for: they have lines when the list is whole.
        const before = step > 0 ? from + found - 1 : from + found + line.hidden
        return findMatch(before, step, [...open, line.list], count + line.hidden)
      }
      if (line) return { line: from + found, open }
    }
    return null
  }
  useMatchSteps(async (step) => {
    if (search.text === '' || !answer) return
    const { count } = answer
    const match =
      (await findMatch(place?.line ?? -1, step, open, count)) ??
      (await findMatch(step > 0 ? -1 : count, step, open, count))
    if (!match) return
    setOpen(match.open)
    setPlace({ line: match.line })
  })

  return {
    answer,
    pending,
    error,
    mark: search.regexp ? '' : search.text,
    place,
    comparing: sides !== null,
    lineAt,
    sidesAt: (index) => (answer && sides?.[index - answer.from]) ?? null,
    setPlace,
    setWindow,
    toggle: (list) =>
      setOpen(open.includes(list) ? open.filter((other) => other !== list) : [...open, list]),
  }
}
