import { describe, expect, test } from 'vitest'
import type { Profile } from '../../../../../src/engine/profile/profile.ts'
import { cumOf, flatOf, frameOf } from '../../../../../src/engine/report/graph/graph.ts'
import { type TrimOptions, trimmedGraph } from '../../../../../src/engine/report/graph/trim.ts'
import type { Options } from '../../../../../src/engine/select/options.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'
import { printed, select } from '../../../drawn.ts'

const KEEP_ALL: TrimOptions = {
  nodecount: 0,
  nodefraction: 0,
  edgefraction: 0,
  sort: 'flat',
  drop_negative: false,
}

/** The call tree: `name flat cum` of each node, then its edges as `caller → callee weight`. */
function callTree(
  profile: Profile,
  trim: Partial<TrimOptions> = {},
  options: Partial<Options> = {},
): { nodes: string[]; edges: string[] } {
  const selection = select(profile, options)
  const { graph } = trimmedGraph(selection, { ...KEEP_ALL, ...trim }, { callTree: true })
  const { nodes, values, edges } = graph
  const name = (node: number): string => selection.names.of(frameOf(graph, node))
  const left = Array.from({ length: edges.count }, (_, edge) => edge).filter(
    (edge) => edges.dropped[edge] === 0,
  )
  return {
    nodes: Array.from(
      nodes,
      (node) => `${name(node)} ${flatOf(values, node)} ${cumOf(values, node)}`,
    ),
    edges: left.map((edge) => {
      const marks = [
        ...(edges.residual[edge] === 1 ? ['residual'] : []),
        ...(edges.inline[edge] === 1 ? ['inline'] : []),
      ]
      const ends = `${name(edges.caller[edge]!)} → ${name(edges.callee[edge]!)}`
      return [ends, edges.weight[edge], ...marks].join(' ')
    }),
  }
}

const twoWays = fromStacks(`
  main   main   main
  serve  gc     serve
  sort   sort   .
  ------------------
  cpu/ms  5 3 2
`)

test('a function stands under each of its callers', () => {
  expect(callTree(twoWays)).toEqual({
    nodes: ['sort 5 5', 'sort 3 3', 'serve 2 7', 'gc 0 3', 'main 0 10'],
    edges: ['main → serve 7', 'serve → sort 5', 'main → gc 3', 'gc → sort 3'],
  })
})

test('recursion is a path like any other', () => {
  const profile = fromStacks(`
    walk walk
    walk .
  `)
  expect(callTree(profile)).toEqual({
    nodes: ['walk 1 2', 'walk 1 1'],
    edges: ['walk → walk 1'],
  })
})

describe('a node that is left out', () => {
  test('gives its callees to its caller', () => {
    expect(callTree(twoWays, { nodecount: 3, sort: 'cum' })).toEqual({
      nodes: ['main 0 10', 'serve 2 7', 'sort 5 5'],
      edges: ['main → serve 7', 'serve → sort 5'],
    })
    // By flat value: main is left out and with it gc, whose caller it was.
    expect(callTree(twoWays, { nodecount: 3 })).toEqual({
      nodes: ['sort 5 5', 'sort 3 3', 'serve 2 7'],
      edges: ['serve → sort 5'],
    })
    const long = fromStacks(`
      main main
      a    .
      b    .
      leaf .
      ----------
      cpu/ms 9 1
    `)
    expect(callTree(long, { nodecount: 2 })).toEqual({
      nodes: ['leaf 9 9', 'main 1 10'],
      edges: ['main → leaf 9 residual'],
    })
  })

  test('passes inlining on only where both calls were inlined', () => {
    const inlined = (first: string, second: string): string[] =>
      callTree(
        fromStacks(`
          main        main
          a${first}   .
          b${second}  .
          ----------------
          cpu/ms 9 1
        `),
        { nodecount: 2 },
      ).edges
    expect(inlined('[inl]', '[inl]')).toEqual(['main → b 9 residual inline'])
    expect(inlined('', '[inl]')).toEqual(['main → b 9 residual'])
    expect(inlined('[inl]', '')).toEqual(['main → b 9 residual'])
  })

  test('does not bring back the edge that was cut above it', () => {
    const profile = fromStacks(`
      main main
      .    light
      .    leaf
      -------------
      cpu/ms 90 10
    `)
    const trim = { edgefraction: 0.2, nodecount: 2 }
    expect(callTree(profile, trim)).toEqual({ nodes: ['main 90 100', 'leaf 10 10'], edges: [] })
  })

  test('may be light', () => {
    expect(callTree(twoWays, { nodefraction: 0.4 }).nodes).toEqual([
      'sort 5 5',
      'serve 2 7',
      'main 0 10',
    ])
  })
})

test('a node whose values cancel out is no node, but keeps its place', () => {
  const profile = fromStacks(`
    main main main
    .    a    a
    .    b    c
    -----------------
    cpu/ms 5 3 -3
  `)
  expect(callTree(profile)).toEqual({
    nodes: ['main 5 5', 'b 3 3', 'c -3 -3'],
    edges: ['main → a 0', 'a → b 3', 'a → c -3'],
  })
})

test('means are divided node by node', () => {
  const profile = fromStacks(`
    main main
    a    b
    ---------------------
    contentions/count 2 3
    delay/ms          8 9
  `)
  expect(callTree(profile, {}, { mean: true }).nodes).toEqual(['b 3 3', 'a 4 4', 'main 0 3'])
})

test('only pictures and callgrind take call_tree', () => {
  const body = (name: string, options: Partial<Options>): string =>
    printed(twoWays, name, options).join('\n')
  expect(body('top', { call_tree: true })).toBe(body('top', {}))
  expect(body('dot', { call_tree: true })).not.toBe(body('dot', {}))
})
