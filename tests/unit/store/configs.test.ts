import { beforeEach, describe, expect, test, vi } from 'vitest'
import { DEFAULT_OPTIONS, type Options } from '../../../src/engine/select/options.ts'
import {
  addConfigs,
  applyConfig,
  type Config,
  DEFAULT_CONFIG,
  deleteConfig,
  isSet,
  nameProblem,
  printConfigs,
  readConfigs,
  SETTINGS,
  saveConfig,
} from '../../../src/store/configs.ts'
import { changeView, viewStore } from '../../../src/store/navigation.ts'
import { preferenceOf, setPreference } from '../../../src/store/preferences.ts'
import { INITIAL_VIEW } from '../../../src/store/view-list.ts'
import '../views.ts'

function config(name: string, options: Partial<Options>, off: Config['off'] = []): Config {
  return { name, options: { ...DEFAULT_OPTIONS, ...options }, off }
}

const read = (...configs: unknown[]) => readConfigs(JSON.stringify({ configs }))

describe('the file', () => {
  test('gives back what was written', () => {
    const configs = [
      config('json only', { focus: 'json', nodecount: 20, granularity: 'lines', mean: true }),
      config('all of it', { trim: false, nodefraction: 0, unit: 'ms', sort: 'cum' }),
      config('one off', { focus: 'json', ignore: 'gc' }, ['ignore']),
    ]
    expect(readConfigs(printConfigs(configs))).toEqual({ configs, problems: [] })
  })

  test('is one that pprof reads: its names, a filter that is off is none', () => {
    const text = printConfigs([config('mine', { focus: 'json', ignore: 'gc' }, ['ignore'])])
    expect(JSON.parse(text)).toEqual({
      configs: [
        {
          name: 'mine',
          unit: 'minimum',
          sort: 'flat',
          granularity: 'functions',
          nodecount: -1,
          nodefraction: 0.005,
          edgefraction: 0.001,
          trim: true,
          focus: 'json',
          off: { ignore: 'gc' },
        },
      ],
    })
  })

  test('of pprof has zeros where a field is missing', () => {
    const written = { name: 'p', unit: 'minimum', sort: 'flat', granularity: 'functions' }
    const { configs } = read({ ...written, divide_by: 3, focus: 'json' })
    expect(configs[0]!.options).toEqual({
      ...DEFAULT_OPTIONS,
      focus: 'json',
      trim: false,
      nodecount: 0,
      nodefraction: 0,
      edgefraction: 0,
    })
  })

  test('made by hand has the defaults there', () => {
    expect(read({ name: 'short', hide: '^runtime' }).configs).toEqual([
      config('short', { hide: '^runtime' }),
    ])
  })

  test.each([
    ['no JSON', '{'],
    ['another file', '[1, 2]'],
    ['a list that is none', '{"configs": {"name": "x"}}'],
  ])('that is %s gives nothing but a sentence', (_, text) => {
    const { configs, problems } = readConfigs(text)
    expect(configs).toEqual([])
    expect(problems).toHaveLength(1)
  })

  test('that means harm is left out piece by piece', () => {
    const { configs, problems } = read(
      null,
      { name: 7 },
      { name: 'x'.repeat(101) },
      {
        name: 'odd',
        focus: ['a'],
        granularity: 'bananas',
        nodecount: 'many',
        hide: 'h'.repeat(10_001),
        ignore: 'gc',
        off: { bananas: 'x', ignore: 3 },
      },
      JSON.parse('{"name": "proto", "__proto__": {"focus": "polluted"}, "constructor": 1}'),
    )
    expect(configs).toEqual([config('odd', { ignore: 'gc' }, ['ignore']), config('proto', {})])
    expect(problems).toHaveLength(3 + 5)
    expect(problems.join()).toContain('“odd”: granularity is left out')
  })

  test('is read to its 200th configuration', () => {
    const { configs, problems } = read(...Array.from({ length: 201 }, (_, i) => ({ name: `${i}` })))
    expect(configs).toHaveLength(200)
    expect(problems).toEqual(['It has 201 configurations: only the first 200 are read.'])
  })
})

describe('in the browser', () => {
  beforeEach(() => {
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => {} })
    setPreference(SETTINGS, SETTINGS.initial)
    viewStore.setState(INITIAL_VIEW, true)
  })

  const kept = () => readConfigs(preferenceOf(SETTINGS)).configs

  test('are saved without the sample type, replaced by name, and deleted', () => {
    const options = { ...DEFAULT_OPTIONS, focus: 'json', sample_index: 'cpu' }
    changeView((view) => ({ ...view, options }))
    saveConfig('mine')
    expect(kept()).toEqual([config('mine', { focus: 'json' })])
    addConfigs([config('mine', { hide: 'x' }), config('other', {})])
    expect(kept().map(({ name }) => name)).toEqual(['mine', 'other'])
    expect(kept()[0]!.options).toMatchObject({ focus: '', hide: 'x' })
    deleteConfig('mine')
    expect(kept().map(({ name }) => name)).toEqual(['other'])
  })

  test('set everything but the sample type, and are known as set', () => {
    const options = { ...DEFAULT_OPTIONS, ignore: 'gc', sample_index: 'cpu' }
    changeView((view) => ({ ...view, options, selected: 'main.main' }))
    const one = config('one', { focus: 'json', hide: 'x', granularity: 'lines' }, ['hide'])
    expect(isSet(one, viewStore.getState())).toBe(false)
    applyConfig(one)
    expect(viewStore.getState()).toMatchObject({
      options: { ...one.options, sample_index: 'cpu' },
      off: ['hide'],
      // A name of a function is none of a line.
      selected: '',
    })
    expect(isSet(one, viewStore.getState())).toBe(true)
    applyConfig(DEFAULT_CONFIG)
    expect(viewStore.getState()).toMatchObject({ off: [], options: { focus: '', hide: '' } })
  })

  test.each([
    ['', 'Give it a name.'],
    ['  ', 'Give it a name.'],
    ['x'.repeat(101), 'A name has 100 characters at most.'],
    ['mine', ''],
  ])('a name is checked', (name, problem) => {
    expect(nameProblem(name)).toBe(problem)
  })
})
