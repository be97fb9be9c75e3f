import { describe, expect, test } from 'vitest'
import { type Entry, grouped, matching } from '../../../src/app/palette/palette.ts'

const entry = (label: string, group = 'Actions', words = ''): Entry => {
  return { id: label, group, label, words, run: () => {} }
}
const LIST = [
  entry('Flame graph', 'Views'),
  entry('Call graph', 'Views'),
  entry('Granularity: lines', 'Options', 'A frame is a line of a function'),
  entry('focus…', 'Filters', 'Keep only samples whose stack matches'),
]
const labels = (entries: readonly Entry[]) => entries.map(({ label }) => label)

describe('a query', () => {
  test.each([
    ['gra', ['Granularity: lines', 'Flame graph', 'Call graph']],
    ['GRAPH call', ['Call graph']],
    ['li', ['Granularity: lines']],
    ['bananas', []],
  ])('%j finds by name, the start first', (query, found) => {
    expect(labels(matching(LIST, query).named)).toEqual(found)
  })

  test('finds by other words after all names', () => {
    const { named, others } = matching(LIST, 'f')
    expect(labels(named)).toEqual(['Flame graph', 'focus…'])
    expect(labels(others)).toEqual(['Granularity: lines'])
    expect(labels(matching(LIST, 'views').others)).toEqual(['Flame graph', 'Call graph'])
  })

  test('of nothing leaves the list as it is', () => {
    expect(matching(LIST, '  ')).toEqual({ named: LIST, others: [] })
  })
})

test('groups stand where their best entry does', () => {
  const groups = grouped([LIST[3]!, LIST[0]!, LIST[2]!, LIST[1]!])
  expect(groups.map(([title, entries]) => [title, labels(entries)])).toEqual([
    ['Filters', ['focus…']],
    ['Views', ['Flame graph', 'Call graph']],
    ['Options', ['Granularity: lines']],
  ])
})
