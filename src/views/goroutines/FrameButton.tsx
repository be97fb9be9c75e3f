import type { GoroutineFrame } from '../../engine/questions/goroutines/goroutines.ts'
import { filterByFrame, select } from '../../store/actions.ts'
import { useSearch, useView } from '../../store/hooks.ts'
import type { FrameText } from '../../worker/protocol.ts'
import { FrameName } from '../frame/FrameName.tsx'

interface FrameButtonProps {
  readonly frame: GoroutineFrame
  readonly tabIndex: 0 | -1
  readonly onMenu: (x: number, y: number, frame: FrameText) => void
}

/** A frame of a stack: a click selects it, a double one focuses on it. */
export function FrameButton({ frame: { frame, name, place }, tabIndex, onMenu }: FrameButtonProps) {
  const selected = useView((view) => view.selected === frame.name)
  const { text, regexp } = useSearch()
  const where = frame.file === '' ? '' : `\n${frame.file}`
  return (
    <button
      type="button"
      className={selected ? 'goroutine-frame selected' : 'goroutine-frame'}
      tabIndex={tabIndex}
      title={`${name}${place === '' ? '' : `, ${place}`}${where}`}
      onClick={() => select(frame.name)}
      onDoubleClick={() => filterByFrame('focus', frame)}
      onContextMenu={(event) => {
        event.preventDefault()
        onMenu(event.clientX, event.clientY, frame)
      }}
      onKeyDown={(event) => {
        if (!((event.key === 'F10' && event.shiftKey) || event.key === 'ContextMenu')) return
        event.preventDefault()
        const box = event.currentTarget.getBoundingClientRect()
        onMenu(box.left, box.bottom, frame)
      }}
    >
      <FrameName name={name} mark={regexp ? '' : text} inline="" />
    </button>
  )
}
