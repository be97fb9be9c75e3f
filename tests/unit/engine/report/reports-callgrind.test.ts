import { describe, expect, test } from 'vitest'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { drawing, printed } from '../../drawn.ts'

/** The report without its two lines of head; empty lines as "-". */
function body(lines: readonly string[]): string {
  return lines
    .slice(2)
    .map((line) => line || '-')
    .join('\n')
}

describe('callgrind', () => {
  test('lists costs of addresses and calls, names numbered, addresses relative', () => {
    const profile = fromStacks(`
      main@m.go:3+0x1000!/bin/a  main@m.go:3+0x1000!/bin/a
      f@f.go:9+0x1010!/bin/a     g@f.go:20+0x12345678!/bin/a
      ------------------------------------------------------
      cpu/nanoseconds  70  30
    `)
    expect(printed(profile, 'callgrind').slice(0, 2)).toEqual([
      'positions: instr line',
      'events: cpu(ns)',
    ])
    expect(body(printed(profile, 'callgrind'))).toBe(
      drawing(`
        -
        ob=(1) /bin/a
        fl=(1) f.go
        fn=(1) f
        0x1010 9 70
        -
        ob=(1)
        fl=(1)
        fn=(2) g
        0x12345678 20 30
        -
        ob=(1)
        fl=(2) m.go
        fn=(3) main
        0x1000 3 0
        cfl=(1)
        cfn=(1)
        calls=0 0x1010 9
        * * 70
        cfl=(1)
        cfn=(2)
        calls=0 * 20
        * * 30
      `),
    )
  })

  test('writes a function once for the addresses that follow each other', () => {
    const profile = fromStacks(`
      f@f.go:1+0x10!/a  f@f.go:2+0x14!/a
      -----
      n/count  2  1
    `)
    expect(body(printed(profile, 'callgrind'))).toBe(
      drawing(`
        -
        ob=(1) /a
        fl=(1) f.go
        fn=(1) f
        0x10 1 2
        +4 2 1
      `),
    )
  })

  test('tells functions of equal name and file apart that differ in their binary', () => {
    const profile = fromStacks(`
      main+0x1!/a   main+0x1!/a
      f+0x20!/a     f+0x30!/b
      -----
      n/count  2  1
    `)
    const names = printed(profile, 'callgrind').filter((line) => line.startsWith('cfn='))
    expect(names).toEqual(['cfn=(3) f [1/2]', 'cfn=(4) f [2/2]'])
  })

  test('of a call tree has a node for each path', () => {
    const profile = fromStacks(`
      main+0x1  main+0x1
      a+0x2     b+0x3
      f+0x4     f+0x4
      -----
      n/count   5  3
    `)
    const lines = printed(profile, 'callgrind', { call_tree: true })
    const names = lines.filter((line) => line.startsWith('cfn=')).map((line) => line.slice(8))
    expect(names.toSorted()).toEqual(['a', 'b', 'f [1/2]', 'f [2/2]'])
    const graph = printed(profile, 'callgrind')
    expect(graph.filter((line) => line === 'fn=(1) f')).toHaveLength(1)
    expect(lines.filter((line) => /^(\+\d+|-\d+|\*|0x\w+) 0 [53]$/.test(line))).toHaveLength(2)
    expect(graph.filter((line) => /^(\+\d+|-\d+|\*|0x\w+) 0 8$/.test(line))).toHaveLength(1)
  })

  test('keeps the unit of the smallest value, for it writes whole numbers', () => {
    const profile = fromStacks(`
      f+0x1  g+0x2
      -----
      cpu/nanoseconds  1500  9000000000
    `)
    expect(printed(profile, 'callgrind')[1]).toBe('events: cpu(us)')
    expect(printed(profile, 'callgrind')).toContain('0x2 0 9000000')
  })
})
