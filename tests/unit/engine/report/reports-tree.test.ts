import { describe, expect, test } from 'vitest'
import { report } from '../../../../src/engine/pprof.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import {
  DEFAULT_OPTIONS,
  OptionError,
  type Options,
} from '../../../../src/engine/select/options.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { drawing, printed } from '../../drawn.ts'

const RULE = '----------------------------------------------------------+-------------'

/** The blocks of a tree: what stands between its rules, behind the line of headings. */
function blocks(lines: readonly string[]): string {
  const text = lines.slice(lines.indexOf(RULE) + 2).join('\n')
  return text.replaceAll(RULE, '').trim().replaceAll(/ +$/gm, '')
}

function peek(profile: Profile, regexp: string, options: Partial<Options> = {}): string[] {
  const output = report(profile, {
    name: 'peek',
    options: { ...DEFAULT_OPTIONS, ...options },
    regexp,
  })
  return [...(output as Iterable<string>)]
}

const server = fromStacks(`
  main    main   main   main
  serve   serve  serve  gc
  json    hash   .      mark[inl]
  -----------------------------------
  samples/count      1       1     1     1
  cpu/nanoseconds    10      20    30    40
`)

describe('tree', () => {
  test('shows each frame between its callers and its callees', () => {
    const lines = printed(server, 'tree', { sort: 'cum' })
    expect(lines.slice(0, 4)).toEqual([
      'Type: cpu',
      'Showing nodes accounting for 100ns, 100% of 100ns total',
      RULE,
      '      flat  flat%   sum%        cum   cum%   calls calls% + context \t \t ',
    ])
    expect(`\n${blocks(lines)}`).toBe(`
0     0%     0%      100ns   100%                | main
                                              60ns 60.00% |   serve
                                              40ns 40.00% |   gc

                                              60ns   100% |   main
      30ns 30.00% 30.00%       60ns 60.00%                | serve
                                              20ns 33.33% |   hash
                                              10ns 16.67% |   json

                                              40ns   100% |   main
         0     0% 30.00%       40ns 40.00%                | gc
                                              40ns   100% |   mark (inline)

                                              40ns   100% |   gc (inline)
      40ns 40.00% 70.00%       40ns 40.00%                | mark

                                              20ns   100% |   serve
      20ns 20.00% 90.00%       20ns 20.00%                | hash

                                              10ns   100% |   serve
      10ns 10.00%   100%       10ns 10.00%                | json`)
  })

  test('orders edges by weight, then caller, then callee', () => {
    const profile = fromStacks(`
      z  b  a     m  m  m
      m  m  m     y  x  w
      -------------------------
      n/count  2  2  5  1  1  -4
    `)
    const callers = printed(profile, 'tree').filter((line) => / {3}[abz]$/.test(line))
    const callees = printed(profile, 'tree').filter((line) => / {3}[wxy]$/.test(line))
    expect(callers.map((line) => line.at(-1))).toEqual(['a', 'b', 'z'])
    expect(callees.map((line) => line.at(-1))).toEqual(['w', 'x', 'y'])
  })

  test('counts an edge once on a path and leaves out calls of itself', () => {
    const profile = fromStacks(`
      f
      f
      g
      f
      g
      ----------
      n/count 3
    `)
    expect(blocks(printed(profile, 'tree'))).toBe(
      [
        '3   100% |   f',
        '         3   100%   100%          3   100%                | g',
        '                                                 3   100% |   f',
        '',
        '                                                 3   100% |   g',
        '         0     0%   100%          3   100%                | f',
        '                                                 3   100% |   g',
      ].join('\n'),
    )
  })

  test('goes across frames that are left out', () => {
    const lines = printed(server, 'tree', { nodecount: 3, sort: 'flat' })
    expect(lines.at(1)).toBe('Showing nodes accounting for 90ns, 90.00% of 100ns total')
    expect(lines.at(2)).toBe('Showing top 3 nodes out of 6')
    expect(lines.some((line) => line.endsWith('  hash'))).toBe(true)
    expect(lines.some((line) => line.endsWith('main'))).toBe(false)
  })

  test('shows 80 frames unless asked for more', () => {
    const wide = fromStacks(
      `
        ${Array.from({ length: 100 }, (_, i) => `f${i}`).join(' ')}
        ---
        n/count ${Array.from({ length: 100 }, () => 1).join(' ')}
      `,
    )
    const frames = (lines: string[]): number =>
      lines.filter((line) => / {16}\| f\d+$/.test(line)).length
    expect(frames(printed(wide, 'tree'))).toBe(80)
    expect(frames(printed(wide, 'tree', { nodecount: 90 }))).toBe(90)
    expect(frames(printed(wide, 'tree', { trim: false }))).toBe(100)
  })

  test('shows means, but the weights of edges undivided', () => {
    const delays = fromStacks(`
      main   main
      lock   lock
      ----------------------
      contentions/count  2   2
      delay/nanoseconds  30  50
    `)
    expect(blocks(printed(delays, 'tree', { mean: true }))).toBe(
      [
        '80ns 400.00% |   main',
        '      20ns   100%   100%       20ns   100%                | lock',
        '',
        '         0     0%   100%       20ns   100%                | main',
        '                                              80ns 400.00% |   lock',
      ].join('\n'),
    )
  })
})

describe('peek', () => {
  test('is the part of the tree that the regexp asks for, with nothing trimmed', () => {
    const lines = peek(server, '^(gc|json)$', { nodecount: 1, nodefraction: 0.9 })
    expect(lines[1]).toBe('Showing nodes accounting for 100ns, 100% of 100ns total')
    expect(`\n${blocks(lines)}`).toBe(`
10ns   100% |   serve
      10ns 10.00% 10.00%       10ns 10.00%                | json

                                              40ns   100% |   main
         0     0% 10.00%       40ns 40.00%                | gc
                                              40ns   100% |   mark (inline)`)
  })

  test('matches names as printed', () => {
    const lines = fromStacks(`
      main@main.go:7
      ----------
      n/count 1
    `)
    expect(peek(lines, 'main.go:7$', { granularity: 'lines' }).join('\n')).toContain(
      '| main main.go:7',
    )
    expect(() => peek(lines, 'main.go:7$')).toThrow()
  })

  test('says when nothing matches, before it prints anything', () => {
    const found: string[] = []
    expect(() => {
      for (const line of peek(server, 'nothing[.]here')) found.push(line)
    }).toThrow(new OptionError('no matches found for regexp: nothing[.]here'))
    expect(found).toEqual([])
    expect(() => peek(server, '(')).toThrow(/^parsing argument regexp \(: /)
  })

  test('has a rule at its end', () => {
    expect(peek(server, 'hash').at(-1)).toBe(RULE)
    expect(drawing(peek(server, 'hash').slice(-3, -1).join('\n'))).toContain('| hash')
  })
})
