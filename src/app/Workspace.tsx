import { useIsDifference, useIsSavedDifference } from '../store/hooks.ts'
import { Bar } from './bar/Bar.tsx'
import { Chips } from './chips/Chips.tsx'
import { CompareBar } from './compare/CompareBar.tsx'
import { FindingsLine } from './inspector/Findings.tsx'
import { Inspector } from './inspector/Inspector.tsx'
import { Panels } from './stage/Panels.tsx'
import { Stage } from './stage/Stage.tsx'
import { StatusLine } from './stage/StatusLine.tsx'

/** Four zones that never move: bar, chips, stage, inspector; the status line below. */
export function Workspace() {
  const isDifference = useIsDifference()
  const isSaved = useIsSavedDifference()
  return (
    <div className="workspace" data-changes={isDifference || isSaved || undefined}>
      <Bar />
      <CompareBar />
      <Chips />
      <FindingsLine />
      <main className="stage" id="stage">
        <Stage />
        <Panels />
      </main>
      <Inspector />
      <StatusLine />
    </div>
  )
}
