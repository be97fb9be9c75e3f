import { describe, expect, test } from 'vitest'
import {
  centred,
  fitted,
  moved,
  opened,
  overflows,
  showing,
  zoomed,
} from '../../../../src/views/graph/camera.ts'

const pane = { width: 1000, height: 600 }
const large = { width: 2000, height: 3000 }
const room = { picture: large, pane }

const onScreen = (camera: { scale: number; x: number; y: number }, x: number, y: number) => ({
  x: x * camera.scale + camera.x,
  y: y * camera.scale + camera.y,
})

describe('all of a picture', () => {
  test('is on screen, in the middle', () => {
    const camera = fitted(large, pane)
    expect(camera.scale).toBeCloseTo(576 / 3000)
    expect(onScreen(camera, 1000, 1500)).toEqual({ x: 500, y: 300 })
    expect(overflows(camera, large, pane)).toBe(false)
  })

  test('is not blown up where it is small', () => {
    expect(fitted({ width: 100, height: 50 }, pane).scale).toBeCloseTo(11 / 8)
  })
})

describe('a picture opens', () => {
  const box = (x: number, y: number) => ({ x, y, width: 100, height: 40 })
  const path = [box(1500, 200), box(1400, 280), box(1600, 360), box(200, 440)]

  test('whole where that can be read', () => {
    const small = { width: 300, height: 200 }
    expect(opened(small, pane, [box(0, 0)])).toEqual(fitted(small, pane))
  })

  test('else as large as can be read, with the begin of the path at the top', () => {
    const camera = opened(large, pane, path)
    // The smallest type has 8 points.
    expect(8 * camera.scale).toBeGreaterThanOrEqual(11)
    const first = onScreen(camera, 1500, 200)
    expect(first.y).toBeCloseTo(12)
    for (const { x, y, width, height } of path.slice(0, 3)) {
      expect(onScreen(camera, x, y).x).toBeGreaterThan(0)
      expect(onScreen(camera, x + width, y + height).x).toBeLessThan(pane.width)
    }
  })

  test('with nothing beyond its edges that could show something of it', () => {
    const camera = opened(large, pane, [box(1950, 2960)])
    expect(onScreen(camera, 2000, 3000).x).toBeCloseTo(pane.width - 12)
    expect(onScreen(camera, 2000, 3000).y).toBeCloseTo(pane.height - 12)
  })
})

describe('zooming', () => {
  test('keeps what is under the pointer where it is', () => {
    const camera = fitted(large, pane)
    const at = { x: 420, y: 310 }
    const next = zoomed(camera, 3, at, room)
    const point = { x: (at.x - camera.x) / camera.scale, y: (at.y - camera.y) / camera.scale }
    expect(next.scale).toBeCloseTo(camera.scale * 3)
    expect(onScreen(next, point.x, point.y).x).toBeCloseTo(at.x)
    expect(onScreen(next, point.x, point.y).y).toBeCloseTo(at.y)
    expect(overflows(next, large, pane)).toBe(true)
  })

  test('has limits', () => {
    const camera = fitted(large, pane)
    const middle = { x: 500, y: 300 }
    expect(zoomed(camera, 1e9, middle, room).scale).toBe(8)
    expect(zoomed(camera, 1e-9, middle, room).scale).toBeCloseTo(camera.scale / 2)
  })
})

test('a picture cannot be dragged out of sight', () => {
  const camera = { scale: 1, x: 0, y: 0 }
  expect(moved(camera, { x: 1e6, y: -1e6 }, room)).toEqual({ scale: 1, x: 940, y: -2940 })
  expect(moved(camera, { x: -1e6, y: 1e6 }, room)).toEqual({ scale: 1, x: -1940, y: 540 })
})

test('a box that is off the screen comes to its middle; one on it moves nothing', () => {
  const camera = { scale: 1, x: 0, y: 0 }
  const box = { x: 1500, y: 900, width: 100, height: 40 }
  expect(showing(camera, box, pane)).toEqual(centred(camera, { x: 1550, y: 920 }, pane))
  expect(showing(camera, { ...box, x: 10, y: 10 }, pane)).toBe(camera)
})
