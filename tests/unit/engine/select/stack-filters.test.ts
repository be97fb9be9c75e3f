import { describe, expect, test } from 'vitest'
import { DEFAULT_OPTIONS, type Options } from '../../../../src/engine/select/options.ts'
import { type Selection, Selector } from '../../../../src/engine/select/selection.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { drawing, select, tree } from '../../drawn.ts'

const server = fromStacks(`
  main            main            main
  serve@srv.go:3  serve@srv.go:3  gc!/lib/rt.so
  json            sort            .
  ---
  cpu/ns          10              20   30
`)

describe('focus', () => {
  test('keeps whole samples with a frame that matches', () => {
    expect(tree(server, { focus: 'json' })).toBe(
      drawing(`
        main 10
          serve 10
            json 10
      `),
    )
  })

  test('matches anywhere in a name, a file or the path of a binary', () => {
    expect(tree(server, { focus: 'rv.g' })).toBe(tree(server, { focus: 'serve' }))
    expect(tree(server, { focus: '^/lib/' })).toBe('main 30\n  gc 30')
  })

  test('sees the calls that are inlined', () => {
    const profile = fromStacks(`
      main       main
      serve      serve
      hash[inl]  .
    `)
    expect(tree(profile, { focus: 'hash' })).toBe('main 1\n  serve 1\n    hash 1')
  })

  test('sees the frames that hide takes away', () => {
    expect(tree(server, { focus: 'serve', hide: 'serve' })).toBe(
      drawing(`
        main 30
          json 10
          sort 20
      `),
    )
  })
})

describe('ignore', () => {
  test('leaves out whole samples with a frame that matches', () => {
    expect(tree(server, { ignore: 'serve' })).toBe('main 30\n  gc 30')
  })

  test('wins over focus', () => {
    expect(tree(server, { focus: 'serve', ignore: 'json' })).toBe(
      drawing(`
        main 20
          serve 20
            sort 20
      `),
    )
  })
})

describe('the total', () => {
  test('is that of all samples, whatever the filters leave', () => {
    expect(select(server, { focus: 'json' }).total).toBe(60)
    expect(select(server, { hide: '.' }).total).toBe(60)
  })

  test('is what they leave where percentages are relative', () => {
    expect(select(server, { focus: 'json', relative_percentages: true }).total).toBe(10)
    expect(select(server, { ignore: 'json', relative_percentages: true }).total).toBe(50)
    expect(select(server, { show: 'gc', relative_percentages: true }).total).toBe(30)
    expect(select(server, { show_from: 'serve', relative_percentages: true }).total).toBe(30)
    expect(select(server, { relative_percentages: true }).total).toBe(60)
  })
})

test('a sample without a stack counts in the total, and no filter finds it', () => {
  const profile = fromStacks(`
    main  .
    ---
    cpu/ns  1  2
  `)
  expect(select(profile).total).toBe(3)
  expect(tree(profile)).toBe('main 1')
  expect(select(profile, { ignore: 'x', relative_percentages: true }).total).toBe(1)
})

test('filters whose pattern matches nothing are named', () => {
  expect(select(server, { focus: 'x', ignore: 'y' }).unmatched).toEqual(['focus', 'ignore'])
  expect(select(server, { focus: 'json', ignore: 'sort' }).unmatched).toEqual([])
  // What is ignored does not count as focused on.
  expect(select(server, { focus: 'json', ignore: 'json' }).unmatched).toEqual(['focus'])
})

test('what does not depend on the options that change is kept', () => {
  const selector = new Selector(server)
  const at = (options: Partial<Options>): Selection =>
    selector.select({ ...DEFAULT_OPTIONS, ...options })
  const plain = at({})
  const focused = at({ focus: 'json' })
  expect(focused.tree).toBe(plain.tree)
  expect(focused.structure).toBe(plain.structure)
  expect(focused.weights).not.toBe(plain.weights)
  expect(at({ focus: 'json', sort: 'cum', nodecount: 3 }).weights).toBe(focused.weights)
  const lines = at({ granularity: 'lines' })
  expect(lines.structure).not.toBe(plain.structure)
  expect(at({}).tree).toBe(plain.tree)
})
