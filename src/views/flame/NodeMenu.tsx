import { copyStackItem } from '../frame/copy-stack.ts'
import { FrameMenu } from '../frame/FrameMenu.tsx'
import type { At } from '../picture/control.ts'
import { frameOf, stackOf } from '../picture/model.ts'
import type { Picked } from '../picture/stage.ts'

interface NodeMenuProps {
  readonly picked: Picked
  readonly at: At
  /** The picture goes from functions to their callers. */
  readonly toCallers: boolean
  readonly onZoom: () => void
  readonly onSandwich: () => void
  readonly onClose: () => void
}

/** What can be done with a frame, where it was right-clicked. */
export function NodeMenu({ picked, at, toCallers, onZoom, onSandwich, onClose }: NodeMenuProps) {
  const way = stackOf(picked.model, picked.i)
  const stack = toCallers ? way.reverse() : way
  return (
    <FrameMenu
      frame={frameOf(picked.model, picked.i)}
      x={at.left + at.x}
      y={at.top + at.y}
      first={[
        { label: 'Zoom to it', hint: <kbd>Enter</kbd>, run: onZoom },
        {
          label: 'Sandwich',
          detail: 'all that calls it, all that it calls',
          disabled: way.length === 0,
          run: onSandwich,
        },
      ]}
      last={[copyStackItem(() => stack, stack.length === 0)]}
      onClose={onClose}
    />
  )
}
