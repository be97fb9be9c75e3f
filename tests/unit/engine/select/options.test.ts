import { describe, expect, test } from 'vitest'
import {
  DEFAULT_OPTIONS,
  OPTIONS,
  OptionError,
  type OptionName,
  optionFields,
  optionNamed,
  withOption,
} from '../../../../src/engine/select/options.ts'

/** pprof's options: name, name in its web addresses (of divide_by: in ours), default. */
const PPROF: readonly (readonly [string, string | undefined, unknown])[] = [
  ['output', undefined, ''],
  ['call_tree', 'calltree', false],
  ['relative_percentages', 'rel', false],
  ['unit', 'unit', 'minimum'],
  ['compact_labels', 'compact', false],
  ['source_path', undefined, ''],
  ['trim_path', undefined, ''],
  ['intel_syntax', 'intel', false],
  ['mean', 'mean', false],
  ['sample_index', 'si', ''],
  ['divide_by', 'divide_by', 1],
  ['normalize', 'norm', false],
  ['sort', 'sort', 'flat'],
  ['tagroot', 'tagroot', ''],
  ['tagleaf', 'tagleaf', ''],
  ['drop_negative', 'dropneg', false],
  ['nodecount', 'n', -1],
  ['nodefraction', 'nf', 0.005],
  ['edgefraction', 'ef', 0.001],
  ['trim', 'trim', true],
  ['focus', 'f', ''],
  ['ignore', 'i', ''],
  ['prune_from', 'prunefrom', ''],
  ['hide', 'h', ''],
  ['show', 's', ''],
  ['show_from', 'sf', ''],
  ['tagfocus', 'tf', ''],
  ['tagignore', 'ti', ''],
  ['tagshow', 'ts', ''],
  ['taghide', 'th', ''],
  ['noinlines', 'noinlines', false],
  ['showcolumns', 'showcolumns', false],
  ['granularity', 'g', 'functions'],
]

describe('the table of options', () => {
  test('has every option of pprof, with its names and its default', () => {
    const ours = OPTIONS.map(({ name, url, initial }) => [name, url, initial])
    const byName = (a: readonly unknown[], b: readonly unknown[]): number =>
      String(a[0]) < String(b[0]) ? -1 : 1
    expect(ours.sort(byName)).toEqual([...PPROF].sort(byName))
  })

  test('explains each in a sentence', () => {
    for (const { name, help } of OPTIONS) expect(help, name).toMatch(/^[A-Z].{15,}[^.]$/)
  })

  test('has no two of one name in a link', () => {
    const urls = OPTIONS.flatMap(({ url }) => url ?? [])
    expect(new Set(urls).size).toBe(urls.length)
  })

  test('is found by name', () => {
    expect(optionNamed('focus')?.url).toBe('f')
    expect(optionNamed('f')).toBeUndefined()
  })

  test('cannot have its defaults changed', () => {
    expect(Object.isFrozen(DEFAULT_OPTIONS)).toBe(true)
  })
})

describe('withOption', () => {
  const set = (name: OptionName, text: string): unknown =>
    withOption(DEFAULT_OPTIONS, name, text)[name]

  test('sets one option and leaves the others and the original', () => {
    const options = withOption(DEFAULT_OPTIONS, 'focus', 'json')
    expect(options).toEqual({ ...DEFAULT_OPTIONS, focus: 'json' })
    expect(DEFAULT_OPTIONS.focus).toBe('')
  })

  test("takes pprof's words for yes and no", () => {
    for (const yes of ['true', 't', 'T', 'yes', 'Y', '1', '']) expect(set('mean', yes)).toBe(true)
    for (const no of ['false', 'F', 'no', 'n', '0']) expect(set('trim', no)).toBe(false)
  })

  test('takes numbers', () => {
    expect(set('nodecount', '-1')).toBe(-1)
    expect(set('nodecount', '+20')).toBe(20)
    expect(set('nodefraction', '1e-3')).toBe(0.001)
    expect(set('nodefraction', '.5')).toBe(0.5)
  })

  test('takes the choices of an option that has them', () => {
    for (const choice of ['functions', 'filefunctions', 'files', 'lines', 'addresses']) {
      expect(set('granularity', choice)).toBe(choice)
    }
    expect(set('sort', 'cum')).toBe('cum')
  })

  test.each([
    ['mean', 'maybe', 'illegal value "maybe" for bool variable'],
    ['nodecount', '1.5', 'strconv.Atoi: parsing "1.5": invalid syntax'],
    ['nodecount', '', 'strconv.Atoi: parsing "": invalid syntax'],
    ['nodefraction', 'x', 'strconv.ParseFloat: parsing "x": invalid syntax'],
    ['nodefraction', '', 'strconv.ParseFloat: parsing "": invalid syntax'],
    ['nodefraction', ' 1', 'strconv.ParseFloat: parsing " 1": invalid syntax'],
    ['granularity', 'columns', 'invalid "granularity" value "columns"'],
    ['sort', '', 'invalid "sort" value ""'],
  ] as const)('refuses %s=%s in the words of pprof', (name, text, message) => {
    expect(() => set(name, text)).toThrow(new OptionError(message))
  })

  test('refuses what is no option', () => {
    const name = 'fokus' as OptionName
    expect(() => set(name, 'x')).toThrow(new OptionError('unknown config field "fokus"'))
  })
})

describe('the fields of a link', () => {
  test('are none for the defaults', () => {
    expect(optionFields(DEFAULT_OPTIONS)).toEqual([])
  })

  test('are those that differ, with yes and no in one letter', () => {
    const options = {
      ...DEFAULT_OPTIONS,
      focus: 'a b&c=d',
      noinlines: true,
      trim: false,
      nodecount: 20,
      nodefraction: 0,
      granularity: 'lines' as const,
    }
    expect(Object.fromEntries(optionFields(options))).toEqual({
      f: 'a b&c=d',
      noinlines: 't',
      trim: 'f',
      n: '20',
      nf: '0',
      g: 'lines',
    })
  })

  test('have nothing of the options that are not in links', () => {
    const options = {
      ...DEFAULT_OPTIONS,
      output: 'x',
      source_path: '/',
      trim_path: '/',
    }
    expect(optionFields(options)).toEqual([])
  })

  test('read back give the same options', () => {
    const options = {
      ...DEFAULT_OPTIONS,
      sample_index: 'alloc_space',
      mean: true,
      edgefraction: 0.25,
      sort: 'cum' as const,
    }
    const read = optionFields(options).reduce((known, [url, text]) => {
      const option = OPTIONS.find((candidate) => candidate.url === url)
      return withOption(known, option!.name, text)
    }, DEFAULT_OPTIONS)
    expect(read).toEqual(options)
  })
})
