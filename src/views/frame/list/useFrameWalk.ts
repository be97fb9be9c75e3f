import { useRef, useState } from 'react'
import { select } from '../../../store/actions.ts'
import { useView } from '../../../store/hooks.ts'
import { usePane } from '../../../store/pane.ts'
import { useMatchSteps } from '../useMatchSteps.ts'
import { type FrameList, type FrameRow, findMatch, isFrame } from './frame-list.ts'

export interface FrameWalk<Row extends FrameRow> {
  /** Row that the keyboard is at; -1 for none. */
  readonly active: number
  /** Where a walk starts: the keyboard's row, or the selected one if it is at hand; or -1. */
  present(): number
  rowAt(index: number): Row | undefined
  choose(index: number, row: Row): void
  walkTo(index: number): Promise<void>
}

/** Going from row to row, by keys or from match to match, selects what it comes to. */
export function useFrameWalk<Row extends FrameRow>(
  list: FrameList<Row>,
  scrollTo: (index: number) => void,
): FrameWalk<Row> {
  const { answer, search, subject, fetch } = list
  const selected = useView((view) => view.selected)
  const [place, setPlace] = useState({ subject, index: -1 })
  const latest = useRef(-1)
  // In another order, or among other rows, the keyboard's position no longer applies.
  const active = place.subject === subject ? place.index : -1
  const rowAt = (index: number) => answer?.rows[index - answer.from]

  function present(): number {
    if (active >= 0 || !answer) return active
    const at = answer.rows.findIndex((row) => isFrame(row, selected))
    return at < 0 ? -1 : at + answer.from
  }

  async function walkTo(index: number): Promise<void> {
    setPlace({ subject, index })
    latest.current = index
    scrollTo(index)
    const fetched = () => fetch({ from: index, to: index + 1 }).catch(() => [])
    const row = rowAt(index) ?? (await fetched())[0]
    // A key held down is further by now.
    if (row && !row.group && latest.current === index) select(row.frame.name)
  }

  // Of two views on the stage, the main one goes from match to match and the other follows.
  const leads = usePane() === 'main'
  useMatchSteps(async (step) => {
    if (!leads || search.text === '') return
    const next = await findMatch(list, present(), step)
    const last = step > 0 ? -1 : (answer?.count ?? 0)
    const around = next >= 0 ? next : await findMatch(list, last, step)
    if (around >= 0) await walkTo(around)
  })

  return {
    active,
    present,
    rowAt,
    walkTo,
    choose(index, row) {
      setPlace({ subject, index })
      if (!row.group) select(row.frame.name)
    },
  }
}
