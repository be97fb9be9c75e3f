import { Bar } from './bar/Bar.tsx'
import { Chips } from './chips/Chips.tsx'
import { CompareBar } from './compare/CompareBar.tsx'
import { Inspector } from './inspector/Inspector.tsx'
import { Panels } from './stage/Panels.tsx'
import { Stage } from './stage/Stage.tsx'
import { StatusLine } from './stage/StatusLine.tsx'

/** Four zones that never move: bar, chips, stage, inspector; and the status line below. */
export function Workspace() {
  return (
    <div className="workspace">
      <Bar />
      <CompareBar />
      <Chips />
      <main className="stage" id="stage">
        <Stage />
        <Panels />
      </main>
      <Inspector />
      <StatusLine />
    </div>
  )
}
