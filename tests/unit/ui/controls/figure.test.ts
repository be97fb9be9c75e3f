import { expect, test } from 'vitest'
import { tailOf } from '../../../../src/ui/controls/Figure.tsx'

test.each([
  ['0.63s', '.63s'],
  ['100%', '%'],
  ['0.099%', '.099%'],
  ['+1,506/min', '/min'],
  ['-12', ''],
  ['1,234', ''],
  ['14.25MB', '.25MB'],
  ['from 0', ''],
  ['new', ''],
  ['', ''],
])('%j has %j behind its whole number', (text, tail) => {
  expect(tailOf([text])).toBe(tail.length)
})

test('a column has room for the longest', () => {
  expect(tailOf(['100%', '0.099%', '6.3%'])).toBe('.099%'.length)
  expect(tailOf([])).toBe(0)
})
