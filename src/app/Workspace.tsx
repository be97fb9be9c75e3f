import { useView } from '../store/hooks.ts'
import type { ViewName } from '../store/view.ts'
import { FlameView } from '../views/flame/FlameView.tsx'
import { TopView } from '../views/top/TopView.tsx'
import { Bar } from './Bar.tsx'
import { Chips } from './Chips.tsx'
import { Inspector } from './Inspector.tsx'
import { Panels } from './Panels.tsx'
import { StatusLine } from './StatusLine.tsx'

/** Four zones that never move: bar, chips, stage, inspector; and the status line below. */
export function Workspace() {
  const path = useView((view) => view.path)
  return (
    <div className="workspace">
      <Bar />
      <Chips />
      <main className="stage" id="stage">
        <Stage path={path} />
        <Panels />
      </main>
      <Inspector />
      <StatusLine />
    </div>
  )
}

function Stage({ path }: { readonly path: ViewName }) {
  switch (path) {
    case 'flamegraph':
      return <FlameView />
    case 'top':
      return <TopView />
    default:
      return path satisfies never
  }
}
