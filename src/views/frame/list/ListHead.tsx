import type { ReactNode } from 'react'
import { showOnlyMatches } from '../../../store/actions.ts'
import { useView } from '../../../store/hooks.ts'
import './list-head.css'

interface ListHeadProps {
  /** What is listed, and how much of it. */
  readonly said: ReactNode
  /** How it is listed. */
  readonly children?: ReactNode
}

/** Above a list: what is in it, whether all of it or what the search finds, and how. */
export function ListHead({ said, children }: ListHeadProps) {
  return (
    <div className="list-head">
      {said}
      <OnlyMatches />
      {children}
    </div>
  )
}

/** Whether all is listed, or what the search finds; nothing while nothing is searched for. */
export function OnlyMatches() {
  const searching = useView((view) => view.search !== '')
  const onlyMatches = useView((view) => view.onlyMatches)
  if (!searching) return null
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={onlyMatches}
        onChange={(event) => showOnlyMatches(event.target.checked)}
      />
      only matches
    </label>
  )
}
