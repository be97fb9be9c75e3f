import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { frameOf, hit, modelOf, pathOf } from '../../../../src/views/picture/model.ts'
import { paletteOf } from '../../../../src/views/picture/palette.ts'
import type { Scene } from '../../../../src/views/picture/scene.ts'
import { FlameStage } from '../../../../src/views/picture/stage.ts'
import { WHOLE } from '../../../../src/views/picture/zoom.ts'
import type { FlameAnswer } from '../../../../src/worker/protocol.ts'
import { drawn } from './drawn.ts'

const ALL = { from: 0, to: 1 }

const whole = drawn(`
  main   main   main   main   gc     gc     gc     gc
  serve  serve  serve  idle   mark   mark   sweep  sweep
  json   json   sort   .      scan   .      .      .
`)
const wholeModel = modelOf(whole)
const gcPath = pathOf(wholeModel, hit(wholeModel, 1, 0.9))
/** What the worker answers for a zoom to gc: its frames at full width, below root. */
const gc: FlameAnswer = {
  ...drawn(`
    gc     gc     gc     gc
    mark   mark   sweep  sweep
    scan   .      .      .
  `),
  root: gcPath,
  rootDepth: 1,
}

let scenes: Scene[]
let frames: FrameRequestCallback[]
let now: number

beforeEach(() => {
  scenes = []
  frames = []
  now = 1000
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback))
  vi.stubGlobal('cancelAnimationFrame', () => {})
  vi.spyOn(performance, 'now').mockImplementation(() => now)
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

function stage(still = false, opened = true) {
  const look = {
    width: 800,
    height: 200,
    scrollTop: 0,
    rowHeight: 20,
    bottom: null,
    ratio: 1,
    palette: paletteOf('light'),
    coloring: 'package' as const,
    marksSelf: true,
    fontFamily: 'monospace',
    all: 4,
    searching: false,
    selected: '',
    hover: -1,
    focus: -1,
    marked: -1,
  }
  const pencil = { draw: (scene: Scene) => void scenes.push(scene), dispose: () => {} }
  const made = new FlameStage(pencil, look, () => still)
  if (opened) {
    made.show(wholeModel, ALL, 'open')
    tick(0)
  }
  return made
}

/** Lets the screen show its next frame, `ms` later; what it shows, as [root depth, from, to]. */
function tick(ms: number) {
  now += ms
  vi.advanceTimersByTime(ms)
  for (const callback of frames.splice(0)) callback(now)
  return scenes
    .at(-1)!
    .layers.map(({ model, span }) => [
      model.answer.rootDepth,
      Number(span.from.toFixed(3)),
      Number(span.to.toFixed(3)),
    ])
}

it('lets a zoom set out with the answer that comes soon', () => {
  const it = stage()
  it.go({ root: gcPath, ...ALL }, true)
  const drawn = scenes.length
  tick(10)
  expect(scenes).toHaveLength(drawn)
  it.show(modelOf(gc), ALL, 'zoom')
  // Both pictures lie on one another; the new one leaves the rows above its root to the old.
  const layers = tick(10)
  expect(layers.map(([depth]) => depth)).toEqual([0, 1])
  expect(scenes.at(-1)!.layers.map(({ firstRow }) => firstRow)).toEqual([0, 1])
  const [[, oldFrom, oldTo], [, newFrom, newTo]] = layers as [number[], number[]]
  expect(oldFrom).toBeGreaterThan(0.2)
  expect(oldFrom).toBeLessThan(0.5)
  expect(newFrom).toBeCloseTo((oldFrom! - 0.5) / 0.5, 2)
  expect(newTo).toBeCloseTo((oldTo! - 0.5) / 0.5, 2)
  expect(tick(100)).toEqual([[1, 0, 1]])
  expect(frames).toEqual([])
})

it('shows what is there magnified when the answer does not come soon', () => {
  const it = stage()
  it.go({ root: gcPath, ...ALL }, true)
  const [[, from]] = tick(40) as [[number, number, number]]
  expect(from).toBeGreaterThan(0.2)
  expect(from).toBeLessThan(0.5)
  expect(tick(100)).toEqual([[0, 0.5, 1]])
  expect(frames).toEqual([])
  it.show(modelOf(gc), ALL, 'zoom')
  expect(tick(16)).toEqual([[1, 0, 1]])
})

