import { describe, expect, test } from 'vitest'
import {
  defaultColumn,
  goroutineColumn,
  namedColumn,
} from '../../../../src/engine/profile/sample-types.ts'
import { DEFAULT_OPTIONS, OptionError } from '../../../../src/engine/select/options.ts'
import { sampleValue } from '../../../../src/engine/select/weights.ts'

const types = (...names: string[]) => names.map((type) => ({ type, unit: 'count' }))
const heap = {
  sampleTypes: types('alloc_objects', 'alloc_space', 'inuse_objects', 'inuse_space'),
  defaultSampleType: '',
}

test('the sample type to show first is the one that the file names, else the last', () => {
  expect(defaultColumn(heap)).toBe(3)
  expect(defaultColumn({ ...heap, defaultSampleType: 'alloc_space' })).toBe(1)
  expect(defaultColumn({ ...heap, defaultSampleType: 'delay' })).toBe(3)
  expect(defaultColumn({ sampleTypes: [], defaultSampleType: '' })).toBe(-1)
})

describe('sample_index', () => {
  test.each([
    ['inuse_objects', 2],
    ['2', 2],
    ['+2', 2],
    ['-0', 0],
    ['4', -1],
    ['-1', -1],
    ['1e0', -1],
    ['space', -1],
  ])('%s is column %i', (wanted, column) => {
    expect(namedColumn(heap.sampleTypes, wanted) + 0).toBe(column)
  })

  test('inuse_x finds x', () => {
    expect(namedColumn(types('objects', 'space'), 'inuse_space')).toBe(1)
  })

  test('is an error in words where it names none', () => {
    for (const sample_index of ['4', '-1', 'space']) {
      expect(() => sampleValue(heap, { ...DEFAULT_OPTIONS, sample_index })).toThrow(OptionError)
    }
  })
})

test('goroutines are counted by a sample type of that name, leaked ones too', () => {
  expect(goroutineColumn({ sampleTypes: types('samples', 'goroutine') })).toBe(1)
  expect(goroutineColumn({ sampleTypes: types('goroutineleak') })).toBe(0)
  expect(goroutineColumn({ sampleTypes: types('goroutines') })).toBe(-1)
})
