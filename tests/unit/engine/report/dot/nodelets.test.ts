import { describe, expect, test } from 'vitest'
import type { Profile } from '../../../../../src/engine/profile/profile.ts'
import type { Options } from '../../../../../src/engine/select/options.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'
import { printed } from '../../../drawn.ts'

/** The label boxes of the graph: `node: label value`, in the order of the drawing. */
function nodelets(profile: Profile, options: Partial<Options> = {}): string[] {
  const names = new Map<string, string>()
  const found: string[] = []
  let label = ''
  for (const line of printed(profile, 'dot', options)) {
    const node = /^(N\d+) \[label="(.*?)\\n/.exec(line)
    if (node) names.set(node[1]!, node[2]!)
    const box = /^(N+[\d_]+) \[label = "(.*?)" id="\1" fontsize=8/.exec(line)
    if (box) {
      names.set(box[1]!, box[2]!)
      label = box[2]!
    }
    const arrow = /^(N+[\d_]+) -> \S+ \[label=" (\S+)" weight=100 .*?( style="dotted")?\]$/.exec(
      line,
    )
    if (arrow) found.push(`${names.get(arrow[1]!)}: ${label} ${arrow[2]}${arrow[3] ?? ''}`)
  }
  return found
}

describe('labels of text', () => {
  const profile = fromStacks(`
    main   main   main   main   main
    serve  serve  serve  serve  gc
    json   json   json   .      .
    ------------------------------------
    cpu/ms   50   20     10     15    5
    @route   /a   /b     /a     /a    .
    @tenant  red  red    .      red   .
  `)

  test('stand beside the node that the samples end in, a box per combination', () => {
    expect(nodelets(profile)).toEqual([
      String.raw`json: route:/a\ntenant:red 50ms`,
      String.raw`json: route:/b\ntenant:red 20ms`,
      'json: route:/a 10ms',
      String.raw`serve: route:/a\ntenant:red 15ms`,
    ])
  })

  test('are those that tagshow and taghide leave', () => {
    expect(nodelets(profile, { taghide: 'tenant' })).toEqual([
      'json: route:/a 60ms',
      'json: route:/b 20ms',
      'serve: route:/a 15ms',
    ])
    expect(nodelets(profile, { tagshow: 'tenant' })).toEqual([
      'json: tenant:red 70ms',
      'serve: tenant:red 15ms',
    ])
  })

  test('count only where their samples do', () => {
    expect(nodelets(profile, { tagfocus: '/b', ignore: 'gc' })).toEqual([
      String.raw`json: route:/b\ntenant:red 20ms`,
    ])
  })

  test('of a leaf are those of the nodes that were dropped below it, too', () => {
    const scattered = fromStacks(`
      main  main  main  main
      serve serve serve .
      a     b     c     .
      -----------------------
      cpu/ms 8    8     8   76
      @k     x    x     y   .
    `)
    // None of a, b and c is heavy enough, nor is y.
    expect(nodelets(scattered, { nodefraction: 0.1 })).toEqual(['serve: k:x 16ms'])
  })

  test('stay in a call tree with their path', () => {
    const twice = fromStacks(`
      main main
      a    b
      leaf leaf
      ----------------
      cpu/ms  3   2
      @k      x   y
    `)
    expect(nodelets(twice)).toEqual(['leaf: k:x 3ms', 'leaf: k:y 2ms'])
    expect(nodelets(twice, { call_tree: true })).toEqual(['leaf: k:x 3ms', 'leaf: k:y 2ms'])
    expect(nodelets(twice, { call_tree: true, focus: 'b' })).toEqual(['leaf: k:y 2ms'])
  })

  test('count once on a recursive path', () => {
    const recursive = fromStacks(`
      walk   walk
      visit  visit
      walk   .
      ---------------
      cpu/ms  3   2
      @k      x   x
    `)
    // Of the two, none has room for its labels but the one that is shown.
    expect(nodelets(recursive, { show: 'walk' })).toEqual(['walk: k:x 5ms'])
    expect(nodelets(recursive, { nodecount: 1 })).toHaveLength(1)
  })

  test('that name the base of a difference are not shown', () => {
    const marked = fromStacks(`
      main main
      ------------------------
      cpu/ms         3     -1
      @pprof::base   .     true
      @k             x     x
    `)
    expect(nodelets(marked)).toEqual(['main: k:x 2ms'])
  })

  test('that are light are dropped, unless what goes through them is heavy', () => {
    const uneven = fromStacks(`
      main  main  main  main
      serve serve serve .
      json  .     .     .
      -----------------------------
      cpu/ms  800  1    1     198
      @k      x    x    y     z
    `)
    // 1 ms is below 0.005 of the total; but x has 801 ms with what serve calls.
    expect(nodelets(uneven)).toEqual(['main: k:z 198ms', 'json: k:x 800ms', 'serve: k:x 1ms'])
  })

  test('are four at most, the heaviest', () => {
    const many = fromStacks(`
      main main main main main main
      ------------------------------
      cpu/ms  1  6  2  5  3  4
      @k      a  b  c  d  e  f
    `)
    expect(nodelets(many)).toEqual([
      'main: k:b 6ms',
      'main: k:d 5ms',
      'main: k:f 4ms',
      'main: k:e 3ms',
    ])
  })

  test('cannot break out of the quotes', () => {
    const odd = fromStacks(`
      main
      ---------------
      cpu/ms  1
      @k      a"b\\c
    `)
    expect(printed(odd, 'dot').join('\n')).toContain(String.raw`[label = "k:a\"b\\c" id=`)
  })
})

describe('numbers', () => {
  test('are those of bytes only, in a unit that suits them', () => {
    const profile = fromStacks(`
      main  main
      alloc alloc
      ----------------------------------
      space/bytes  4096   2048
      #bytes/bytes 1024   512
      #align/bytes 8      8
    `)
    expect(nodelets(profile)).toEqual(['alloc: 1kB 4kB', 'alloc: 512B 2kB'])
  })

  test('stand beside the text that they come with', () => {
    const profile = fromStacks(`
      main
      --------------------
      space/bytes  4096
      @k           x
      #bytes/bytes 1024
    `)
    expect(nodelets(profile)).toEqual(['main: k:x 4kB', 'k:x: 1kB 4kB'])
  })

  test('beyond four join the nearest', () => {
    const profile = fromStacks(`
      main main main main main main
      ----------------------------------
      space/bytes  60 50 40 30 2    1
      #bytes/bytes 1  10 20 1000 900 2
    `)
    expect(nodelets(profile)).toEqual([
      'main: 1B..2B 61B',
      'main: 10B 50B',
      'main: 20B 40B',
      'main: 900B..1000B 32B',
    ])
  })

  test('that print alike are one', () => {
    const profile = fromStacks(`
      main main
      --------------------------
      space/bytes  10000   20000
      #bytes/bytes 100000  100001
    `)
    expect(nodelets(profile)).toEqual(['main: 97.66kB 29.30kB'])
  })

  test('of a leaf are dotted where they are of dropped nodes', () => {
    const profile = fromStacks(`
      main main
      .    leaf
      --------------------------
      space/bytes  100   1
      #bytes/bytes 8     8
    `)
    expect(nodelets(profile, { nodefraction: 0.05 })).toEqual(['main: 8B 101B style="dotted"'])
  })
})
