import { copyText, frameActions } from '../../store/actions.ts'
import { notice } from '../../store/transient.ts'
import { ContextMenu } from '../../ui/ContextMenu.tsx'
import type { MenuItem } from '../../ui/Menu.tsx'
import type { At } from './control.ts'
import { frameOf, stackOf } from './model.ts'
import type { Picked } from './stage.ts'

interface FrameMenuProps {
  readonly picked: Picked
  readonly at: At
  readonly onZoom: () => void
  readonly onClose: () => void
}

/** What can be done with a frame, where it was right-clicked. */
export function FrameMenu({ picked, at, onZoom, onClose }: FrameMenuProps) {
  const frame = frameOf(picked.model, picked.i)
  const stack = stackOf(picked.model, picked.i)
  const actions = frameActions(frame).map(
    ({ label, key, enabled, run }): MenuItem => ({
      label,
      hint: key && <kbd>{key}</kbd>,
      disabled: !enabled,
      run,
    }),
  )
  const items: MenuItem[] = [
    { label: 'Zoom to it', hint: <kbd>Enter</kbd>, run: onZoom },
    ...actions,
    {
      label: 'Copy stack',
      detail: 'outermost first, a line each',
      disabled: stack.length === 0,
      run: () => void copyStack(stack),
    },
  ]
  return (
    <ContextMenu
      x={at.left + at.x}
      y={at.top + at.y}
      title={frame.name}
      items={items}
      onClose={onClose}
    />
  )
}

async function copyStack(stack: readonly string[]): Promise<void> {
  if (await copyText(stack.join('\n'))) return
  notice('The browser does not let this page copy: it needs your permission, or https.')
}
