import { describe, expect, test } from 'vitest'
import type { Options } from '../../../../src/engine/select/options.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { drawing, select, tree } from '../../drawn.ts'

const server = fromStacks(`
  main   main   main   main   gc
  json   sort   json   hash   .
  -------------------------------------
  cpu/ns        1     2     4     8     16
  @route        /a    /b    /a    .     .
  @tenant       red   red   blue  blue  .
  #bytes/bytes  512   4096  .     1024  65536
  #requests     30    .     70    .     .
`)

/** The values of the samples that are left, added up: a power of two for each. */
const left = (options: Partial<Options>): number =>
  select(server, { relative_percentages: true, ...options }).total

describe('tagfocus', () => {
  test('keeps samples with a label that matches, as key:value', () => {
    expect(left({ tagfocus: '/a' })).toBe(1 + 4)
    expect(left({ tagfocus: 'route:' })).toBe(1 + 2 + 4)
    expect(left({ tagfocus: '^red$' })).toBe(0)
    expect(left({ tagfocus: '^tenant:red$' })).toBe(1 + 2)
  })

  test('with a list keeps those that match all of it', () => {
    expect(left({ tagfocus: '/a,blue' })).toBe(4)
    expect(left({ tagfocus: '/b,blue' })).toBe(0)
  })

  test('with a key keeps those whose value matches one of the list', () => {
    expect(left({ tagfocus: 'tenant=red,blue' })).toBe(1 + 2 + 4 + 8)
    expect(left({ tagfocus: 'route=^/b$' })).toBe(2)
    expect(left({ tagfocus: 'route=red' })).toBe(0)
    expect(left({ tagfocus: 'nothing=.' })).toBe(0)
  })

  test.each([
    ['bytes=512b', 1],
    ['bytes=1kb', 8],
    ['bytes=:1kb', 1 + 8],
    ['bytes=4kb:', 2 + 16],
    ['bytes=1kb:4kb', 2 + 8],
    ['1kb:4kb', 2 + 8],
    ['requests=40:', 4],
    ['requests=30', 1],
    // A range in one unit says nothing of a label in another.
    ['bytes=1s:', 0],
    ['bytes=512', 0],
  ])('%s is a range', (tagfocus, sum) => {
    expect(left({ tagfocus })).toBe(sum)
  })
})

describe('tagignore', () => {
  test('leaves out what tagfocus would keep', () => {
    expect(left({ tagignore: '/a' })).toBe(2 + 8 + 16)
    expect(left({ tagignore: 'tenant=red,blue' })).toBe(16)
    expect(left({ tagignore: 'bytes=:1kb' })).toBe(2 + 4 + 16)
  })

  test('wins over tagfocus', () => {
    expect(left({ tagfocus: 'tenant=red', tagignore: 'route=/a' })).toBe(2)
  })
})

test('label filters leave out whole samples, beside those on frames', () => {
  expect(tree(server, { tagfocus: 'tenant=red', focus: 'json' })).toBe('main 1\n  json 1')
})

test('label filters whose pattern matches nothing are named', () => {
  expect(
    [...select(server, { tagfocus: 'x', tagignore: 'y', tagshow: 'z' }).unmatched].sort(),
  ).toEqual(['tagfocus', 'tagignore', 'tagshow'])
})

test('a label filter that matches only what the filters before it leave out is named, too', () => {
  const unmatched = (options: Partial<Options>) => select(server, options).unmatched
  expect(unmatched({ focus: 'gc', tagfocus: '/a' })).toEqual(['tagfocus'])
  expect(unmatched({ focus: 'json', tagignore: 'bytes=64kb' })).toEqual(['tagignore'])
  expect(unmatched({ tagfocus: '/b', tagshow: 'requests', taghide: 'route' })).toEqual(['tagshow'])
})

describe('tagshow and taghide', () => {
  const keys = (options: Partial<Options>): string[] => {
    const { labels, profile } = select(server, options)
    return [...new Set(Array.from(labels.key, (key) => profile.strings.get(key)))].sort()
  }

  test('show and hide labels by their keys; the samples stay', () => {
    expect(keys({})).toEqual(['bytes', 'requests', 'route', 'tenant'])
    expect(keys({ tagshow: 'route|tenant' })).toEqual(['route', 'tenant'])
    expect(keys({ taghide: '^r' })).toEqual(['bytes', 'tenant'])
    expect(keys({ tagshow: 'route|tenant', taghide: '^r' })).toEqual(['tenant'])
    expect(left({ tagshow: 'nothing' })).toBe(31)
  })
})

describe('labels as frames', () => {
  test('tagroot puts them above the stacks, samples without one under a frame without a name', () => {
    expect(tree(server, { tagroot: 'tenant' })).toBe(
      drawing(`
        red 3
          main 3
            json 1
            sort 2
        blue 12
          main 12
            json 4
            hash 8
        <unknown> 16
          gc 16
      `),
    )
  })

  test('tagleaf puts them below', () => {
    expect(tree(server, { tagleaf: 'route', focus: 'json' })).toBe(
      drawing(`
        main 5
          json 5
            /a 5
      `),
    )
  })

  test('several stand in their order', () => {
    expect(tree(server, { tagroot: 'tenant,route', focus: 'sort' })).toBe(
      drawing(`
        red 2
          /b 2
            main 2
              sort 2
      `),
    )
  })

  test('numbers stand with their unit', () => {
    expect(tree(server, { tagroot: 'bytes', focus: 'sort', unit: 'kb' })).toBe(
      drawing(`
        4kB 2
          main 2
            sort 2
      `),
    )
  })

  test('are found by the filters', () => {
    expect(tree(server, { tagroot: 'tenant', focus: 'blue', hide: 'main' })).toBe(
      drawing(`
        blue 12
          json 4
          hash 8
      `),
    )
  })
})
