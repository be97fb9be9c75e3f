import { frameActions, showFrameIn } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import type { ViewName } from '../../store/view.ts'
import { ContextMenu } from '../../ui/ContextMenu.tsx'
import type { MenuItem } from '../../ui/Menu.tsx'
import type { FrameText } from '../../worker/protocol.ts'

interface FrameMenuProps {
  readonly frame: FrameText
  /** Where it was asked for, in pixels of the window. */
  readonly x: number
  readonly y: number
  /** What the view itself offers, above the rest. */
  readonly first?: readonly MenuItem[]
  readonly last?: readonly MenuItem[]
  readonly onClose: () => void
}

/** Views that show one frame among others, or it alone. */
const SHOWN_IN: readonly { readonly path: ViewName; readonly label: string }[] = [
  { path: 'flamegraph', label: 'Flame graph' },
  { path: 'graph', label: 'Graph' },
  { path: 'top', label: 'Top' },
  { path: 'source', label: 'Source' },
  { path: 'peek', label: 'Callers and callees' },
]

/** What can be done with a frame, the same in every view. */
export function FrameMenu({ frame, x, y, first = [], last = [], onClose }: FrameMenuProps) {
  const path = useView((view) => view.path)
  const actions = frameActions(frame).map(
    ({ label, key, enabled, run }): MenuItem => ({
      label,
      hint: key && <kbd>{key}</kbd>,
      disabled: !enabled,
      run,
    }),
  )
  const elsewhere = SHOWN_IN.filter((view) => view.path !== path).map(
    (view, i): MenuItem => ({
      key: view.path,
      label: view.label,
      apart: i === 0,
      run: () => showFrameIn(view.path, frame),
    }),
  )
  const items = [...first, ...actions, ...last, ...elsewhere]
  return <ContextMenu x={x} y={y} title={frame.name} items={items} onClose={onClose} />
}
