import { describe, expect, test } from 'vitest'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { drawing, edges, select, tree } from '../../drawn.ts'

const server = fromStacks(`
  main            main            main
  serve@srv.go:3  serve@srv.go:3  gc!/lib/rt.so
  json            sort            sweep
`)

describe('hide', () => {
  test('leaves frames out of the stacks, the samples stay', () => {
    expect(tree(server, { hide: '^serve$' })).toBe(
      drawing(`
        main 3
          json 1
          sort 1
          gc 1
            sweep 1
      `),
    )
  })

  test('goes by file and by binary too', () => {
    expect(tree(server, { hide: 'srv.go|rt.so' })).toBe(
      drawing(`
        main 3
          json 1
          sort 1
          sweep 1
      `),
    )
  })

  test('leaves out samples of which nothing is left', () => {
    const profile = fromStacks(`
      main  gc
      json  sweep
    `)
    expect(tree(profile, { hide: 'gc|sweep' })).toBe('main 1\n  json 1')
  })

  test('leaves out an inlined call and keeps what it was inlined into, and the other way', () => {
    const profile = fromStacks(`
      main
      serve
      hash[inl]
    `)
    expect(tree(profile, { hide: 'hash' })).toBe('main 1\n  serve 1')
    expect(tree(profile, { hide: 'serve' })).toBe('main 1\n  hash 1')
    // What is left of the location is called, no longer inlined.
    expect(edges(profile, { hide: 'serve' })).toEqual(['main → hash 1'])
  })

  test('has no hold on a location without symbols but by its binary', () => {
    const profile = fromStacks(`
      main
      0x10!/lib/rt.so
    `)
    expect(tree(profile, { hide: 'main' })).toBe('[rt.so] 1')
    expect(tree(profile, { hide: 'rt.so' })).toBe('main 1')
  })
})

describe('show', () => {
  test('leaves only the frames that match, by name, file or binary', () => {
    expect(tree(server, { show: 'main|srv.go|rt.so' })).toBe(
      drawing(`
        main 3
          serve 2
          gc 1
      `),
    )
  })

  test('leaves out samples of which nothing is left', () => {
    expect(tree(server, { show: 'json|sort' })).toBe('json 1\nsort 1')
  })

  test('hides every location without symbols', () => {
    const profile = fromStacks(`
      main             main
      0x10!/lib/rt.so  json
    `)
    expect(tree(profile, { show: 'main|rt.so' })).toBe('main 2')
  })

  test('shows what hide leaves', () => {
    expect(tree(server, { show: 'main|serve|json', hide: 'serve' })).toBe(
      drawing(`
        main 3
          json 1
      `),
    )
  })
})

describe('show_from', () => {
  test('leaves out what is above the highest match, and samples without one', () => {
    const profile = fromStacks(`
      main   main   init
      serve  gc     serve
      serve  .      json
      json   .      .
    `)
    expect(tree(profile, { show_from: '^serve$' })).toBe(
      drawing(`
        serve 2
          serve 1
            json 1
          json 1
      `),
    )
  })

  test('cuts within a location, where a call inlined into it matches', () => {
    const profile = fromStacks(`
      main
      serve
      hash[inl]
      mix[inl]
    `)
    expect(tree(profile, { show_from: 'hash' })).toBe('hash 1\n  mix 1')
  })

  test('starts with a whole location whose binary matches', () => {
    const profile = fromStacks(`
      main
      serve!/lib/rt.so
      hash[inl]
      json
    `)
    expect(tree(profile, { show_from: 'rt.so' })).toBe(
      drawing(`
        serve 1
          hash 1
            json 1
      `),
    )
  })
})

describe('prune_from', () => {
  const recursive = fromStacks(`
    main
    walk
    json
    walk
    sort
  `)

  test('leaves out what is below the match nearest to the leaf; the match stays', () => {
    expect(tree(recursive, { prune_from: 'walk' })).toBe(
      drawing(`
        main 1
          walk 1
            json 1
              walk 1
      `),
    )
    expect(tree(recursive, { prune_from: 'json' })).toBe('main 1\n  walk 1\n    json 1')
  })

  test('goes by the name alone, cut at its parameters', () => {
    const profile = fromStacks(`
      main@walk.go
      walk(int)
      json
    `)
    expect(tree(profile, { prune_from: 'walk$' })).toBe('main 1\n  walk(int) 1')
    expect(tree(profile, { prune_from: 'int' })).toBe('main 1\n  walk(int) 1\n    json 1')
  })

  test('cuts within a location at its innermost match', () => {
    const profile = fromStacks(`
      main
      walk
      walk[inl]
      mix[inl]
    `)
    expect(tree(profile, { prune_from: 'walk' })).toBe('main 1\n  walk 1\n    walk 1')
  })

  test('leaves no trace of how the frames that are gone were called', () => {
    // In the first sample main is called, but gone: what is left of it ends at json.
    const profile = fromStacks(`
      json  json
      main  main[inl]
      .     serve[inl]
    `)
    expect(edges(profile, { prune_from: 'json|serve' })).toEqual([
      'json → main 1 inline',
      'main → serve 1 inline',
    ])
    expect(edges(profile)).toEqual(['json → main 2', 'main → serve 1 inline'])
  })
})

describe('noinlines', () => {
  test('counts inlined calls to what they were inlined into', () => {
    const profile = fromStacks(`
      main       main
      serve      serve
      hash[inl]  sort
    `)
    expect(tree(profile, { noinlines: true })).toBe(
      drawing(`
        main 2
          serve 2
            sort 1
      `),
    )
  })

  test('takes what the other filters leave of the location', () => {
    const profile = fromStacks(`
      main
      serve
      hash[inl]
    `)
    expect(tree(profile, { noinlines: true, hide: 'serve' })).toBe('main 1\n  hash 1')
  })
})

test('filters whose pattern matches nothing are named', () => {
  const unmatched = (options: Parameters<typeof select>[1]): readonly string[] =>
    select(server, options).unmatched
  expect(unmatched({ hide: 'x', show_from: 'x', prune_from: 'x' })).toEqual([
    'hide',
    'show_from',
    'prune_from',
  ])
  expect(unmatched({ show: 'x' })).toEqual(['show'])
  expect(unmatched({ hide: 'json', show: 'main', show_from: 'main', prune_from: 'main' })).toEqual(
    [],
  )
})
