import { describe, expect, test } from 'vitest'
import { fromStacks } from '../../../../fixtures/stacks.ts'
import { edges, inlineLabels, values } from '../../../drawn.ts'

describe('recursion', () => {
  const profile = fromStacks(`
    main  main
    walk  walk
    walk  json
    json  walk
    walk  json
    ---
    cpu/ns  1  10
  `)

  test('counts once per function in cum', () => {
    expect(values(profile)).toEqual(['main 0 11', 'walk 1 11', 'json 10 11'])
  })

  test('counts a call once per sample, and no call to itself', () => {
    expect(edges(profile)).toEqual(['main → walk 11', 'walk → json 11', 'json → walk 11'])
  })

  test('through an inlined call counts as the outermost one', () => {
    const inlined = fromStacks(`
      main
      walk
      json
      walk
      json[inl]
    `)
    // walk → json is called first, and inlined only further in.
    expect(edges(inlined)).toEqual(['main → walk 1', 'walk → json 1', 'json → walk 1'])
  })
})

describe('an edge', () => {
  test('is inline where every such call is', () => {
    const profile = fromStacks(`
      main       main
      serve      serve
      hash[inl]  hash[inl]
    `)
    expect(edges(profile)).toEqual(['main → serve 2', 'serve → hash 2 inline'])
  })

  test('is not where one sample really called', () => {
    const profile = fromStacks(`
      main       main
      serve      serve
      hash[inl]  hash
    `)
    expect(edges(profile)).toEqual(['main → serve 2', 'serve → hash 2'])
  })

  test('is inline still, where the sample that called has no value', () => {
    const profile = fromStacks(`
      main       main
      serve      serve
      hash[inl]  hash
      ---
      cpu/ns     1  0
    `)
    expect(edges(profile)).toEqual(['main → serve 1', 'serve → hash 1 inline'])
  })

  test('across frames that are left out is residual', () => {
    const profile = fromStacks(`
      main   main
      serve  hash
      hash   .
    `)
    expect(edges(profile, {}, ['main', 'hash'])).toEqual(['main → hash 2 residual'])
    expect(edges(profile, {}, ['serve', 'hash'])).toEqual(['serve → hash 1'])
    expect(edges(profile, {}, ['hash'])).toEqual([])
  })

  test('across frames that are left out is inline by its callee', () => {
    const profile = fromStacks(`
      main
      serve
      hash[inl]
    `)
    expect(edges(profile, {}, ['main', 'hash'])).toEqual(['main → hash 1 residual inline'])
  })

  test('is not one to itself, across frames that are left out either', () => {
    const profile = fromStacks(`
      main
      walk
      json
      walk
    `)
    expect(edges(profile, {}, ['main', 'walk'])).toEqual(['main → walk 1'])
  })
})

test('a frame is labelled by how it is called', () => {
  const profile = fromStacks(`
    main       main       main
    serve      serve      gc
    hash[inl]  mix[inl]   mix
  `)
  expect(inlineLabels(profile)).toEqual([
    'main',
    'hash (inline)',
    'serve',
    'mix (partial-inline)',
    'gc',
  ])
})

test('by line, calls of one function are told apart', () => {
  const profile = fromStacks(`
    main@a.go:1  main@a.go:2
    json@j.go:7  json@j.go:7
  `)
  expect(edges(profile, { granularity: 'lines' })).toEqual([
    'main a.go:1 → json j.go:7 1',
    'main a.go:2 → json j.go:7 1',
  ])
})
