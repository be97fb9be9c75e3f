import { describe, expect, test } from 'vitest'
import { ProfileBuilder } from '../../../../src/engine/profile/builder.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { drawing, tree, values } from '../../drawn.ts'

describe('granularity', () => {
  const profile = fromStacks(`
    main@a.go:1+0x10  main@a.go:2+0x20  main@b.go:1+0x30  main@a.go:1+0x40
    json@j.go:9+0x50  json@j.go:9+0x50  json@j.go:9+0x50  json@j.go:9+0x50
  `)

  test('functions: by name', () => {
    expect(tree(profile, { granularity: 'functions' })).toBe('main 4\n  json 4')
  })

  test('filefunctions: by name and file', () => {
    expect(tree(profile, { granularity: 'filefunctions' })).toBe(
      drawing(`
        main a.go 3
          json j.go 3
        main b.go 1
          json j.go 1
      `),
    )
  })

  test('files: by file', () => {
    expect(tree(profile, { granularity: 'files' })).toBe(
      drawing(`
        a.go 3
          j.go 3
        b.go 1
          j.go 1
      `),
    )
  })

  test('lines: by name, file and line', () => {
    expect(values(profile, { granularity: 'lines' })).toEqual([
      'main a.go:1 0 2',
      'json j.go:9 4 4',
      'main a.go:2 0 1',
      'main b.go:1 0 1',
    ])
  })

  test('addresses: by address too', () => {
    expect(values(profile, { granularity: 'addresses' })).toEqual([
      '0000000000000010 main a.go:1 0 1',
      '0000000000000050 json j.go:9 4 4',
      '0000000000000020 main a.go:2 0 1',
      '0000000000000030 main b.go:1 0 1',
      '0000000000000040 main a.go:1 0 1',
    ])
  })
})

describe('columns', () => {
  const profile = fromStacks(`
    main@a.go:1:5  main@a.go:1:9
  `)

  test('are told apart where they are asked for, at the granularities that have lines', () => {
    expect(values(profile, { granularity: 'lines' })).toEqual(['main a.go:1 2 2'])
    expect(values(profile, { granularity: 'lines', showcolumns: true })).toEqual([
      'main a.go:1:5 1 1',
      'main a.go:1:9 1 1',
    ])
    expect(values(profile, { granularity: 'functions', showcolumns: true })).toEqual(['main 2 2'])
  })

  test('are told apart by address, unless inlines are left out', () => {
    expect(values(profile, { granularity: 'addresses' })).toHaveLength(2)
    expect(values(profile, { granularity: 'addresses', noinlines: true })).toHaveLength(1)
  })
})

describe('a location without symbols', () => {
  const profile = fromStacks(`
    0x10!/usr/lib/libc.so.6  0x20!/usr/lib/libc.so.6  0x30       main
    0x40!/bin/app            .                        0x50       0x60!/bin/app
  `)

  test('is shown as its binary, or as <unknown>', () => {
    expect(tree(profile)).toBe(
      drawing(`
        [libc.so.6] 2
          [app] 1
        <unknown> 1
          <unknown> 1
        main 1
          [app] 1
      `),
    )
    expect(tree(profile, { granularity: 'lines' })).toBe(tree(profile))
  })

  test('is shown as its address by address', () => {
    expect(values(profile, { granularity: 'addresses' }).slice(0, 3)).toEqual([
      '0000000000000010 [libc.so.6] 0 1',
      '0000000000000040 [app] 1 1',
      '0000000000000020 [libc.so.6] 1 1',
    ])
  })
})

describe('paths', () => {
  const profile = fromStacks(`
    main@/src/app/./main.go:1  main@/src/app/main.go:1  json@/proc/self/cwd/lib/j.go:2
  `)

  test('are clean, so that one file is one', () => {
    expect(values(profile, { granularity: 'files' })).toEqual([
      '/src/app/main.go 2 2',
      'lib/j.go 1 1',
    ])
  })

  test('lose what trim_path says', () => {
    expect(values(profile, { granularity: 'files', trim_path: '/src' })).toEqual([
      'app/main.go 2 2',
      'lib/j.go 1 1',
    ])
  })

  test('are cut where they meet the search path', () => {
    expect(values(profile, { granularity: 'files', source_path: '/home/me/app' })).toEqual([
      'main.go 2 2',
      'lib/j.go 1 1',
    ])
  })
})

test('functions that have no name are told apart by start line and binary', () => {
  const builder = new ProfileBuilder([{ type: 'cpu', unit: 'ns' }])
  const app = builder.addMapping({ file: '/bin/app' })
  const lib = builder.addMapping({ file: '/lib/lib.so' })
  const at = (file: string, startLine: number, mapping: number): number =>
    builder.addLocation({
      mapping,
      lines: [{ function: builder.addFunction({ name: '', systemName: '', file, startLine }) }],
    })
  for (const location of [at('', 1, app), at('', 2, app), at('', 1, lib), at('a.c', 1, lib)]) {
    builder.addSample([location], [1])
  }
  const profile = builder.build()
  expect(values(profile)).toEqual(['[app] 1 1', '[app] 1 1', '[lib.so] 2 2'])
  expect(values(profile, { granularity: 'files' })).toEqual([
    '[app] 1 1',
    '[app] 1 1',
    '[lib.so] 1 1',
    'a.c 1 1',
  ])
})
