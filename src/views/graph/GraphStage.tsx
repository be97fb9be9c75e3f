import {
  type CSSProperties,
  type KeyboardEvent,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'
import { filterByFrame, select } from '../../store/actions.ts'
import { type Command, onCommand, setHovered } from '../../store/transient.ts'
import type { FrameText } from '../../worker/protocol.ts'
import { FrameMenu } from '../frame/FrameMenu.tsx'
import { overflows, type Point } from './camera.ts'
import { GraphCard } from './GraphCard.tsx'
import { GraphDrawing } from './GraphDrawing.tsx'
import { GraphInput } from './gestures.ts'
import { meaningOf } from './keys.ts'
import { Minimap } from './Minimap.tsx'
import { firstNode, type GraphPicture, neighbour, nextMatch, type Place } from './picture.ts'
import { useCamera } from './useCamera.ts'
import { useMarks } from './useMarks.ts'
import { spokenOf, wordsOf } from './words.ts'
import { ZoomButtons } from './ZoomButtons.tsx'

interface GraphStageProps {
  readonly picture: GraphPicture
  /** A newer one is under way: this one marks what an earlier search found. */
  readonly pending: boolean
  /** Name of the selected frame. */
  readonly selected: string
  /** What the picture is, for those who do not see it. */
  readonly label: string
}

/** The picture with all that a pointer and keys do to it. */
export function GraphStage({ picture, pending, selected, label }: GraphStageProps) {
  const pane = useRef<HTMLDivElement>(null)
  const { marks, hovered, setCursor, setHovered: setPlace } = useMarks(picture, selected)
  const camera = useCamera(picture, pane, picture.boxOf[marks.cursor])
  const [at, setAt] = useState<Point>({ x: 0, y: 0 })
  const [menu, setMenu] = useState<(Point & { frame: FrameText }) | null>(null)
  const [walked, setWalked] = useState(false)
  /** What was selected here, where it is in sight already. */
  const chosen = useRef(selected)
  /** A step to a match that waits until the picture marks what the search finds now. */
  const late = useRef<Command>(null)
  const { answer, boxOf } = picture
  const { cursor } = marks

  function point(place: Place | null) {
    setPlace(place)
    if (!place) return setHovered(null)
    const { line, remarks } = wordsOf(picture, place)
    setHovered([line, ...remarks].join(' · '))
  }

  function choose(node: number) {
    const { name } = answer.nodes[node]!.frame
    chosen.current = name
    setCursor(node)
    select(name)
  }

  function walkTo(node: number) {
    const box = boxOf[node]
    if (!box) return
    point(null)
    setWalked(true)
    choose(node)
    camera.show(box)
  }

  const reveal = useEffectEvent((name: string) => {
    const box = boxOf[cursor]
    if (name !== chosen.current && box && !camera.fits) camera.show(box)
    chosen.current = name
  })
  useEffect(() => reveal(selected), [selected])
  useEffect(() => () => setHovered(null), [])

  const handleCommand = useEffectEvent((command: Command) => {
    if (command === 'reset-zoom') camera.fit()
    else if (pending) late.current = command
    else walkTo(nextMatch(picture, cursor, command === 'next-match' ? 1 : -1))
  })
  useEffect(() => onCommand(handleCommand), [])
  const catchUp = useEffectEvent(() => {
    if (late.current) handleCommand(late.current)
    late.current = null
  })
  useEffect(() => {
    if (!pending) catchUp()
  }, [pending])

  const hover = useEffectEvent((target: Element, pointed: Point) => {
    const place = placeOf(target)
    setAt(pointed)
    if (place?.type !== hovered?.type || place?.index !== hovered?.index) point(place)
  })
  const leave = useEffectEvent(() => point(null))
  const zoom = useEffectEvent((factor: number, around: Point) => {
    point(null)
    camera.zoom(factor, around)
  })
  const pan = useEffectEvent((by: Point) => camera.pan(by))
  const click = useEffectEvent((target: Element, count: number) => {
    setWalked(false)
    const place = placeOf(target)
    // The inspector may have come up between the two clicks and moved the picture.
    if (count > 1 && cursor >= 0) filterByFrame('focus', answer.nodes[cursor]!.frame)
    else if (place?.type === 'node') choose(place.index)
    else if (!place) select('')
  })
  const askMenu = useEffectEvent((target: Element, event: MouseEvent) => {
    const place = placeOf(target)
    if (place?.type !== 'node') return
    choose(place.index)
    point(null)
    setMenu({ x: event.clientX, y: event.clientY, frame: answer.nodes[place.index]!.frame })
  })
  useEffect(() => {
    if (!pane.current) return
    const input = new GraphInput(pane.current, { hover, leave, zoom, pan, click, menu: askMenu })
    return () => input.dispose()
  }, [])

  function onKeyDown(event: KeyboardEvent) {
    const meaning = meaningOf(event)
    if (!meaning) return
    switch (meaning.type) {
      case 'walk':
        walkTo(cursor < 0 ? firstNode(picture) : neighbour(picture, cursor, meaning.direction))
        break
      case 'pan':
        camera.pan(meaning)
        break
      case 'zoom':
        camera.zoom(meaning.factor)
        break
      case 'enter':
        if (cursor >= 0) filterByFrame('focus', answer.nodes[cursor]!.frame)
        break
      case 'leave':
        if (selected === '') return
        select('')
        break
      case 'menu': {
        const box = pane.current?.querySelector(`[data-node="${cursor}"]`)?.getBoundingClientRect()
        if (!box) return
        setMenu({ x: box.left, y: box.bottom, frame: answer.nodes[cursor]!.frame })
        break
      }
      default:
        meaning satisfies never
    }
    event.preventDefault()
  }

  const { scale, x, y } = camera.camera
  const ready = camera.pane.width > 0
  return (
    <div className="graph-stage">
      <div
        className="graph-pane"
        ref={pane}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes keys of its own
        tabIndex={0}
        role="application"
        aria-roledescription="call graph"
        aria-label={label}
        onKeyDown={onKeyDown}
      >
        <svg className="graph-picture" aria-hidden="true">
          {ready && (
            <g transform={`translate(${x} ${y}) scale(${scale})`} style={hairFor(scale)}>
              <GraphDrawing picture={picture} marks={marks} />
            </g>
          )}
        </svg>
      </div>
      {ready && overflows(camera.camera, picture.geometry, camera.pane) && (
        <Minimap
          picture={picture}
          camera={camera.camera}
          pane={camera.pane}
          onCentre={camera.centre}
        />
      )}
      <ZoomButtons scale={scale} fits={camera.fits} onZoom={camera.zoom} onFit={camera.fit} />
      {hovered && !menu && (
        <GraphCard picture={picture} place={hovered} at={at} pane={camera.pane} />
      )}
      {menu && <FrameMenu {...menu} onClose={() => setMenu(null)} />}
      <p className="visually-hidden" aria-live="polite">
        {walked && cursor >= 0 ? spokenOf(picture, cursor) : ''}
      </p>
    </div>
  )
}

/** Points that a hair line takes on screen, in steps, so that few zooms change the style. */
function hairFor(scale: number): CSSProperties {
  const points = 2 ** Math.round(Math.log2(0.8 / scale))
  return { '--graph-hair': `${points}px` } as CSSProperties
}

function placeOf(target: Element): Place | null {
  const part = target.closest<SVGElement>('[data-node], [data-edge], [data-tag]')
  const { node, edge, tag } = part?.dataset ?? {}
  if (node !== undefined) return { type: 'node', index: Number(node) }
  if (edge !== undefined) return { type: 'edge', index: Number(edge) }
  return tag === undefined ? null : { type: 'tag', index: Number(tag) }
}
