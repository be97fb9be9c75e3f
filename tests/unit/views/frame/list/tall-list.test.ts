// @vitest-environment happy-dom
import { act, createElement, useRef } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  type TallerRow,
  type TallList,
  useTallList,
} from '../../../../../src/views/frame/list/useTallList.ts'

const ROW = 24
const HEAD = 40
const VIEW = 440

let root: Root
let list: TallList

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(VIEW)
  root = createRoot(document.body.appendChild(document.createElement('div')))
})

afterEach(() => {
  act(() => root.unmount())
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function show(count: number, taller: readonly TallerRow[] = []): void {
  const Scroller = () => {
    const scroller = useRef<HTMLDivElement>(null)
    list = useTallList(scroller, count, ROW, { headHeight: HEAD, taller })
    return createElement('div', { ref: scroller })
  }
  act(() => root.render(createElement(Scroller)))
}

test('rows that fit an element stand where they are, below the head', () => {
  show(1000)
  expect(list.height).toBe(1000 * ROW)
  expect([list.first, list.last, list.topOf(7)]).toEqual([
    0,
    Math.floor((VIEW - HEAD) / ROW) + 1,
    7 * ROW,
  ])
  act(() => list.reveal(999))
  expect(list.last).toBe(999)
})

test('more rows than an element can be high are all reached', () => {
  const count = 5_000_000
  show(count)
  expect(list.height).toBeLessThanOrEqual(8_000_000)
  act(() => list.reveal(count - 1))
  expect(list.last).toBe(count - 1)
  expect(Math.round(list.topOf(count - 1) + ROW)).toBe(list.height)
  act(() => list.reveal(2_500_000))
  expect(list.first).toBe(2_500_000)
  act(() => list.reveal(0))
  expect([list.first, list.topOf(0)]).toEqual([0, 0])
})

test('a taller row moves those below it', () => {
  show(1000, [
    { row: 3, more: 100 },
    { row: 10, more: 50 },
  ])
  expect(list.height).toBe(1000 * ROW + 150)
  expect([3, 4, 11].map(list.topOf)).toEqual([3 * ROW, 4 * ROW + 100, 11 * ROW + 150])
  expect(list.last).toBe(11)
  act(() => list.reveal(500))
  expect([list.first <= 500, list.last >= 500]).toEqual([true, true])
  act(() => list.reveal(999))
  expect(list.last).toBe(999)
})
