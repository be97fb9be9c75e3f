import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { select } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import { useSide } from '../../store/side.ts'
import { onCommand } from '../../store/transient.ts'
import type { TopRow } from '../../worker/protocol.ts'
import type { Top } from './useTop.ts'

export interface Walk {
  /** Row that the keyboard is at; -1 for none. */
  readonly active: number
  /** Where a walk starts: the keyboard's row, or the selected one if it is at hand; or -1. */
  present(): number
  rowAt(index: number): TopRow | undefined
  choose(index: number, row: TopRow): void
  walkTo(index: number): Promise<void>
}

/** Going from row to row, by keys or from match to match, selects what it comes to. */
export function useWalk(top: Top, scrollTo: (index: number) => void): Walk {
  const { answer, search, subject, fetchRow, findMatch } = top
  const selected = useView((view) => view.selected)
  const [active, setActive] = useState(-1)
  const latest = useRef(-1)
  useEffect(() => {
    // Another order or other rows: the keyboard's place is nobody's any more.
    if (subject !== '') setActive(-1)
  }, [subject])

  const rowAt = (index: number) => answer?.rows[index - answer.from]

  function present(): number {
    if (active >= 0 || !answer) return active
    const at = answer.rows.findIndex((row) => isFrame(row, selected))
    return at < 0 ? -1 : at + answer.from
  }

  async function walkTo(index: number): Promise<void> {
    setActive(index)
    latest.current = index
    scrollTo(index)
    const row = rowAt(index) ?? (await fetchRow(index).catch(() => undefined))
    // A key held down is further by now.
    if (row && !row.group && latest.current === index) select(row.frame.name)
  }

  const toMatch = useEffectEvent(async (step: 1 | -1) => {
    if (search.text === '') return
    const next = await findMatch(present(), step)
    const around = next >= 0 ? next : await findMatch(step > 0 ? -1 : (answer?.count ?? 0), step)
    if (around >= 0) await walkTo(around)
  })
  // Of two tables that are compared, the one goes from match to match and the other follows.
  const follows = useSide() === 'old'
  useEffect(() => {
    if (follows) return
    return onCommand((command) => {
      if (command === 'reset-zoom') return
      // What cannot be asked just now is said where the rows are.
      toMatch(command === 'next-match' ? 1 : -1).catch(() => {})
    })
  }, [follows])

  return {
    active,
    present,
    rowAt,
    walkTo,
    choose(index, row) {
      setActive(index)
      if (!row.group) select(row.frame.name)
    },
  }
}

/** Whether a row is of the frame that is called so. */
export function isFrame({ frame, group }: TopRow, name: string): boolean {
  return group === null && frame.name === name
}
