import { describe, expect, test } from 'vitest'
import type { SourceAnswer, SourceLine } from '../../../../src/engine/questions/source/lines.ts'
import { readColours } from '../../../../src/views/source/highlight.ts'
import {
  codeModel,
  lineReference,
  nextPlace,
  rowOfLine,
  splitName,
  widestLine,
} from '../../../../src/views/source/model.ts'
import { read } from '../../../../src/views/source/state.ts'

function valued(line: number): SourceLine {
  return {
    line,
    flatText: '.',
    cumText: `${line}ms`,
    flatPercent: '0%',
    cumPercent: '1%',
    flatHeat: 0,
    cumHeat: 0.1,
    inlines: true,
  }
}

const answer: SourceAnswer = {
  none: '',
  file: '/a/main.go',
  function: 'main.work',
  files: ['/a/main.go'],
  functions: [],
  flatText: '0',
  cumText: '7ms',
  cumPercent: '1%',
  totalText: '1s',
  from: 2,
  to: 9,
  start: 3,
  lines: [valued(3), valued(4), valued(7)],
  dropped: 0,
}

function drawn(parts: Partial<Parameters<typeof codeModel>[0]>): string[] {
  const all = { answer, scope: 'file', text: null, open: new Set<number>(), calls: [] } as const
  return codeModel({ ...all, ...parts }).rows.map((row) => {
    if (row.kind === 'gap') return `${row.from}-${row.to}`
    if (row.kind === 'inlined') return `${row.line}>${row.call.name}`
    return `${row.line}:${row.text ?? '?'}${row.values ? ` ${row.values.cumText}` : ''}`
  })
}

const TEXT = ['a', 'b', 'c', 'd', 'e', 'f']

describe('rows', () => {
  test('without the text are the lines that have values, with gaps between', () => {
    expect(drawn({})).toEqual(['1-2', '3:? 3ms', '4:? 4ms', '5-6', '7:? 7ms'])
  })

  test('of a file are all its lines; values behind its end are shown and counted', () => {
    const rows = ['1:a', '2:b', '3:c 3ms', '4:d 4ms', '5:e', '6:f', '7:? 7ms']
    expect(drawn({ text: TEXT })).toEqual(rows)
    const model = { answer, scope: 'file', text: TEXT, open: new Set<number>(), calls: [] } as const
    expect(codeModel(model).beyond).toBe(1)
  })

  test('of a function are those that list shows', () => {
    expect(drawn({ text: [...TEXT, 'g'], scope: 'function' })[0]).toBe('2:b')
  })

  test('of inlined calls stand below their line while it is open', () => {
    const call = { depth: 1, name: 'lock', file: 'm.go', line: 5, flatText: '.', cumText: '3ms' }
    const frame = { key: 0, name: 'lock', file: 'm.go', line: 5, package: '' }
    const calls = [{ line: 3, inlined: [{ ...call, frame }], calls: [] }]
    expect(drawn({ calls, open: new Set([3]) })).toContain('3>lock')
    expect(drawn({ calls })).not.toContain('3>lock')
  })

  test('are found by their line, or by the nearest one before', () => {
    const { rows } = codeModel({ answer, scope: 'file', text: null, open: new Set(), calls: [] })
    expect([3, 4, 5, 7, 99, 1].map((line) => rowOfLine(rows, line))).toEqual([1, 2, 2, 4, 4, 1])
    expect(rowOfLine([], 3)).toBe(-1)
  })
})

test('walking goes around the end', () => {
  expect([-1, 2, 5, 9].map((now) => nextPlace([2, 5, 9], now, 1))).toEqual([2, 5, 9, 2])
  expect([-1, 2, 5].map((now) => nextPlace([2, 5, 9], now, -1))).toEqual([9, 9, 2])
  expect(nextPlace([], 3, 1)).toBe(-1)
})

test('names, references and widths', () => {
  expect(splitName('github.com/o/r/pkg.(*T[a/b]).Do')).toEqual({
    path: 'github.com/o/r/',
    rest: 'pkg.(*T[a/b]).Do',
  })
  expect(splitName('main.work').rest).toBe('main.work')
  expect([lineReference('/a/main.go', 53), lineReference('main.go', 0)]).toEqual([
    'main.go:53',
    'main.go',
  ])
  expect(widestLine(['ab', '\t\tx', ''])).toBe(9)
})

test('a selected line that another function has left behind does not count', () => {
  const before = { subject: 'a', link: 53, line: 53 }
  expect(read(before, 'a', 53)).toBe(before)
  expect(read(before, 'b', 53).line).toBe(0)
  expect(read(before, 'b', 7).line).toBe(7)
})

describe('colours', () => {
  const go = ['package main', '', '/* two', 'lines */', 'func f() string { return "x" }']

  async function tokens(file: string, lines: readonly string[]) {
    const colours = await readColours(file, lines, new AbortController().signal)
    return lines.map((_, i) => colours?.tokens(i + 1) ?? null)
  }

  test('cover each line as it is', async () => {
    for (const [i, row] of (await tokens('main.go', go)).entries()) {
      expect(row?.map(({ text }) => text).join('')).toBe(go[i])
    }
  })

  test.each([
    ['a.go', 'func f() {}', 'func'],
    ['a.cc', 'return 0;', 'return'],
    ['a.h', 'static int x;', 'static'],
    ['a.rs', 'fn main() {}', 'fn'],
    ['A.java', 'class A {}', 'class'],
    ['a.py', 'def f(): pass', 'def'],
    ['a.tsx', 'const a: number = 1', 'const'],
  ])('of %s show its keywords', async (file, line, keyword) => {
    const [row] = await tokens(file, [line])
    expect(row).toContainEqual({ text: keyword, className: 'tok-keyword' })
  })

  test('run on over the lines of a comment', async () => {
    const rows = await tokens('main.go', go)
    expect([rows[2], rows[3]]).toEqual([
      [{ text: '/* two', className: 'tok-comment' }],
      [{ text: 'lines */', className: 'tok-comment' }],
    ])
  })

  test('are none for a language that is not known', async () => {
    expect(await tokens('asm.s', ['MOVQ AX, BX'])).toEqual([null])
  })

  test('of a long file stop at the signal', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `var v${i} = f(${i}, "x")`)
    const controller = new AbortController()
    const reading = readColours('big.go', lines, controller.signal)
    setTimeout(() => controller.abort(), 30)
    expect(await reading).toBeNull()
  })
})
