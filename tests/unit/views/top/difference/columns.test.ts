import { expect, test } from 'vitest'
import type { FrameChange } from '../../../../../src/engine/session/compare-answers.ts'
import { figureWidth } from '../../../../../src/views/top/difference/columns.ts'

const LONG = '+1309325.62ms'

function rowOf(texts: Partial<FrameChange>) {
  const value = { old: 0, oldText: '0', new: 1, newText: '1ms', delta: 1, deltaText: '+1ms' }
  const state = 'new' as const
  const flat = { ...value, deltaPercent: '', share: 0, shareText: '', state, ...texts }
  return { flat, cum: flat, state }
}

test('columns of a table of changes have room for the longest figure in it', () => {
  expect(figureWidth([])).toBe(80)
  expect(figureWidth([rowOf({})])).toBe(80)
  // No digit of the page's fonts is wider than 8.3 pixels.
  expect(figureWidth([rowOf({}), rowOf({ deltaText: LONG })])).toBeGreaterThan(LONG.length * 8.3)
})
