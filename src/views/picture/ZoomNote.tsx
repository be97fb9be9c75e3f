import { type FlameModel, frameOf, indexOfPath, NO_FRAME } from './model.ts'
import { sameZoom, WHOLE, type Zoom } from './zoom.ts'
import './zoom-note.css'

interface ZoomNoteProps {
  readonly model: FlameModel
  readonly zoom: Zoom
  onZoomOut(): void
}

/** Says over a zoomed picture what of it is to be seen, and shows the way out. */
export function ZoomNote({ model, zoom, onZoomOut }: ZoomNoteProps) {
  if (sameZoom(zoom, WHOLE)) return null
  const root = indexOfPath(model, zoom.root)
  const name = root === NO_FRAME || zoom.root.length === 0 ? '' : frameOf(model, root).name
  return (
    <div className="zoom-note">
      <p className="mono">
        {zoom.from > 0 || zoom.to < 1 ? 'A part of ' : 'Zoomed to '}
        {name || 'the whole'}
      </p>
      <button
        type="button"
        className="button"
        title="Show the whole again (0); u goes out one level"
        onClick={onZoomOut}
      >
        Zoom out <kbd>Esc</kbd>
      </button>
    </div>
  )
}
