import { describe, expect, test } from 'vitest'
import { ProfileBuilder } from '../../../../../src/engine/profile/builder.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'
import { printed } from '../../../drawn.ts'

const server = fromStacks(`
  main!/usr/bin/server  main   main
  serve                 serve  gc
  json                  .      .
  ------------------------------------
  cpu/ms  64  16  20
`)

test('a graph is a box per node and an arrow per edge under a legend', () => {
  expect(printed(server, 'dot')).toEqual([
    'digraph "server" {',
    'node [style=filled fillcolor="#f8f8f8"]',
    String.raw`subgraph cluster_L { "File: server" [shape=box fontsize=16 label="File: server\lType: cpu\lShowing nodes accounting for 100ms, 100% of 100ms total\l\lSee https://git.io/JfYMW for how to read the graph\l" tooltip="server"] }`,
    String.raw`N1 [label="main\n0 of 100ms (100%)" id="node1" fontsize=8 shape=box tooltip="main (100ms)" color="#b20000" fillcolor="#edd5d5"]`,
    String.raw`N2 [label="json\n64ms (64.00%)" id="node2" fontsize=24 shape=box tooltip="json (64ms)" color="#b21600" fillcolor="#edd8d5"]`,
    String.raw`N3 [label="serve\n16ms (16.00%)\nof 80ms (80.00%)" id="node3" fontsize=16 shape=box tooltip="serve (80ms)" color="#b20b00" fillcolor="#edd6d5"]`,
    String.raw`N4 [label="gc\n20ms (20.00%)" id="node4" fontsize=17 shape=box tooltip="gc (20ms)" color="#b24400" fillcolor="#edded5"]`,
    'N1 -> N3 [label=" 80ms" weight=81 penwidth=5 color="#b20b00" tooltip="main -> serve (80ms)" labeltooltip="main -> serve (80ms)"]',
    'N3 -> N2 [label=" 64ms" weight=65 penwidth=4 color="#b21600" tooltip="serve -> json (64ms)" labeltooltip="serve -> json (64ms)"]',
    'N1 -> N4 [label=" 20ms" weight=21 penwidth=2 color="#b24400" tooltip="main -> gc (20ms)" labeltooltip="main -> gc (20ms)"]',
    '}',
  ])
})

describe('nodes', () => {
  const names = (lines: string[]): (string | undefined)[] =>
    lines.flatMap((line) => /^N\d+ \[label="(.*?)\\n/.exec(line)?.slice(1) ?? [])

  test('come by what they tell: one that only passes its weight on comes late', () => {
    const chain = fromStacks(`
      root  root  root
      pass  pass  pass
      split split split
      a     b     c
      ---------------
      cpu/ms 30 30 40
    `)
    // root has no caller and split has three callees; pass has one of each.
    expect(names(printed(chain, 'dot'))).toEqual(['split', 'root', 'c', 'a', 'b', 'pass'])
    // Those that are chosen are ordered anew, by the edges that are left between them.
    expect(names(printed(chain, 'dot', { nodecount: 3 }))).toEqual(['root', 'c', 'split'])
  })

  test('give room to their labels', () => {
    const labelled = fromStacks(`
      main main main
      .    a    b
      ---------------
      cpu/ms 50 30 20
      @k     x  x  x
    `)
    const bare = fromStacks(`
      main main main
      .    a    b
      ---------------
      cpu/ms 50 30 20
    `)
    expect(names(printed(bare, 'dot', { nodecount: 3 }))).toHaveLength(3)
    // A node and its label are two of three, the next makes it more.
    expect(names(printed(labelled, 'dot', { nodecount: 3 }))).toHaveLength(2)
  })

  test('whose edges cancel out are ordered by their own value', () => {
    const cancelled = fromStacks(`
      main main main  main other
      a    a    b     .    .
      ---------------------------
      cpu/ms 5 -5 7 3 90
    `)
    const [first] = names(printed(cancelled, 'dot', { nodefraction: 0 }))
    // The entropy of main is no number, which its own value turns into the largest there is.
    expect(first).toBe('main')
  })
})

describe('the legend', () => {
  test('is whole even where labels are to be compact', () => {
    expect(printed(server, 'dot', { compact_labels: true })).toEqual(printed(server, 'dot'))
  })

  test('has nothing else in an empty graph', () => {
    const lines = printed(server, 'dot', { focus: 'nothing' })
    expect(lines).toHaveLength(4)
    expect(lines[2]).toContain('Showing nodes accounting for 0, 0% of 100ms total')
  })

  test('says how many edges were dropped before how many nodes are shown', () => {
    const many = fromStacks(`
      main main main main
      a    b    c    d
      -------------------
      cpu/ms 40 30 20 10
    `)
    const [, , legend] = printed(many, 'dot', { nodecount: 4, edgefraction: 0.25 })
    expect(legend).toContain(
      String.raw`Dropped 1 edge (freq <= 25ms)\lShowing top 4 nodes out of 5\l\lSee`,
    )
  })

  test('keeps quotes and backslashes of comments in its string', () => {
    const builder = new ProfileBuilder([{ type: 'cpu', unit: 'ms' }], {
      comments: ['say "hi"\\'],
    })
    const main = builder.addFunction({ name: 'main', file: '' })
    builder.addSample(
      [builder.addLocation({ lines: [{ function: main, line: 0, column: 0 }] })],
      [1],
      [],
    )
    const [, , legend] = printed(builder.build(), 'dot')
    expect(legend).toContain(String.raw`subgraph cluster_L { "say \"hi\"\\" [`)
    expect(legend).toContain(String.raw`label="say \"hi\"\\\lType: cpu\l`)
  })
})
