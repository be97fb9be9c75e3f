import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react'
import { useSharedScroll } from '../frame/list/useSharedScroll.ts'
import { FlameControl, type PictureEvents, type Wanted } from './control.ts'
import './picture.css'
import { keepScroll, scrollOf } from './zoom-state.ts'

interface FlameCanvasProps {
  /** Set while the picture is mounted. */
  readonly control: RefObject<FlameControl | null>
  readonly wanted: Wanted
  /** Whether rows grow upwards; constant while the picture is mounted. */
  readonly upwards: boolean
  readonly events: PictureEvents
  /** Identifies the scrolled content: its scroll position is restored when it is shown again. */
  readonly place: string
  /** The accessible name of the picture. */
  readonly label: string
  /** The number of rows. */
  readonly rows: number
  onKeyDown(event: KeyboardEvent): void
}

/** The elements that the picture needs; FlameControl does the rest. */
export function FlameCanvas(props: FlameCanvasProps) {
  const { control, place, wanted, events, upwards } = props
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const latest = useRef(events)
  // Where rows grow upwards, each side stays at its own bottom.
  useSharedScroll(scroller, upwards ? null : 'flame graph')

  useLayoutEffect(() => {
    if (!scroller.current || !canvas.current) return
    const happening: PictureEvents = {
      sized: (width) => latest.current.sized(width),
      zoomed: (zoom) => latest.current.zoomed(zoom),
      hovered: (picked, at) => latest.current.hovered(picked, at),
      clicked: (picked) => latest.current.clicked(picked),
      menu: (picked, at) => latest.current.menu(picked, at),
    }
    const made = new FlameControl(scroller.current, canvas.current, happening, upwards)
    control.current = made
    return () => {
      control.current = null
      made.dispose()
    }
  }, [control, upwards])
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    // Where rows grow upwards, the scroll position starts at the bottom, once there are rows.
    element.scrollTop = scrollOf(place)
    return () => keepScroll(place, element.scrollTop)
  }, [place])
  useLayoutEffect(() => {
    latest.current = events
    control.current?.update(wanted)
  })

  // One row is left free at the far end; growing upwards, the first row is hidden.
  const rows = upwards ? props.rows : props.rows + 1
  return (
    <div className="flame-scroller" ref={scroller}>
      <div className="flame-rows" style={{ height: rows * wanted.look.rowHeight }}>
        {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it takes its own keys */}
        <canvas
          className="flame-canvas"
          ref={canvas}
          tabIndex={0}
          role="application"
          aria-roledescription="flame graph"
          aria-label={props.label}
          onKeyDown={props.onKeyDown}
        />
      </div>
    </div>
  )
}
