import { describe, expect, it } from 'vitest'
import { DEFAULT_OPTIONS } from '../../../../src/engine/select/options.ts'
import { meaningOf } from '../../../../src/views/picture/keys.ts'
import {
  questionFor,
  reasonOf,
  sameQuestion,
  type Wish,
} from '../../../../src/views/picture/request.ts'
import { WHOLE } from '../../../../src/views/picture/zoom.ts'

const wish: Wish = {
  profile: 1,
  compared: null,
  options: DEFAULT_OPTIONS,
  search: { text: '', regexp: false, matchCase: false },
  shape: { direction: 'down', frame: '', collapse: false, order: 'size' },
  zoom: WHOLE,
  width: 1000,
  ratio: 1,
  narrowest: 0.5,
}
const at = (from: number, to: number): Wish => ({ ...wish, zoom: { root: [3], from, to } })

describe('what the worker is asked for', () => {
  it('is the whole where the whole is on screen', () => {
    expect(questionFor(wish)).toMatchObject({ root: [], from: 0, to: 1, width: 1000, minWidth: 1 })
    expect(questionFor({ ...wish, ratio: 3 }).minWidth).toBe(0.5)
    expect(questionFor({ ...wish, narrowest: 4 }).minWidth).toBe(4)
  })

  it('is some more on both sides of a part, at the same scale', () => {
    const { from, to, width } = questionFor(at(0.5, 0.625))
    expect([from, to, width]).toEqual([0.4375, 0.6875, 2000])
  })

  it('ends where the root ends', () => {
    expect(questionFor(at(0, 0.25))).toMatchObject({ from: 0, to: 0.375, width: 1500 })
    expect(questionFor(at(0.75, 1))).toMatchObject({ from: 0.625, to: 1, width: 1500 })
  })

  it('stays the same for small moves, and covers what is on screen for all', () => {
    expect(sameQuestion(questionFor(at(0.51, 0.61)), questionFor(at(0.515, 0.615)))).toBe(true)
    for (let from = 0; from < 0.9; from += 0.013) {
      const question = questionFor(at(from, from + 0.1))
      expect(question.from).toBeLessThanOrEqual(from)
      expect(question.to).toBeGreaterThanOrEqual(from + 0.1)
      expect(question.width).toBeLessThanOrEqual(2500)
    }
  })
})

it('says why there is a new picture', () => {
  const question = questionFor(wish)
  const search = { text: 'json', regexp: false, matchCase: false }
  const options = { ...DEFAULT_OPTIONS, focus: 'json' }
  expect(reasonOf(undefined, question)).toBe('open')
  expect(reasonOf(question, questionFor({ ...wish, profile: 2 }))).toBe('open')
  expect(reasonOf(question, questionFor({ ...wish, options }))).toBe('options')
  const shape = { ...wish.shape, direction: 'up' as const }
  expect(reasonOf(question, questionFor({ ...wish, shape }))).toBe('options')
  expect(reasonOf(question, questionFor({ ...wish, search }))).toBe('search')
  expect(reasonOf(question, questionFor(at(0, 1)))).toBe('zoom')
})

describe('keys', () => {
  const key = (name: string, modifiers: Partial<Record<string, boolean>> = {}) =>
    meaningOf({
      key: name,
      shiftKey: false,
      ctrlKey: false,
      metaKey: false,
      altKey: false,
      ...modifiers,
    })

  it('walk, pan with shift, zoom, enter and leave', () => {
    expect(key('ArrowLeft')).toEqual({ type: 'walk', direction: 'left' })
    expect(key('ArrowLeft', { shiftKey: true })).toEqual({ type: 'pan', share: -0.25 })
    expect(key('+')).toEqual({ type: 'zoom', factor: 1.5 })
    expect(key('Enter')).toEqual({ type: 'enter' })
    expect(key('u')).toEqual({ type: 'up' })
    expect(key('Escape')).toEqual({ type: 'leave' })
    expect(key('F10', { shiftKey: true })).toEqual({ type: 'menu' })
  })

  it('of the page and of the browser are left to them', () => {
    for (const name of ['f', 'n', '0', '/', 'Tab', 'F10']) expect(key(name)).toBeUndefined()
    expect(key('ArrowLeft', { altKey: true })).toBeUndefined()
    expect(key('+', { ctrlKey: true })).toBeUndefined()
  })
})
