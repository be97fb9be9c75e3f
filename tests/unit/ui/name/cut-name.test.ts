// @vitest-environment happy-dom
import { act, createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CutName } from '../../../../src/ui/name/CutName.tsx'

let root: Root
/** Of the box, in pixels; a letter has 10. */
let width = 0

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockImplementation(() => width)
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (
    this: HTMLElement,
  ) {
    return new DOMRect(0, 0, (this.textContent ?? '').length * 10, 20)
  })
  root = createRoot(document.body.appendChild(document.createElement('div')))
})

afterEach(() => {
  act(() => root.unmount())
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** What is seen of a name with room for so many characters, and what is the page's text. */
function shown(name: string, room: number, mark = '') {
  width = room * 10
  act(() => root.render(createElement(CutName, { key: room, name, mark })))
  const whole = document.querySelector('.cut-name-whole')
  const form = document.querySelector('.cut-name-form')
  const seen = Array.from(form?.querySelectorAll('[data-text]') ?? [], (part) =>
    part.getAttribute('data-text'),
  ).join('')
  return {
    text: document.querySelector('.cut-name')!.textContent,
    seen: form ? seen : whole!.textContent,
    marked: form?.querySelector('mark [data-text]')?.getAttribute('data-text') ?? '',
  }
}

test('a name that has room is seen as it is', () => {
  expect(shown('main.main', 9).seen).toBe('main.main')
})

test('one that has none is seen without its path, and its text is the whole name', () => {
  const name = 'github.com/acme/svc.Map[github.com/acme/key.K,go.shape.int].Get'
  expect(shown(name, 40)).toEqual({ text: name, seen: 'svc.Map[…].Get', marked: '' })
  expect(shown(name, 8)).toEqual({ text: name, seen: 'Get', marked: '' })
})

test('what the search found is marked where it is seen', () => {
  const name = 'github.com/acme/svc.(*Server).Serve'
  expect(shown(name, 20, 'serve').marked).toBe('Serve')
  expect(shown(name, 20, 'acme').marked).toBe('')
})

test('another name in its place is measured anew', () => {
  shown('github.com/acme/svc.(*Server).Serve', 20)
  expect(shown('main.main', 20).seen).toBe('main.main')
})
