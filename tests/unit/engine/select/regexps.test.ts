import { describe, expect, test } from 'vitest'
import { OptionError } from '../../../../src/engine/select/options.ts'
import { compilePattern, matchNames } from '../../../../src/engine/select/regexps.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'

describe('a pattern', () => {
  test('that is empty is none', () => {
    expect(compilePattern('', 'focus')).toBeNull()
  })

  test.each([
    // Unanchored, with case.
    ['json', 'encoding/json.Marshal', true],
    ['JSON', 'encoding/json.Marshal', false],
    ['^json', 'encoding/json.Marshal', false],
    ['Marshal$', 'encoding/json.Marshal', true],
    // RE2's syntax, which JavaScript has not or reads otherwise.
    ['(?i)JSON', 'encoding/json.Marshal', true],
    ['(?P<pkg>json)', 'encoding/json.Marshal', true],
    ['[[:upper:]]arshal', 'encoding/json.Marshal', true],
    ['\\Qjson.M\\E', 'encoding/json.Marshal', true],
    ['\\Aenc', 'encoding/json.Marshal', true],
    ['\\pL{8}/', 'encoding/json.Marshal', true],
  ])('%s in %s: %s', (pattern, text, matches) => {
    expect(compilePattern(pattern, 'focus')!.test(text)).toBe(matches)
  })

  test.each(['(', '*', '(*T).M', 'a(?=b)', '(a)\\1', '[z-a]', 'a{1001}'])(
    '%s is refused and the option named',
    (pattern) => {
      const error = thrown(() => compilePattern(pattern, 'show_from'))
      expect(error).toBeInstanceOf(OptionError)
      expect((error as OptionError).message).toMatch(
        /^parsing show_from regexp: error parsing regexp: /,
      )
      expect((error as OptionError).option).toBe('show_from')
    },
  )

  test('takes time in proportion to the text, whatever it is', () => {
    const text = 'a'.repeat(5000)
    const before = performance.now()
    expect(compilePattern('(a*)*b', 'focus')!.test(text)).toBe(false)
    expect(performance.now() - before).toBeLessThan(3000)
  })
})

describe('what a pattern matches in a profile', () => {
  const profile = fromStacks(`
    main@main.go!/bin/app  0x10!/lib/libc.so
    json@lib/json.go       sort
  `)
  const found = (pattern: string): { functions: number[]; mappings: number[] } => {
    const { functions, mappings } = matchNames(profile, compilePattern(pattern, 'focus')!)
    return { functions: Array.from(functions), mappings: Array.from(mappings) }
  }

  // Functions: main, json, sort. Binaries: /bin/app, /lib/libc.so.
  test('are functions by name', () => {
    expect(found('^(json|sort)$')).toEqual({ functions: [0, 1, 1], mappings: [0, 0] })
  })

  test('are functions by file', () => {
    expect(found('\\.go')).toEqual({ functions: [1, 1, 0], mappings: [0, 0] })
  })

  test('are binaries by path', () => {
    expect(found('^/lib')).toEqual({ functions: [0, 0, 0], mappings: [0, 1] })
    expect(found('lib')).toEqual({ functions: [0, 1, 0], mappings: [0, 1] })
  })
})

function thrown(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return undefined
}
