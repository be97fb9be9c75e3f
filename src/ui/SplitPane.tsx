import {
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useEffect,
  useRef,
  useState,
} from 'react'

interface SplitPaneProps {
  /** What the divider is for, to a screen reader. */
  readonly label: string
  readonly first: ReactNode
  readonly second: ReactNode
}

/** In percent of the whole. */
const LEAST = 20
const MOST = 80
const STEP = 5
/** A box narrower than this, in pixels, has its panes one below the other. */
const NARROW = 760

/** Two panes side by side, or stacked where there is no room; a line between them is dragged, or moved by the arrow keys. */
export function SplitPane({ label, first, second }: SplitPaneProps) {
  const [share, setShare] = useState(50)
  const [stacked, setStacked] = useState(false)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current
    if (!element) return
    const observer = new ResizeObserver(() => setStacked(element.clientWidth < NARROW))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  function drag(event: PointerEvent<HTMLDivElement>) {
    const around = box.current?.getBoundingClientRect()
    if (!around || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    const { left, top, width, height } = around
    const at = stacked ? (event.clientY - top) / height : (event.clientX - left) / width
    if (Number.isFinite(at)) setShare(within(at * 100))
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const to = destination(event.key, share)
    if (to === undefined) return
    setShare(within(to))
    event.preventDefault()
  }

  const tracks = `${share}% 5px minmax(0, 1fr)`
  return (
    <div
      className={stacked ? 'split stacked' : 'split'}
      ref={box}
      style={stacked ? { gridTemplateRows: tracks } : { gridTemplateColumns: tracks }}
    >
      <div className="split-part">{first}</div>
      {/* biome-ignore lint/a11y/useSemanticElements: a divider that moves is no thematic break */}
      <div
        className="split-line"
        role="separator"
        aria-label={label}
        aria-orientation={stacked ? 'horizontal' : 'vertical'}
        aria-valuenow={Math.round(share)}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onDoubleClick={() => setShare(50)}
        onKeyDown={onKeyDown}
      />
      <div className="split-part">{second}</div>
    </div>
  )
}

function destination(key: string, share: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowUp':
      return share - STEP
    case 'ArrowRight':
    case 'ArrowDown':
      return share + STEP
    case 'Home':
      return LEAST
    case 'End':
      return MOST
  }
  return undefined
}

function within(share: number): number {
  return Math.min(MOST, Math.max(LEAST, share))
}
