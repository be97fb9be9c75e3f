import { describe, expect, test } from 'vitest'
import { filteredName } from '../../../src/app/bar/downloads.ts'
import { fitting } from '../../../src/app/bar/useFitting.ts'
import { iconFor } from '../../../src/app/document/favicon.ts'
import { titleOf } from '../../../src/app/document/title.ts'
import { meaningOf } from '../../../src/app/keys/keys.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../src/engine/select/options.ts'
import '../views.ts'

describe('the title', () => {
  const title = (options: Partial<Options>, off: 'ignore'[] = [], program = 'leakdemo') =>
    titleOf({
      program,
      sampleType: 'cpu',
      view: 'Top',
      options: { ...DEFAULT_OPTIONS, ...options },
      off,
    })

  test.each([
    [{}, 'leakdemo · cpu · Top — Flamedrop'],
    [{ focus: 'json', ignore: 'gc' }, 'leakdemo · cpu · Top · focus json — Flamedrop'],
    [
      { focus: 'a', hide: 'b', show: 'c' },
      'leakdemo · cpu · Top · focus a · hide b · … — Flamedrop',
    ],
  ])('%j', (options, expected) => {
    expect(title(options, ['ignore'])).toBe(expected)
  })

  test('of the empty page is the name', () => {
    expect(title({ focus: 'x' }, [], '')).toBe('Flamedrop')
  })
})

test('icons tell families of sample types apart', () => {
  const families = [
    ['', 'cpu', 'samples', 'mean_cpu'],
    ['inuse_space', 'alloc_objects', 'space'],
    ['goroutine', 'goroutines', 'threadcreate'],
    ['contentions', 'delay'],
    ['bananas'],
  ].map((types) => new Set(types.map(iconFor)))
  expect(families.map(({ size }) => size)).toEqual([1, 1, 1, 1, 1])
  expect(new Set(families.flatMap((icons) => [...icons])).size).toBe(5)
  expect(iconFor('cpu')).toMatch(/^data:image\/svg\+xml,%3Csvg/)
})

test.each([
  [400, 3],
  [260, 2],
  [259, 1],
  [80, 0],
  [10, 0],
])('of tabs 100, 80, 60 wide and a menu of 80, %i px show %i', (room, count) => {
  expect(fitting([100, 80, 60, 80], room)).toBe(count)
})

test.each([
  ['cpu.pb.gz', 'cpu.filtered.pb.gz'],
  ['heap', 'heap.filtered.pb.gz'],
  ['goroutine.txt', 'goroutine.txt.filtered.pb.gz'],
  ['prof.gz', 'prof.filtered.pb.gz'],
])('%s as filtered is %s', (name, filtered) => {
  expect(filteredName(name)).toBe(filtered)
})

test('keys with Ctrl or ⌘ are the page’s own only where they are listed', () => {
  const press = (key: string, ctrlKey = true) =>
    meaningOf({ key, ctrlKey, metaKey: false, altKey: false })
  expect([press('k'), press('K'), press('o'), press('f'), press('1')]).toEqual([
    'palette',
    'palette',
    'open',
    undefined,
    undefined,
  ])
  expect([press('\\', false), press('w', false), press('W', false)]).toEqual([
    'split',
    'show',
    'show_from',
  ])
})
