import { describe, expect, test } from 'vitest'
import { OptionError } from '../../../../src/engine/select/options.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { drawing, select, tree, values } from '../../drawn.ts'

const heap = fromStacks(
  `
    main  main
    json  sort
    ------------------------
    alloc_objects/count  4  1
    alloc_space/bytes    64 10
    inuse_objects/count  2  0
    inuse_space/bytes    32 0
  `,
)

describe('the sample type', () => {
  const columnOf = (sample_index: string): number => select(heap, { sample_index }).value.column

  test('is the last one', () => {
    expect(columnOf('')).toBe(3)
  })

  test('is the one that the profile prefers, if it is there', () => {
    const stack = 'main\n---\nsamples/count 1\ncpu/ns 2'
    const preferred = (defaultSampleType: string): number =>
      select(fromStacks(stack, { defaultSampleType })).value.column
    expect(preferred('samples')).toBe(0)
    expect(preferred('walls')).toBe(1)
  })

  test('is chosen by name or by number', () => {
    expect(columnOf('alloc_space')).toBe(1)
    expect(columnOf('2')).toBe(2)
    expect(columnOf('0')).toBe(0)
  })

  test('inuse_x is x where a profile has only that', () => {
    const old = fromStacks('main\n---\nobjects/count 1\nspace/bytes 2')
    expect(select(old, { sample_index: 'inuse_objects' }).value.column).toBe(0)
  })

  test.each([
    [
      'bytes',
      'sample_index "bytes" must be one of: [alloc_objects alloc_space inuse_objects inuse_space]',
    ],
    ['4', 'sample_index 4 is outside the range [0..3]'],
    ['-1', 'sample_index -1 is outside the range [0..3]'],
  ])('%s is refused in the words of pprof', (sample_index, message) => {
    expect(() => select(heap, { sample_index })).toThrow(new OptionError(message, 'sample_index'))
  })
})

describe('values', () => {
  test('are those of the sample type; samples without one do not count', () => {
    expect(tree(heap)).toBe('main 32\n  json 32')
    expect(tree(heap, { sample_index: 'alloc_objects' })).toBe(
      drawing(`
        main 5
          json 4
          sort 1
      `),
    )
  })

  test('of a comparison may cancel: the path is there, the frame is not', () => {
    const profile = fromStacks(`
      main  main  main
      json  json  sort
      -----------------
      cpu/ns  5  -5  -3
    `)
    expect(tree(profile)).toBe('main -3\n  json 0\n  sort -3')
    expect(values(profile)).toEqual(['main 0 -3', 'sort -3 -3'])
  })

  test('that are negative can be dropped with their frames', () => {
    const profile = fromStacks(`
      main  main  gc
      json  sort  .
      ---------------
      cpu/ns  5  -7  2
    `)
    expect(values(profile)).toEqual(['main 0 -2', 'json 5 5', 'sort -7 -7', 'gc 2 2'])
    expect(values(profile, { drop_negative: true })).toEqual(['json 5 5', 'gc 2 2'])
  })
})

describe('the total', () => {
  test('is the sum of the absolute values', () => {
    const profile = fromStacks(`
      main  main  .
      -------------------
      cpu/ns  5  -7  1
    `)
    expect(select(profile).total).toBe(13)
    expect(select(heap, { sample_index: 'alloc_space' }).total).toBe(74)
  })

  test('of no samples is 0', () => {
    expect(select(heap, { focus: 'nothing', relative_percentages: true }).total).toBe(0)
  })
})

describe('a mean', () => {
  const delays = fromStacks(`
    main  main  main
    lock  lock  wait
    ----------------------
    contentions/count  3  1   0
    delay/ns           9  20  7
  `)

  test('is the value per unit of the first sample type, cut to a whole number', () => {
    expect(values(delays, { mean: true })).toEqual(['main 0 9', 'lock 7 7', 'wait 7 7'])
  })

  test('has a mean for its total', () => {
    expect(select(delays, { mean: true }).total).toBe(9)
  })

  test('counts samples that have only a divisor', () => {
    const profile = fromStacks(`
      main  main
      ----------------------
      contentions/count  3  1
      delay/ns           8  0
    `)
    expect(values(profile, { mean: true })).toEqual(['main 2 2'])
  })

  test('of the first sample type is 1', () => {
    expect(values(delays, { mean: true, sample_index: '0' })).toEqual(['main 0 1', 'lock 1 1'])
  })
})
