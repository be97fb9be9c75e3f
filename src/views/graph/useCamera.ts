import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'
import type { BoxGeometry, GraphGeometry } from '../../worker/graph-layout-geometry.ts'
import * as cameras from './camera.ts'
import { type Camera, fitted, opened, type Point, type Size } from './camera.ts'
import { type GraphPicture, hottestPath } from './picture.ts'

export interface CameraControl {
  readonly camera: Camera
  readonly pane: Size
  /** The whole picture is on screen and follows the size of the pane. */
  readonly fits: boolean
  /** @param at of the pane; its middle if left out */
  zoom(factor: number, at?: Point): void
  pan(by: Point): void
  centre(point: Point): void
  show(box: Point & Size): void
  /** The whole picture; the way it opened if that is on screen. */
  fit(): void
}

/** What is on screen: as the picture opened, all of it, or what the user went to. */
type Shown = 'opened' | 'whole' | Camera

/** Where a picture was left, for when it comes back. */
const left = new WeakMap<GraphGeometry, Shown>()

/**
 * What is on screen of the picture: at first the hottest path at a size that can be read, and where
 * it was left when it comes back.
 * @param chosen what must be on screen as it opens, if there is something
 */
export function useCamera(
  picture: GraphPicture,
  element: RefObject<Element | null>,
  chosen: BoxGeometry | undefined,
): CameraControl {
  const { geometry } = picture
  const [pane, setPane] = useState<Size>({ width: 0, height: 0 })
  const [state, setState] = useState({ geometry, shown: lastOf(geometry) })
  useLayoutEffect(() => {
    const sized = element.current
    if (!sized) return
    const measure = () => {
      const { width, height } = sized.getBoundingClientRect()
      setPane((now) => (now.width === width && now.height === height ? now : { width, height }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(sized)
    return () => observer.disconnect()
  }, [element])
  const current = state.geometry === geometry ? state : { geometry, shown: lastOf(geometry) }
  if (current !== state) setState(current)
  useEffect(() => {
    left.set(state.geometry, state.shown)
  }, [state])

  // What is chosen later does not move the picture.
  const [start] = useState(() => ({ path: hottestPath(picture), chosen }))
  const room = { picture: geometry, pane }
  const cameraOf = (shown: Shown): Camera => {
    if (shown === 'whole') return fitted(geometry, pane)
    if (shown !== 'opened') return shown
    const hottest = opened(geometry, pane, start.path)
    return start.chosen ? cameras.showing(hottest, start.chosen, pane) : hottest
  }
  function change(next: (now: Camera) => Camera) {
    // Several events may come before the next paint: each goes on from the one before.
    setState((now) => ({ geometry, shown: next(cameraOf(now.shown)) }))
  }
  return {
    camera: cameraOf(current.shown),
    pane,
    fits: isWhole(current.shown, cameraOf, fitted(geometry, pane)),
    zoom: (factor, at = { x: pane.width / 2, y: pane.height / 2 }) =>
      change((now) => cameras.zoomed(now, factor, at, room)),
    pan: (by) => change((now) => cameras.moved(now, by, room)),
    centre: (point) => change((now) => cameras.centred(now, point, pane)),
    show: (box) =>
      setState((now) => {
        const before = cameraOf(now.shown)
        const camera = cameras.showing(before, box, pane)
        return camera === before ? now : { geometry, shown: camera }
      }),
    fit: () => setState((now) => ({ geometry, shown: now.shown === 'whole' ? 'opened' : 'whole' })),
  }
}

function lastOf(geometry: GraphGeometry): Shown {
  return left.get(geometry) ?? 'opened'
}

function isWhole(shown: Shown, cameraOf: (shown: Shown) => Camera, whole: Camera): boolean {
  return shown === 'whole' || (shown === 'opened' && cameraOf(shown).scale === whole.scale)
}
