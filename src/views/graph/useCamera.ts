import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'
import type { GraphGeometry } from '../../worker/graph-layout-geometry.ts'
import * as cameras from './camera.ts'
import { type Camera, fitted, type Point, type Size } from './camera.ts'

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
  fit(): void
}

/** Where a picture was left, for when it comes back; null where all of it was on screen. */
const left = new WeakMap<GraphGeometry, Camera>()

/** What is on screen of the picture: all of it at first, and where it was left when it comes back. */
export function useCamera(
  geometry: GraphGeometry,
  element: RefObject<Element | null>,
): CameraControl {
  const [pane, setPane] = useState<Size>({ width: 0, height: 0 })
  const [state, setState] = useState({ geometry, camera: left.get(geometry) ?? null })
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
  const current =
    state.geometry === geometry ? state : { geometry, camera: left.get(geometry) ?? null }
  if (current !== state) setState(current)
  useEffect(() => {
    if (state.camera) left.set(state.geometry, state.camera)
    else left.delete(state.geometry)
  }, [state])

  const room = { picture: geometry, pane }
  function change(next: (now: Camera) => Camera) {
    // Several events may come before the next paint: each goes on from the one before.
    setState((now) => ({ geometry, camera: next(now.camera ?? fitted(geometry, pane)) }))
  }
  return {
    camera: current.camera ?? fitted(geometry, pane),
    pane,
    fits: current.camera === null,
    zoom: (factor, at = { x: pane.width / 2, y: pane.height / 2 }) =>
      change((now) => cameras.zoomed(now, factor, at, room)),
    pan: (by) => change((now) => cameras.moved(now, by, room)),
    centre: (point) => change((now) => cameras.centred(now, point, pane)),
    show: (box) =>
      setState((now) => {
        const before = now.camera ?? fitted(geometry, pane)
        const camera = cameras.showing(before, box, pane)
        return camera === before ? now : { geometry, camera }
      }),
    fit: () => setState({ geometry, camera: null }),
  }
}
