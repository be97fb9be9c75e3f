import { describe, expect, test } from 'vitest'
import type { Profile } from '../../../../../src/engine/profile/profile.ts'
import type { Options } from '../../../../../src/engine/select/options.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'
import { printed } from '../../../drawn.ts'

/** The arrows of the graph as their tooltips have them, with the marks that are drawn. */
function arrows(profile: Profile, options: Partial<Options> = {}): string[] {
  return printed(profile, 'dot', options)
    .filter((line) => line.includes('labeltooltip') && !line.includes('weight=100 tooltip'))
    .map((line) => {
      const text = / tooltip="(.*?)"/.exec(line)?.[1] ?? ''
      const marks = [/\(inline\)/, /style="dotted"/, /minlen=2/].map((mark) => mark.exec(line)?.[0])
      return [text, ...marks.filter((mark) => mark !== undefined)].join(' ')
    })
}

const lines = (profile: Profile, start: string): string[] =>
  printed(profile, 'dot').filter((line) => line.startsWith(start))

describe('arrows', () => {
  test('come heaviest first, with colour, weight and width by their share', () => {
    const profile = fromStacks(`
      main  main
      serve gc
      ------------
      cpu/ms  75 25
    `)
    expect(
      lines(profile, 'N').filter((line) => line.includes('->') && line.includes('labeltooltip')),
    ).toEqual([
      'N1 -> N2 [label=" 75ms" weight=76 penwidth=4 color="#b20e00" tooltip="main -> serve (75ms)" labeltooltip="main -> serve (75ms)"]',
      'N1 -> N3 [label=" 25ms" weight=26 penwidth=2 color="#b23c00" tooltip="main -> gc (25ms)" labeltooltip="main -> gc (25ms)"]',
    ])
  })

  test('say which calls are inlined', () => {
    const profile = fromStacks(`
      main
      hash[inl]
    `)
    expect(arrows(profile)).toEqual(['main -> hash (1) (inline)'])
  })

  test('keep a distance where the caller has labels', () => {
    const profile = fromStacks(`
      main  main
      .     leaf
      -----------
      cpu/ms 1 2
      @k     x x
    `)
    expect(arrows(profile)).toEqual(['main -> leaf (2ms) minlen=2'])
  })

  test('go dotted across nodes that were dropped', () => {
    const profile = fromStacks(`
      main  main  main
      .     light light
      .     .     leaf
      ------------------
      cpu/ms 89 1 10
    `)
    expect(arrows(profile, { nodefraction: 0.11 })).toEqual(['main -> light (11ms)'])
    expect(arrows(profile, { hide: 'light' })).toEqual(['main -> leaf (10ms)'])
    const split = fromStacks(`
      main main  main
      a    b     .
      leaf leaf  .
      -----------------
      cpu/ms 7 7 86
    `)
    expect(arrows(split, { nodefraction: 0.1 })).toEqual(['main ... leaf (14ms) style="dotted"'])
  })

  test('that are light are dropped and counted', () => {
    const profile = fromStacks(`
      main  main  main  main
      a     b     c     .
      -------------------------
      cpu/ms 10 8 1  81
    `)
    const options = { edgefraction: 0.09, nodefraction: 0.02, nodecount: 3 }
    expect(arrows(profile, { ...options, nodecount: 0 })).toEqual(['main -> a (10ms)'])
    const legend = printed(profile, 'dot', { ...options, nodecount: 0 })[2]
    expect(legend).toContain(
      String.raw`Dropped 1 node (cum <= 2ms)\lDropped 1 edge (freq <= 9ms)\l\lSee`,
    )
  })
})

describe('redundant residual arrows', () => {
  // main calls light, which calls leaf; but also serve, which calls leaf.
  const profile = (direct: number): Profile =>
    fromStacks(`
      main  main  main
      serve light .
      leaf  leaf  .
      ---------------------
      cpu/ms 50 ${direct} 100
    `)

  test('go where there is another way', () => {
    expect(arrows(profile(10), { nodefraction: 0.1 })).toEqual([
      'main -> serve (50ms)',
      'serve -> leaf (50ms)',
    ])
  })

  test('stay where they are heavier than a call that was seen', () => {
    const heavy = fromStacks(`
      main  main   main   main   main   main   main
      serve light1 light2 light3 light4 light5 light6
      leaf  leaf   leaf   leaf   leaf   leaf   leaf
      -----------------------------------------------
      cpu/ms 50 9 9 9 9 9 9
    `)
    expect(arrows(heavy, { nodefraction: 0.1 })).toEqual([
      'main ... leaf (54ms) style="dotted"',
      'main -> serve (50ms)',
      'serve -> leaf (50ms)',
    ])
  })
})