it('waits with the way out until there is something to see there', () => {
  const it = stage()
  it.go({ root: gcPath, ...ALL }, true)
  it.show(modelOf(gc), ALL, 'zoom')
  tick(200)
  it.go(WHOLE, true)
  expect(tick(100)).toEqual([[1, 0, 1]])
  it.show(wholeModel, ALL, 'zoom')
  const layers = tick(0)
  expect(layers.map(([depth]) => depth)).toEqual([0, 1])
  expect(layers[0]![1]).toBeLessThan(0.5)
  expect(layers[0]![1]).toBeGreaterThan(0)
  expect(tick(200)).toEqual([[0, 0, 1]])
})

it('follows a gesture at once, without motion of its own', () => {
  const it = stage()
  it.go({ root: [], from: 0.25, to: 0.5 }, false)
  expect(tick(0)).toEqual([[0, 0.25, 0.5]])
  expect(frames).toEqual([])
})

it('does not move by itself where motion is not wanted', () => {
  const it = stage(true)
  it.go({ root: gcPath, ...ALL }, true)
  it.show(modelOf(gc), ALL, 'zoom')
  expect(tick(0)).toEqual([[1, 0, 1]])
  it.go(WHOLE, true)
  it.show(wholeModel, ALL, 'zoom')
  expect(tick(0)).toEqual([[0, 0, 1]])
  it.go({ root: gcPath, ...ALL }, true)
  expect(tick(40)).toEqual([[0, 0.5, 1]])
})

it('draws nothing when nothing changes', () => {
  const it = stage()
  const drawn = scenes.length
  it.style({ hover: -1, selected: '' })
  it.go(WHOLE, true)
  tick(50)
  expect(scenes).toHaveLength(drawn)
})

it('keeps a zoom under other options', () => {
  const it = stage()
  it.go({ root: gcPath, ...ALL }, true)
  it.show(modelOf(gc), ALL, 'zoom')
  tick(200)
  it.show(modelOf(gc), ALL, 'options')
  expect(tick(0)).toEqual([[1, 0, 1]])
})

it('starts where a link says, and finds the way out from there', () => {
  const it = stage(false, false)
  it.go({ root: gcPath, ...ALL }, true)
  it.show(modelOf(gc), ALL, 'open')
  expect(tick(0)).toEqual([[1, 0, 1]])
  it.go(WHOLE, true)
  expect(tick(0)).toEqual([[1, 0, 1]])
  it.show(wholeModel, ALL, 'zoom')
  expect(tick(0)).toHaveLength(2)
  expect(tick(200)).toEqual([[0, 0, 1]])
})

it('knows which frame is at a point, now and on the way', () => {
  const it = stage()
  const name = (x: number, y: number) => {
    const picked = it.pick(x, y)
    return picked && frameOf(picked.model, picked.i).name
  }
  expect(name(10, 5)).toBe('root')
  expect(name(790, 25)).toBe('gc')
  expect(name(790, 65)).toBeUndefined()
  it.style({ scrollTop: 40 })
  expect(name(10, 5)).toBe('serve')
  it.style({ scrollTop: 0 })
  it.go({ root: gcPath, ...ALL }, true)
  it.show(modelOf(gc), ALL, 'zoom')
  tick(60)
  expect(scenes.at(-1)!.layers).toHaveLength(2)
  expect(name(790, 25)).toBe('gc')
  tick(200)
  expect(name(10, 25)).toBe('gc')
  expect(name(10, 5)).toBe('root')
  expect(name(10, 45)).toBe('mark')
})

it('knows which frame is at a point where rows grow upwards', () => {
  const it = stage()
  const name = (x: number, y: number) => {
    const picked = it.pick(x, y)
    return picked && frameOf(picked.model, picked.i).name
  }
  it.style({ bottom: 200 })
  expect(name(10, 195)).toBe('main')
  expect(name(10, 181)).toBe('main')
  expect(name(10, 179)).toBe('serve')
  expect(name(10, 145)).toBe('json')
  expect(name(10, 139)).toBeUndefined()
})

it('marks when a picture has been painted, with why and how much of it', async () => {
  performance.clearMarks('flame-painted')
  stage()
  await vi.waitFor(() => {
    const [mark] = performance.getEntriesByName('flame-painted') as PerformanceMark[]
    expect(mark?.detail).toEqual({ reason: 'open', frames: whole.node.length })
  })
})
