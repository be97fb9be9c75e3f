import { describe, expect, it } from 'vitest'
import {
  between,
  clamped,
  inward,
  magnified,
  moved,
  NARROWEST,
  outward,
  parseZoom,
  printZoom,
  rounded,
  samePath,
  startsWith,
  WHOLE,
} from '../../../../src/views/picture/zoom.ts'

const whole = { from: 0, to: 1 }

describe('the part on screen', () => {
  it('is magnified around the point under the pointer, which stays where it is', () => {
    const span = magnified(whole, 2, 0.25)
    expect(span).toEqual({ from: 0.125, to: 0.625 })
    expect(span.from + (span.to - span.from) * 0.25).toBe(0.25)
    expect(magnified(span, 0.5, 0.25)).toEqual(whole)
  })

  it('is never so narrow that its edges are the same number', () => {
    let span = { from: 0.3, to: 0.7 }
    for (let i = 0; i < 100; i++) span = magnified(span, 2, 0.5)
    expect(span.to - span.from).toBeCloseTo(NARROWEST, 12)
  })

  it('moves as far as the root reaches', () => {
    expect(moved({ from: 0.25, to: 0.5 }, 0.5)).toEqual({ from: 0.375, to: 0.625 })
    expect(moved({ from: 0.25, to: 0.5 }, 9)).toEqual({ from: 0.75, to: 1 })
    expect(moved({ from: 0.25, to: 0.5 }, -9)).toEqual({ from: 0, to: 0.25 })
    expect(moved(whole, 0.5)).toEqual(whole)
    expect(clamped({ from: -0.5, to: 2 })).toEqual(whole)
  })

  it('is told in the width of another root, there and back', () => {
    const place = { x: 0.5, w: 0.25 }
    expect(outward({ from: 0, to: 1 }, place)).toEqual({ from: 0.5, to: 0.75 })
    expect(inward({ from: 0.5, to: 0.75 }, place)).toEqual({ from: 0, to: 1 })
    expect(inward(whole, place)).toEqual({ from: -2, to: 2 })
  })

  it('moves such that every edge goes evenly over the screen', () => {
    const [a, b] = [whole, { from: 0.5, to: 0.6 }]
    expect(between(a, b, 0)).toEqual(a)
    expect(between(a, b, 1).from).toBeCloseTo(b.from, 12)
    expect(between(a, b, 1).to).toBeCloseTo(b.to, 12)
    const onScreen = (t: number) => {
      const span = between(a, b, t)
      return (0.55 - span.from) / (span.to - span.from)
    }
    expect(onScreen(0.5)).toBeCloseTo((onScreen(0) + onScreen(1)) / 2, 12)
  })
})

describe('in a link', () => {
  it.each([
    [WHOLE, ''],
    [{ root: [12, 5, 88], from: 0, to: 1 }, '12.5.88'],
    [{ root: [], from: 0.25, to: 0.5 }, '~0.25~0.5'],
    [{ root: [3], from: 0.125, to: 0.1875 }, '3~0.125~0.1875'],
  ])('%j is %s', (zoom, text) => {
    expect(printZoom(zoom)).toBe(text)
    expect(parseZoom(text)).toEqual(zoom)
  })

  it('comes back as it was, also after many turns of the wheel', () => {
    let span = { from: 0, to: 1 }
    for (let i = 0; i < 40; i++) {
      span = rounded(clamped(magnified(span, 1.37, 0.61)))
      expect(parseZoom(printZoom({ root: [7], ...span }))).toEqual({ root: [7], ...span })
    }
  })

  it.each(['x', '1.x', '1..2', '-3', '1~0.5~0.25', '1~a~b', '~-1~2', '1e99'])(
    '%s is no zoom',
    (text) => {
      expect(parseZoom(text)).toEqual(WHOLE)
    },
  )
})

it('paths start with themselves and with what leads to them', () => {
  expect(startsWith([1, 2, 3], [1, 2])).toBe(true)
  expect(startsWith([1, 2], [1, 2, 3])).toBe(false)
  expect(samePath([], [])).toBe(true)
})
