import type { ReactNode } from 'react'
import { showOnlyMatches } from '../../../store/actions.ts'
import { useView } from '../../../store/hooks.ts'
import { Check } from '../../../ui/controls/Check.tsx'
import { type Tool, ToolRow } from '../../../ui/controls/ToolRow.tsx'
import './list-head.css'

interface ListHeadProps {
  /** What it is a list of, to a screen reader. */
  readonly label: string
  /** What is listed, and how much of it. */
  readonly said: ReactNode
  /** How it is listed. */
  readonly tools: readonly (Tool | false | null | undefined)[]
}

/** Above a list: what is in it, how, and whether all of it or what the search finds. */
export function ListHead({ label, said, tools }: ListHeadProps) {
  const searching = useView((view) => view.search !== '')
  const matches = searching && { key: 'matches', control: <OnlyMatches /> }
  return <ToolRow label={label} said={said} tools={[matches, ...tools]} />
}

/** Whether all is listed, or what the search finds; nothing while nothing is searched for. */
export function OnlyMatches() {
  const searching = useView((view) => view.search !== '')
  const onlyMatches = useView((view) => view.onlyMatches)
  if (!searching) return null
  return (
    <Check checked={onlyMatches} onChange={showOnlyMatches}>
      only matches
    </Check>
  )
}
