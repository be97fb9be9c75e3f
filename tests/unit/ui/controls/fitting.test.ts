import { expect, test } from 'vitest'
import { fittingTools } from '../../../../src/ui/controls/fitting.ts'

// 24 px at the sides, 8 px between two, 28 px for the button of the rest.

test('all fit where there is just enough room, without a button for the rest', () => {
  expect(fittingTools([100, 50], 24 + 100 + 8 + 50, 0)).toBe(2)
})

test('one that does not fit leaves room for the button of the rest', () => {
  expect(fittingTools([100, 50], 24 + 100 + 8 + 49, 0)).toBe(1)
  expect(fittingTools([100, 50], 24 + 100 + 8 + 28, 0)).toBe(1)
  expect(fittingTools([100, 50], 24 + 100 + 8 + 27, 0)).toBe(0)
})

test('the last ones go first, whatever their width', () => {
  expect(fittingTools([40, 200, 10], 24 + 40 + 8 + 28 + 60, 0)).toBe(1)
})

test('words at the beginning are cut before a tool goes, and keep a little', () => {
  expect(fittingTools([100], 24 + 120 + 8 + 100, 500)).toBe(1)
  expect(fittingTools([100], 24 + 120 + 8 + 99, 500)).toBe(0)
})

test('all are shown while one is not measured, and where nothing is laid out', () => {
  expect(fittingTools([100, undefined], 50, 0)).toBe(2)
  expect(fittingTools([100, 100], 0, 0)).toBe(2)
})
