import { describe, expect, test } from 'vitest'
import { compareWithBase } from '../../../src/engine/combine/base.ts'
import { report } from '../../../src/engine/pprof.ts'
import type { Profile } from '../../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS, OptionError, type Options } from '../../../src/engine/select/options.ts'
import { fromStacks } from '../../fixtures/stacks.ts'
import { printed, select } from '../drawn.ts'

/** What comparisons with pprof at random have found (tests/differential). */

test('values divided by 0 are refused', () => {
  const profile = fromStacks('main')
  for (const name of ['top', 'tags', 'callgrind']) {
    expect(() => printed(profile, name, { divide_by: 0 })).toThrow(
      new OptionError('zero divisor specified', 'divide_by'),
    )
  }
})

test('an entropy score beyond int64 counts as none', () => {
  // Of `sink` next to nothing is its own: the shares of its edges are beyond all bounds. Those of
  // `less` have no logarithm. Scores that are no number go by what is the nodes' own.
  const profile = fromStacks(`
    main  main             main             main  main  main
    sink  sink             sink             less  less  other
    .     left             right            .     kid   .
    --------------------------------------------------------------------
    cpu/nanoseconds  40  -119000000000000  -47000000000000  -1000 -500 166000000000000
  `)
  const names = printed(profile, 'dot', { trim: false }).flatMap(
    (line) => /^N\d+ \[label="(.*?)\\n/.exec(line)?.slice(1) ?? [],
  )
  expect(names.slice(0, 2)).toEqual(['sink', 'less'])
})

describe('list', () => {
  const list = (profile: Profile, options: Partial<Options> = {}): string[] => {
    const request = { name: 'list', options: { ...DEFAULT_OPTIONS, ...options }, regexp: '.' }
    return [...(report(profile, request) as Iterable<string>)]
  }

  test('does not look for the file of a function that starts behind its lines', () => {
    const drawn = fromStacks('main@main.go:7')
    const late = { ...drawn.functions, startLine: Float64Array.of(200) }
    expect(list({ ...drawn, functions: late })).toEqual([
      'Total: 1',
      'ROUTINE ======================== main in main.go',
      '         1          1 (flat, cum)   100% of Total',
    ])
    expect(list(drawn).at(-1)).toContain('could not find file main.go')
  })

  test('says so all the same if another function has asked for the file', () => {
    const drawn = fromStacks(`
      main@main.go:7
      work@main.go:9
    `)
    const name = (row: number): string => drawn.strings.get(drawn.functions.name[row]!)
    const startLine = Float64Array.from({ length: 2 }, (_, row) => (name(row) === 'work' ? 200 : 0))
    const errors = list({ ...drawn, functions: { ...drawn.functions, startLine } }).filter((line) =>
      line.includes('Error'),
    )
    expect(errors).toHaveLength(2)
  })
})

test('100 % of what tagshow leaves is no longer the base, once that leaves its label out', () => {
  const compared = compareWithBase(
    fromStacks(`
      main
      ---
      cpu/ms 30
    `),
    fromStacks(`
      main
      ---
      cpu/ms 10
    `),
    { diff: true, normalize: false },
  )
  const total = (options: Partial<Options>): number => select(compared, options).total
  expect(total({})).toBe(10)
  expect(total({ relative_percentages: true })).toBe(10)
  expect(total({ tagshow: 'route' })).toBe(10)
  expect(total({ relative_percentages: true, tagshow: 'route' })).toBe(40)
  expect(total({ relative_percentages: true, taghide: 'base' })).toBe(40)
})

test('what is counted in another unit cannot be scaled to the base', () => {
  const inMilliseconds = fromStacks(`
    main
    ---
    cpu/ms 30
  `)
  const inMicroseconds = fromStacks(`
    main
    ---
    cpu/us 10000
  `)
  const compare = (normalize: boolean): Profile =>
    compareWithBase(inMilliseconds, inMicroseconds, { diff: true, normalize })
  expect(() => compare(true)).toThrow('incompatible sample types [cpu/ms] and [cpu/us]')
  expect(select(compare(false)).total).toBe(10000)
})
