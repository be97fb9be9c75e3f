// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Tip } from '../../../src/ui/Tip.tsx'

let root: Root

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  root = createRoot(document.body.appendChild(document.createElement('div')))
  // biome-ignore lint/correctness/noChildrenProp: the type asks for them
  act(() => root.render(createElement(Tip, { text: 'Of all samples', children: '42%' })))
})

afterEach(() => {
  act(() => root.unmount())
  vi.unstubAllGlobals()
})

const tip = () => document.querySelector<HTMLElement>('.tip')!
const isOpen = () => tip().classList.contains('open')
const point = (type: string) =>
  act(() => tip().dispatchEvent(new PointerEvent(type, { bubbles: true })))

/** @returns whether the page hears of the key */
function press(key: string): boolean {
  const heard = vi.fn()
  document.body.addEventListener('keydown', heard)
  act(() =>
    tip().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
  )
  document.body.removeEventListener('keydown', heard)
  return heard.mock.calls.length > 0
}

test('Escape closes a tip that the pointer is on, and nothing else; the next one is the page’s', () => {
  point('pointerover')
  expect(isOpen()).toBe(true)
  expect(press('x')).toBe(true)
  expect(isOpen()).toBe(true)
  expect(press('Escape')).toBe(false)
  expect(isOpen()).toBe(false)
  expect(press('Escape')).toBe(true)
})

test('it opens anew when the pointer comes back', () => {
  point('pointerover')
  press('Escape')
  point('pointerout')
  point('pointerover')
  expect(isOpen()).toBe(true)
  point('pointerout')
  expect(isOpen()).toBe(false)
})
