import { describe, expect, test } from 'vitest'
import { report } from '../../../../src/engine/pprof.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../src/engine/select/options.ts'
import type { OpenProfile } from '../../../../src/store/open-profile.ts'
import { INITIAL_VIEW } from '../../../../src/store/view-list.ts'
import { commonStart, searchHistory, withWord } from '../../../../src/views/console/completion.ts'
import { coarserNames, nameInLine } from '../../../../src/views/console/links.ts'
import {
  differences,
  promptOptions,
  withPromptOptions,
} from '../../../../src/views/console/page-options.ts'
import { Paper, textOf } from '../../../../src/views/console/rows.ts'
import type { Entry, Said } from '../../../../src/views/console/state.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'

const profile = fromStacks(`
  main.main@/src/a.go:3   main.main@/src/a.go:3
  sort.(*T).Sort          gc
  quick[inl]              .
  -----
  cpu/nanoseconds  10  20
  @a_rather_long_key  x  .
`)

/** The names that links would stand on, line by line. */
function names(name: string, options: Partial<Options> = {}, regexp = ''): string[] {
  const request = { name, regexp, options: { ...DEFAULT_OPTIONS, ...options } }
  return [...(report(profile, request) as Iterable<string>)].flatMap((line) => {
    const found = nameInLine(name, line)
    return found ? [line.slice(found.start, found.end)] : []
  })
}

describe('a name in a line', () => {
  test('is found in the rows of each report and nowhere else', () => {
    expect(names('top')).toEqual(['gc', 'quick', 'main.main', 'sort.(*T).Sort'])
    expect(new Set(names('tree'))).toEqual(new Set(['gc', 'quick', 'main.main', 'sort.(*T).Sort']))
    expect(names('peek', {}, 'quick')).toEqual(['sort.(*T).Sort', 'quick'])
    expect(names('traces')).toEqual(['quick', 'sort.(*T).Sort', 'main.main', 'gc', 'main.main'])
    expect(names('list', {}, 'main')).toEqual(['main.main'])
    expect(names('tags')).toEqual([])
  })

  test('has coarser names', () => {
    expect(names('top', { granularity: 'lines' })).toContain('main.main /src/a.go:3')
    expect(coarserNames('main.main /src/a.go:3')).toEqual(['main.main /src/a.go:3', 'main.main'])
    expect(coarserNames('00000000004012ab f /a.c:1:2').at(-1)).toBe('f')
    expect(coarserNames('operator new')).toContain('operator new')
  })
})

describe('the options of prompt and page', () => {
  const open = {
    answer: { sampleTypes: [{ type: 'cpu', unit: 'nanoseconds' }], defaultSampleType: 0 },
  } as unknown as OpenProfile

  test('differ where a person would see it', () => {
    const page = DEFAULT_OPTIONS
    const prompt = promptOptions(page)
    expect(differences(open, prompt, page)).toEqual([])
    // The default, named.
    expect(differences(open, { ...prompt, sample_index: 'cpu' }, page)).toEqual([])
    expect(differences(open, { ...prompt, focus: 'x' }, { ...page, hide: 'y' })).toEqual([
      'focus=x',
      'hide=""',
    ])
  })

  test('go to the page, where filters that are off keep their text', () => {
    const view = {
      ...INITIAL_VIEW,
      options: { ...DEFAULT_OPTIONS, hide: 'y', ignore: 'z' },
      off: ['hide', 'ignore'] as const,
      selected: 'main.main',
    }
    const prompt = promptOptions({ ...DEFAULT_OPTIONS, focus: 'x', ignore: 'w' })
    const next = withPromptOptions(view, prompt)
    expect(next.options).toMatchObject({ focus: 'x', ignore: 'w', hide: 'y' })
    expect(next.options.compact_labels).toBe(false)
    expect(next.off).toEqual(['hide'])
    expect(next.selected).toBe('main.main')
    const finer = withPromptOptions(view, { ...prompt, granularity: 'lines' })
    expect(finer.selected).toBe('')
  })
})

describe('the paper', () => {
  const text = (...lines: string[]): Said => {
    return { type: 'text', report: 'top', lines, cut: false }
  }
  const entry = (line: string | null, ...said: Said[]): Entry => {
    return { id: 1, line, before: DEFAULT_OPTIONS, state: 'done', said }
  }

  test('has a row for each line, and for what is beside the lines', () => {
    const long: Said = { ...text('a'), type: 'text', cut: true } as Said
    const paper = new Paper([
      entry(null, text('hello')),
      entry('top', text('1', '2'), { type: 'error', message: 'no\nway' }),
      entry('raw', long),
      { ...entry('tree'), state: 'running' },
    ])
    const rows = Array.from({ length: paper.count }, (_, i) => paper.at(i)!)
    expect(rows.map(({ kind }) => kind)).toEqual(
      'line prompt line line error error prompt line left prompt running'.split(' '),
    )
    expect(rows[5]).toMatchObject({ text: 'way' })
    expect(rows[8]).toMatchObject({ text: expect.stringContaining('first 1 lines') })
    expect(paper.lastEntry).toBe(9)
    expect(paper.at(paper.count)).toBeUndefined()
    expect(new Paper([]).at(0)).toBeUndefined()
  })

  test('is copied an entry at a time', () => {
    expect(textOf(entry('top', { type: 'remark', message: 'r' }, text('1', '2')))).toBe('r\n1\n2')
  })
})

describe('completion', () => {
  test('goes as far as all words agree', () => {
    expect(commonStart(['topproto', 'top', 'total'])).toBe('to')
    expect(commonStart([])).toBe('')
  })

  test('puts a word into the middle of a line', () => {
    const offer = { words: [], from: 4, to: 6, chosen: -1 }
    expect(withWord('top js -cum', offer, 'json')).toEqual({ line: 'top json -cum', caret: 8 })
  })

  test('looks through the history from its end', () => {
    const found = searchHistory(['top', 'peek a', 'top10'], 'top')
    expect(found.map(({ text: line }) => line)).toEqual(['top10', 'top'])
  })
})
