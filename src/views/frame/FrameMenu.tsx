import { frameActions, showFrameIn } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import { allViews } from '../../store/view-list.ts'
import { ContextMenu } from '../../ui/ContextMenu.tsx'
import type { MenuItem } from '../../ui/Menu.tsx'
import type { FrameText } from '../../worker/protocol.ts'

interface FrameMenuProps {
  readonly frame: FrameText
  /** Where it was requested, in pixels of the window. */
  readonly x: number
  readonly y: number
  /** What the view itself offers, above the rest. */
  readonly first?: readonly MenuItem[]
  readonly last?: readonly MenuItem[]
  readonly onClose: () => void
}

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
  const elsewhere = allViews()
    .flatMap((view) => (view.showsFrame ? [{ ...view, name: view.showsFrame }] : []))
    .filter((view) => view.path !== path)
    .map(
      (view, i): MenuItem => ({
        key: view.path,
        label: view.name,
        apart: i === 0,
        run: () => showFrameIn(view.path, frame),
      }),
    )
  const items = [...first, ...actions, ...last, ...elsewhere]
  return <ContextMenu x={x} y={y} title={frame.name} items={items} onClose={onClose} />
}
