import { RE2JS } from 're2js'
import { describe, expect, test } from 'vitest'
import { joinRegexp, literalRegexp } from '../../../src/store/filters.ts'
import {
  effectiveOptions,
  filterByFrame,
  resetFilters,
  setFilter,
  setOption,
  toggleFilter,
  withView,
} from '../../../src/store/view.ts'
import { INITIAL_VIEW } from '../../../src/store/view-list.ts'
import type { FrameText } from '../../../src/worker/protocol.ts'

function frame(name: string, file = '', line = 0): FrameText {
  return { key: 1, name, file, line, package: '' }
}

describe('the regexp of a frame', () => {
  test.each([
    ['main.(*T).M', String.raw`^main\.\(\*T\)\.M$`],
    ['main.Map[...]', String.raw`^main\.Map\[\.\.\.\]$`],
    ['operator+(a|b)', String.raw`^operator\+\(a\|b\)$`],
    [String.raw`a\b{2}^$?`, String.raw`^a\\b\{2\}\^\$\?$`],
  ])('%s', (name, expected) => {
    const regexp = literalRegexp(frame(name), 'functions')
    expect(regexp).toBe(expected)
    expect(RE2JS.compile(regexp!).test(name)).toBe(true)
    expect(RE2JS.compile(regexp!).test(`${name}x`)).toBe(false)
  })

  test.each([
    ['filefunctions', 'main.f /src/a b.go'],
    ['lines', 'main.f /src/a b.go:12'],
    ['lines', 'main.f /src/a b.go:12:3'],
    ['addresses', '00000000004a1b2c main.f /src/a b.go:12'],
  ] as const)('at %s it is that of the function in %s', (granularity, name) => {
    expect(literalRegexp(frame(name, '/src/a b.go', 12), granularity)).toBe('^main\\.f$')
  })

  test('of a file is the file', () => {
    expect(literalRegexp(frame('/src/a.go', '/src/a.go'), 'files')).toBe('^/src/a\\.go$')
  })

  test.each(['[leakdemo]', '[libc-2.31.so]', '<unknown>', 'root'])('%s has none', (name) => {
    expect(literalRegexp(frame(name), 'functions')).toBeNull()
  })

  test('is added once', () => {
    expect(joinRegexp('^a$', '')).toBe('^a$')
    expect(joinRegexp('^b$', '^a$')).toBe('^b$|^a$')
    expect(joinRegexp('^a$', '^b$|^a$')).toBe('^b$|^a$')
  })
})

describe('filters', () => {
  const filtered = setFilter(setFilter(INITIAL_VIEW, 'focus', 'json'), 'ignore', 'gc')

  test('switched off keep their text and do not count', () => {
    const view = toggleFilter(filtered, 'focus')
    expect(view.options.focus).toBe('json')
    expect(effectiveOptions(view.options, view.off)).toMatchObject({ focus: '', ignore: 'gc' })
    expect(toggleFilter(view, 'focus')).toEqual(filtered)
  })

  test('set anew are on', () => {
    expect(setFilter(toggleFilter(filtered, 'focus'), 'focus', 'sort').off).toEqual([])
  })

  test('removed are not switched off any more', () => {
    expect(setFilter(toggleFilter(filtered, 'focus'), 'focus', '').off).toEqual([])
  })

  test('without a text cannot be switched off', () => {
    expect(toggleFilter(INITIAL_VIEW, 'hide')).toBe(INITIAL_VIEW)
  })

  test('reset removes them all and nothing else', () => {
    const view = setOption(toggleFilter(filtered, 'ignore'), 'granularity', 'lines')
    expect(resetFilters(view)).toEqual(setOption(INITIAL_VIEW, 'granularity', 'lines'))
  })

  test('survive a change of the view', () => {
    expect(withView(filtered, { path: 'top' }).options).toBe(filtered.options)
  })

  test('by a frame: focus forgets, ignore adds, a switched-off one is forgotten', () => {
    const f = frame('main.f')
    expect(filterByFrame(filtered, 'focus', f).options.focus).toBe('^main\\.f$')
    expect(filterByFrame(filtered, 'ignore', f).options.ignore).toBe('^main\\.f$|gc')
    const off = toggleFilter(filtered, 'ignore')
    expect(filterByFrame(off, 'ignore', f)).toMatchObject({
      off: [],
      options: { ignore: '^main\\.f$' },
    })
    expect(filterByFrame(filtered, 'hide', frame('[leakdemo]'))).toBe(filtered)
  })
})

describe('the selection', () => {
  test('goes with the granularity that its name is of', () => {
    const view = withView(INITIAL_VIEW, { selected: 'main.f' })
    expect(setOption(view, 'granularity', 'files').selected).toBe('')
    expect(setOption(view, 'sample_index', 'cpu').selected).toBe('main.f')
  })
})
