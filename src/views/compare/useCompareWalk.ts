import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { select } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import { usePane } from '../../store/pane.ts'
import { onCommand } from '../../store/transient.ts'
import type { CompareTopRow } from '../../worker/protocol.ts'
import type { CompareList } from './useCompareTop.ts'

export interface CompareWalk {
  /** Row that the keyboard is at; -1 for none. */
  readonly active: number
  /** Where a walk starts: the keyboard's row, or the selected one if it is at hand; or -1. */
  present(): number
  rowAt(index: number): CompareTopRow | undefined
  choose(index: number, row: CompareTopRow): void
  walkTo(index: number): Promise<void>
}

/** Going from row to row, by keys or from match to match, selects what it comes to. */
export function useCompareWalk(list: CompareList, scrollTo: (index: number) => void): CompareWalk {
  const { answer, search, subject, fetchRow, findMatch } = list
  const selected = useView((view) => view.selected)
  const [place, setPlace] = useState({ subject, index: -1 })
  const latest = useRef(-1)
  // In another order, or among other rows, the keyboard's place is nobody's any more.
  const active = place.subject === subject ? place.index : -1
  const rowAt = (index: number) => answer?.rows[index - answer.from]

  function present(): number {
    if (active >= 0 || !answer) return active
    const at = answer.rows.findIndex((row) => row.frame.name === selected)
    return at < 0 ? -1 : at + answer.from
  }

  async function walkTo(index: number): Promise<void> {
    setPlace({ subject, index })
    latest.current = index
    scrollTo(index)
    const row = rowAt(index) ?? (await fetchRow(index).catch(() => undefined))
    // A key held down is further by now.
    if (row && latest.current === index) select(row.frame.name)
  }

  const toMatch = useEffectEvent(async (step: 1 | -1) => {
    if (search.text === '') return
    const next = await findMatch(present(), step)
    const around = next >= 0 ? next : await findMatch(step > 0 ? -1 : (answer?.count ?? 0), step)
    if (around >= 0) await walkTo(around)
  })
  // Below another view it is that which goes from match to match.
  const main = usePane() === 'main'
  useEffect(() => {
    if (!main) return
    return onCommand((command) => {
      if (command === 'reset-zoom') return
      // What cannot be asked just now is said where the rows are.
      toMatch(command === 'next-match' ? 1 : -1).catch(() => {})
    })
  }, [main])

  return {
    active,
    present,
    rowAt,
    walkTo,
    choose(index, row) {
      setPlace({ subject, index })
      select(row.frame.name)
    },
  }
}
