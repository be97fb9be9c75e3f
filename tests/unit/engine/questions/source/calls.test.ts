import { describe, expect, test } from 'vitest'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import type { SourceCallsAnswer } from '../../../../../src/engine/questions/source/calls.ts'
import { DEFAULT_OPTIONS } from '../../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

function askCalls(
  picture: string,
  file: string,
  of: string,
  ...lines: number[]
): SourceCallsAnswer {
  return ask(new EngineSession(fromStacks(picture)), 'source-calls', {
    options: DEFAULT_OPTIONS,
    file,
    function: of,
    scope: 'file',
    lines,
  })
}

/** `depth name:line flat cum`, indented by depth. */
function inlinedOf(answer: SourceCallsAnswer): string[] {
  return answer.lines[0]!.inlined.map(
    ({ depth, name, line, flatText, cumText }) =>
      `${'  '.repeat(depth - 1)}${name}:${line} ${flatText} ${cumText}`,
  )
}

const callsOf = (answer: SourceCallsAnswer) =>
  answer.lines[0]!.calls.map(
    ({ name, valueText, inline }) => `${name} ${valueText}${inline ? ' inline' : ''}`,
  )

const LOCKS = `
  main@a.go:1       main@a.go:1       main@a.go:1        main@a.go:2
  lock@m.go:5[inl]  lock@m.go:5[inl]  lock@m.go:7[inl]   wait@m.go:9
  cas@i.go:3[inl]   slow@m.go:30      .                  .
  ---
  cpu/nanoseconds   10   20   40   80
`

describe('the calls inlined into a line', () => {
  test('are nested, heaviest first, with the values of list', () => {
    expect(inlinedOf(askCalls(LOCKS, 'a.go', 'main', 1))).toEqual([
      'lock:7 40ns 40ns',
      'lock:5 . 30ns',
      '  cas:3 10ns 10ns',
    ])
  })

  test('a call that was really made is none of them', () => {
    expect(inlinedOf(askCalls(LOCKS, 'a.go', 'main', 2))).toEqual([])
  })

  test('what is inlined into an inlined call shows there as well', () => {
    expect(inlinedOf(askCalls(LOCKS, 'm.go', 'lock', 5))).toEqual(['cas:3 10ns 10ns'])
  })

  test('a path counts once, however often the line is on it', () => {
    const recursive = `
      walk@a.go:1
      next@a.go:9[inl]
      walk@a.go:1
      next@a.go:9[inl]
      ---
      cpu/nanoseconds 10
    `
    expect(inlinedOf(askCalls(recursive, 'a.go', 'walk', 1))).toEqual(['next:9 10ns 10ns'])
  })

  test('endless nesting is cut off', () => {
    const deep = [
      'main@a.go:1',
      ...Array.from({ length: 60 }, (_, i) => `f${i}@b.go:${i + 1}[inl]`),
    ]
    const answer = askCalls(deep.join('\n'), 'a.go', 'main', 1)
    expect(answer.lines[0]!.inlined.at(-1)!.depth).toBe(32)
  })
})

describe('calls', () => {
  test('that a line makes are added up by function', () => {
    expect(callsOf(askCalls(LOCKS, 'a.go', 'main', 1))).toEqual(['lock 70ns inline'])
    expect(callsOf(askCalls(LOCKS, 'a.go', 'main', 2))).toEqual(['wait 80ns'])
    expect(callsOf(askCalls(LOCKS, 'm.go', 'lock', 5))).toEqual(['slow 20ns', 'cas 10ns inline'])
  })

  test('of a function come from its call sites', () => {
    const { sites } = askCalls(LOCKS, 'm.go', 'lock', 5)
    expect(sites).toMatchObject([{ name: 'main', file: 'a.go', line: 1, valueText: '70ns' }])
  })
})
