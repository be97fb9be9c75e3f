import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react'
import { FlameControl, type Happenings, type Wanted } from './control.ts'
import { ROW } from './scene.ts'
import { keepScroll, scrollOf } from './state.ts'

interface FlameCanvasProps {
  /** Set while the picture is on screen. */
  readonly control: RefObject<FlameControl | null>
  readonly wanted: Wanted
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
export function FlameCanvas({ control, place, wanted, happenings, ...props }: FlameCanvasProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const latest = useRef(happenings)

  useLayoutEffect(() => {
    if (!scroller.current || !canvas.current) return
    const made = new FlameControl(scroller.current, canvas.current, {
      sized: (width) => latest.current.sized(width),
      zoomed: (zoom) => latest.current.zoomed(zoom),
      hovered: (picked, at) => latest.current.hovered(picked, at),
      clicked: (picked) => latest.current.clicked(picked),
      menu: (picked, at) => latest.current.menu(picked, at),
    })
    control.current = made
    return () => {
      control.current = null
      made.dispose()
    }
  }, [control])
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    element.scrollTop = scrollOf(place)
    return () => keepScroll(place, element.scrollTop)
  }, [place])
  useLayoutEffect(() => {
    latest.current = happenings
    control.current?.update(wanted)
  })

  return (
    <div className="flame-scroller" ref={scroller}>
      <div className="flame-rows" style={{ height: (props.rows + 1) * ROW }}>
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
