import { useMemo } from 'react'
import { useSelectedFrame } from '../../store/hooks.ts'
import type { FlameModel } from '../picture/model.ts'

interface NotSeenProps {
  readonly model: FlameModel
  /** The selected frame. */
  readonly name: string
  readonly zoomed: boolean
  onZoomOut(): void
  onSandwich(): void
}

/** Says so where the selected frame is in the profile but not on screen, and leads to it. */
export function NotSeen({ model, name, zoomed, onZoomOut, onSandwich }: NotSeenProps) {
  const seen = useMemo(
    () => model.answer.frames.some((frame) => frame.name === name),
    [model, name],
  )
  const { answer } = useSelectedFrame()
  if (seen || answer?.frame.name !== name || answer.paths === 0) return null
  const count =
    answer.paths === 1 ? '1 occurrence' : `${answer.paths.toLocaleString('en')} occurrences`
  return (
    <div className="flame-note" role="status">
      <p>
        <b className="mono">{name}</b>: {count}, {answer.paths === 1 ? 'not' : 'none'}{' '}
        {zoomed ? 'to be seen in this part' : 'wide enough to be seen'}
      </p>
      {zoomed && (
        <button type="button" className="button" onClick={onZoomOut}>
          Zoom out
        </button>
      )}
      <button
        type="button"
        className="button"
        title="All that calls it and all that it calls"
        onClick={onSandwich}
      >
        Show
      </button>
    </div>
  )
}
