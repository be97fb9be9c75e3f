import { expect, test } from 'vitest'
import { isOfKind, membersInOrder } from '../../src/store/series.ts'
import type { OpenProfile } from '../../src/store/session.ts'

const HEAP = [
  { type: 'inuse_objects', unit: 'count' },
  { type: 'inuse_space', unit: 'bytes' },
]

function opened(key: number, sampleTypes = HEAP): OpenProfile {
  const name = `heap.${key}`
  return {
    ...{ key, id: key, name, warningsRead: false },
    source: { kind: 'file', blob: new Blob() },
    original: new Blob(),
    answer: {
      ...{ profile: key, name, size: 0, inflatedSize: 0, sampleTypes, defaultSampleType: 0 },
      ...{ samples: 0, functions: 0, locations: 0, stacks: 0, timings: {}, warnings: [] },
      recorded: 0,
    },
  }
}

test('profiles are of one kind if they count the same in the same units', () => {
  expect(isOfKind(opened(1), opened(2))).toBe(true)
  expect(isOfKind(opened(1), opened(2, HEAP.slice(0, 1)))).toBe(false)
  expect(
    isOfKind(opened(1), opened(2, [HEAP[0]!, { type: 'inuse_space', unit: 'kilobytes' }])),
  ).toBe(false)
})

test('an order that a person gives has what was opened since at its end', () => {
  const members = [1, 2, 3, 4].map((key) => opened(key))
  const keys = (order: readonly number[] | null): number[] =>
    membersInOrder(members, order).map(({ key }) => key)
  expect(keys(null)).toEqual([1, 2, 3, 4])
  expect(keys([3, 1, 9])).toEqual([3, 1, 2, 4])
})
