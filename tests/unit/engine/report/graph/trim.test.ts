import { describe, expect, test } from 'vitest'
import type { Profile } from '../../../../../src/engine/profile/profile.ts'
import { cumOf, flatOf } from '../../../../../src/engine/report/graph/graph.ts'
import { type TrimOptions, trimmedGraph } from '../../../../../src/engine/report/graph/trim.ts'
import type { Options } from '../../../../../src/engine/select/options.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'
import { select } from '../../../drawn.ts'

const KEEP_ALL: TrimOptions = {
  nodecount: 0,
  nodefraction: 0,
  edgefraction: 0,
  sort: 'flat',
  drop_negative: false,
}

interface Drawn {
  nodes: string[]
  edges: string[]
  originalCount: number
  droppedNodes: number
  droppedEdges: number
}

function trimmed(
  profile: Profile,
  trim: Partial<TrimOptions>,
  options: Partial<Options> = {},
): Drawn {
  const selection = select(profile, options)
  const { names } = selection
  const { graph, ...counts } = trimmedGraph(selection, { ...KEEP_ALL, ...trim })
  const { nodes, values, edges } = graph
  return {
    ...counts,
    nodes: Array.from(
      nodes,
      (key) => `${names.of(key)} ${flatOf(values, key)} ${cumOf(values, key)}`,
    ),
    edges: Array.from({ length: edges.count }, (_, edge) => edge)
      .filter((edge) => edges.dropped[edge] === 0)
      .map((edge) => {
        const residual = edges.residual[edge] === 1 ? ' residual' : ''
        const callee = names.of(edges.callee[edge]!)
        return `${names.of(edges.caller[edge]!)} → ${callee} ${edges.weight[edge]}${residual}`
      }),
  }
}

const server = fromStacks(`
  main   main   main  main
  serve  serve  gc    init
  json   sort   .     .
  -------------------------
  cpu/ns  60  30  9  1
`)

test('nothing is trimmed off by default', () => {
  expect(trimmed(server, {})).toEqual({
    nodes: ['json 60 60', 'sort 30 30', 'gc 9 9', 'init 1 1', 'main 0 100', 'serve 0 90'],
    edges: [
      'main → serve 90',
      'serve → json 60',
      'serve → sort 30',
      'main → gc 9',
      'main → init 1',
    ],
    originalCount: 6,
    droppedNodes: 0,
    droppedEdges: 0,
  })
})

describe('nodefraction', () => {
  test('drops frames whose cum is below that share of the total; what is kept keeps its values', () => {
    const { nodes, edges, originalCount, droppedNodes } = trimmed(server, { nodefraction: 0.05 })
    expect(nodes).toEqual(['json 60 60', 'sort 30 30', 'gc 9 9', 'main 0 100', 'serve 0 90'])
    expect(edges).not.toContain('main → init 1')
    expect([originalCount, droppedNodes]).toEqual([5, 1])
  })

  test('keeps what is just at the cutoff, which is cut to a whole number', () => {
    expect(trimmed(server, { nodefraction: 0.09 }).droppedNodes).toBe(1)
    expect(trimmed(server, { nodefraction: 0.0999 }).droppedNodes).toBe(1)
    expect(trimmed(server, { nodefraction: 0.1 }).droppedNodes).toBe(2)
    expect(trimmed(server, { nodefraction: 0.009 }).droppedNodes).toBe(0)
  })

  test('goes by the absolute cum', () => {
    const comparison = fromStacks('main main gc\njson sort .\n---\ncpu/ns -60 5 20')
    expect(trimmed(comparison, { nodefraction: 0.5 }).nodes).toEqual([
      'json -60 -60',
      'gc 20 20',
      'main 0 -55',
    ])
  })
})

describe('nodecount', () => {
  test('keeps the first of the order; calls across the others become residual', () => {
    const { nodes, edges, originalCount, droppedNodes } = trimmed(server, {
      nodecount: 2,
      sort: 'cum',
    })
    expect(nodes).toEqual(['main 0 100', 'serve 0 90'])
    expect(edges).toEqual(['main → serve 90'])
    expect([originalCount, droppedNodes]).toEqual([6, 0])
    const deep = fromStacks('main\nserve\njson')
    expect(trimmed(deep, { nodecount: 2 })).toMatchObject({
      nodes: ['json 1 1', 'main 0 1'],
      edges: ['main → json 1 residual'],
    })
  })

  test('of 0 or more than there are keeps all', () => {
    expect(trimmed(server, { nodecount: 0 }).nodes).toHaveLength(6)
    expect(trimmed(server, { nodecount: 99 }).nodes).toHaveLength(6)
  })
})

test('edgefraction drops light calls, not their frames', () => {
  const { nodes, edges, droppedEdges } = trimmed(server, { edgefraction: 0.1 })
  expect(nodes).toHaveLength(6)
  expect(edges).toEqual(['main → serve 90', 'serve → json 60', 'serve → sort 30'])
  expect(droppedEdges).toBe(2)
})

describe('the order of frames', () => {
  const ties = fromStacks(`
    b  a  c  d  d
    x  x  x  x  .
    ----------------
    cpu/ns  5  5  -5  5  5
  `)

  test('is by absolute flat value, then by name', () => {
    expect(trimmed(ties, {}).nodes).toEqual(['x 10 10', 'd 5 10', 'a 0 5', 'b 0 5', 'c 0 -5'])
  })

  test('is by absolute cum value, then by name, on request', () => {
    expect(trimmed(ties, { sort: 'cum' }).nodes).toEqual([
      'd 5 10',
      'x 10 10',
      'a 0 5',
      'b 0 5',
      'c 0 -5',
    ])
  })

  test('of frames that print alike is fixed as well', () => {
    const alike = fromStacks('0x20!/b/lib.so  0x10!/a/lib.so')
    const binaries = (picture: Profile): string[] => {
      const { frames, profile } = select(picture)
      return Array.from(frames.binary, (path) => profile.strings.get(path))
    }
    expect(binaries(alike)).toEqual(['/b/lib.so', '/a/lib.so'])
    const { graph } = trimmedGraph(select(alike), KEEP_ALL)
    expect(Array.from(graph.nodes)).toEqual([1, 0])
  })
})

test('with drop_negative, frames that became less are gone before all else', () => {
  const comparison = fromStacks(`
    main  main  gc
    json  sort  .
    --------------
    cpu/ns  50  -60  20
  `)
  const { nodes, originalCount, droppedNodes } = trimmed(comparison, { drop_negative: true })
  expect(nodes).toEqual(['json 50 50', 'gc 20 20'])
  expect([originalCount, droppedNodes]).toEqual([2, 0])
})
