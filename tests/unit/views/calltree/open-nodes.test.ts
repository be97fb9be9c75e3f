import { expect, test } from 'vitest'
import { pathTo, toggled } from '../../../../src/views/calltree/open-nodes.ts'

const OPEN = [
  { above: -1, key: 5 },
  { above: 0, key: 6 },
  { above: -1, key: 7 },
  { above: 1, key: 8 },
  { above: 2, key: 6 },
]

test('a row is opened below what is open', () => {
  expect(toggled(OPEN, [7, 9])).toEqual([...OPEN, { above: 2, key: 9 }])
  expect(toggled(OPEN, [9])).toEqual([...OPEN, { above: -1, key: 9 }])
})

test('a row is closed with all below it', () => {
  expect(toggled(OPEN, [5])).toEqual([
    { above: -1, key: 7 },
    { above: 0, key: 6 },
  ])
  expect(toggled(OPEN, [5, 6])).toEqual([
    { above: -1, key: 5 },
    { above: -1, key: 7 },
    { above: 1, key: 6 },
  ])
})

test('what leads to it is closed: nothing changes', () => {
  expect(toggled(OPEN, [9, 6])).toBe(OPEN)
})

test('the path of a row leads through the open nodes', () => {
  expect(pathTo(OPEN, { above: 3, key: 9 })).toEqual([5, 6, 8, 9])
  expect(pathTo(OPEN, { above: -1, key: 9 })).toEqual([9])
})
