import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react'
import { useSharedScroll } from '../frame/list/useSharedScroll.ts'
import { FlameControl, type Happenings, type Wanted } from './control.ts'
import './picture.css'
import { keepScroll, scrollOf } from './zoom-state.ts'

interface FlameCanvasProps {
  /** Set while the picture is on screen. */
  readonly control: RefObject<FlameControl | null>
  readonly wanted: Wanted
  /** Whether rows grow upwards; the same for as long as the picture is on screen. */
  readonly upwards: boolean
  readonly happenings: Happenings
  /** What is scrolled through: the same is where it was when it comes back. */
  readonly place: string
  /** What the picture is, for those who do not see it. */
  readonly label: string
  /** Rows that can be scrolled to. */
  readonly rows: number
  onKeyDown(event: KeyboardEvent): void
}

/** The elements that the picture needs; FlameControl does the rest. */
export function FlameCanvas(props: FlameCanvasProps) {
  const { control, place, wanted, happenings, upwards } = props
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const latest = useRef(happenings)
  // What grows upwards is at its bottom, wherever that is on the other side.
  useSharedScroll(scroller, upwards ? null : 'flame graph')

  useLayoutEffect(() => {
    if (!scroller.current || !canvas.current) return
    const happening: Happenings = {
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
    // What grows upwards begins at its bottom, where it is when it gets its rows.
    element.scrollTop = scrollOf(place)
    return () => keepScroll(place, element.scrollTop)
  }, [place])
  useLayoutEffect(() => {
    latest.current = happenings
    control.current?.update(wanted)
  })

  // A row is free at the far end; going upwards, the first is not shown.
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
