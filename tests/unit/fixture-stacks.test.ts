import { describe, expect, test } from 'vitest'
import { fromStacks } from '../fixtures/stacks.ts'
import { drawing, tree } from './drawn.ts'

describe('a drawn profile', () => {
  test('has a sample per column, the outermost call on top', () => {
    const profile = fromStacks(`
      main   main   main
      serve  serve  gc
      json   sort
    `)
    expect(profile.samples.count).toBe(3)
    expect(tree(profile)).toBe(
      drawing(`
        main 3
          serve 2
            json 1
            sort 1
          gc 1
      `),
    )
  })

  test('carries values and labels below a dashed line', () => {
    const profile = fromStacks(`
      main  main
      json  .
      ---------------------
      samples/count     1   2
      cpu/nanoseconds   10  20
      @route            /a  .
      #bytes/kB         .   64
    `)
    expect(profile.sampleTypes).toEqual([
      { type: 'samples', unit: 'count' },
      { type: 'cpu', unit: 'nanoseconds' },
    ])
    expect(profile.samples.values).toEqual([Float64Array.of(1, 2), Float64Array.of(10, 20)])
    const { labels, strings } = profile
    expect(Array.from(labels.key, (key) => strings.get(key))).toEqual(['route', 'bytes'])
    expect(Array.from(labels.str, (text) => strings.get(text))).toEqual(['/a', ''])
    expect(Array.from(labels.num)).toEqual([0, 64])
    expect(Array.from(labels.unit, (unit) => strings.get(unit))).toEqual(['', 'kB'])
  })

  test('reads file, line, column, address and binary of a frame', () => {
    const profile = fromStacks('json@lib.go:12:5+0x4f0!app')
    const { functions, lines, locations, mappings, strings } = profile
    expect(strings.get(functions.name[0]!)).toBe('json')
    expect(strings.get(functions.file[0]!)).toBe('lib.go')
    expect([lines.line[0], lines.column[0]]).toEqual([12, 5])
    expect(locations.address[0]).toBe(0x4f0n)
    expect(strings.get(mappings.file[locations.mapping[0]!]!)).toBe('app')
  })

  test('puts an inlined call into the location of the frame above it, innermost first', () => {
    const profile = fromStacks(`
      main
      serve
      hash[inl]
      mix[inl]
    `)
    expect(Array.from(profile.locations.firstLine)).toEqual([0, 1, 4])
    const names = Array.from(profile.lines.function, (f) =>
      profile.strings.get(profile.functions.name[f]!),
    )
    expect(names).toEqual(['main', 'mix', 'hash', 'serve'])
  })

  test('has locations without symbols', () => {
    const profile = fromStacks('0x10!libc.so')
    expect(profile.lines.count).toBe(0)
    expect(profile.locations.address[0]).toBe(0x10n)
  })

  test.each([
    ['a frame below a gap', '.\nmain', /frame below a gap/],
    ['a row that is too short', 'main main\n---\ncpu/ns 1', /1 of 2 entries/],
    ['a value that is no number', 'main\n---\ncpu/ns x', /no value/],
  ])('refuses %s', (_what, picture, message) => {
    expect(() => fromStacks(picture)).toThrow(message)
  })
})
