import { Bar } from './Bar.tsx'
import { Chips } from './Chips.tsx'
import { CompareBar } from './CompareBar.tsx'
import { Inspector } from './Inspector.tsx'
import { Panels } from './Panels.tsx'
import { Stage } from './Stage.tsx'
import { StatusLine } from './StatusLine.tsx'

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
