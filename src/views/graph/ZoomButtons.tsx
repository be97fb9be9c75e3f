import { ZOOM_STEP } from './keys.ts'

interface ZoomButtonsProps {
  readonly scale: number
  readonly fits: boolean
  onZoom(factor: number): void
  onFit(): void
}

/** Pixels of a point at 100 %. */
const WHOLE = 4 / 3

export function ZoomButtons({ scale, fits, onZoom, onFit }: ZoomButtonsProps) {
  return (
    <div className="graph-zoom" role="toolbar" aria-label="Zoom">
      <button
        type="button"
        className="button quiet icon"
        aria-label="Zoom out"
        title="Zoom out (−)"
        onClick={() => onZoom(1 / ZOOM_STEP)}
      >
        −
      </button>
      <button
        type="button"
        className="button quiet number"
        title="Zoom to 100%"
        aria-label="Zoom to 100%"
        onClick={() => onZoom(WHOLE / scale)}
      >
        {Math.round((scale / WHOLE) * 100)}%
      </button>
      <button
        type="button"
        className="button quiet icon"
        aria-label="Zoom in"
        title="Zoom in (+)"
        onClick={() => onZoom(ZOOM_STEP)}
      >
        +
      </button>
      <button
        type="button"
        className="button quiet"
        title="The whole graph (0); again, the hottest path at a size that can be read"
        aria-pressed={fits}
        onClick={onFit}
      >
        Fit <kbd>0</kbd>
      </button>
    </div>
  )
}
