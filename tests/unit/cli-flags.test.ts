import { describe, expect, test } from 'vitest'
import { parseCommandLine, UsageError } from '../../src/cli/flags.ts'
import { usage } from '../../src/cli/usage.ts'
import { DEFAULT_OPTIONS, OPTIONS, type Options } from '../../src/engine/select/options.ts'

/** The options that the arguments change. */
function changed(...args: string[]): Partial<Options> {
  const { options } = parseCommandLine(args)
  const names = OPTIONS.map(({ name }) => name)
  return Object.fromEntries(
    names.filter((name) => options[name] !== DEFAULT_OPTIONS[name]).map((n) => [n, options[n]]),
  )
}

describe('the command line', () => {
  test('has a report, options and a profile', () => {
    const { report, options, sources, help } = parseCommandLine([
      '-top',
      '-focus=json',
      '-nodecount',
      '7',
      'cpu.pb.gz',
    ])
    expect({ report, sources, help }).toEqual({
      report: 'top',
      sources: ['cpu.pb.gz'],
      help: false,
    })
    expect(options).toEqual({ ...DEFAULT_OPTIONS, focus: 'json', nodecount: 7 })
  })

  test('without flags is profiles alone', () => {
    expect(parseCommandLine(['a', 'b'])).toMatchObject({ report: null, sources: ['a', 'b'] })
    expect(parseCommandLine([])).toMatchObject({ report: null, sources: [], help: false })
  })

  test('has flags up to the first argument that is none, or to --', () => {
    expect(parseCommandLine(['-top', 'a', '-cum']).sources).toEqual(['a', '-cum'])
    expect(parseCommandLine(['-top', '--', '-cum']).sources).toEqual(['-cum'])
    expect(parseCommandLine(['-', 'a']).sources).toEqual(['-', 'a'])
  })

  test('asks for help', () => {
    for (const flag of ['-h', '-help', '--help']) expect(parseCommandLine([flag]).help).toBe(true)
  })
})

describe('comparing', () => {
  test('takes one or several bases, of one kind', () => {
    expect(parseCommandLine(['-top', '-base=a', '-base', 'b', 'c'])).toMatchObject({
      bases: ['a', 'b'],
      diffBase: false,
      sources: ['c'],
    })
    expect(parseCommandLine(['-top', '-diff_base=a', 'c'])).toMatchObject({ diffBase: true })
    expect(() => parseCommandLine(['-base=a', '-diff_base=b', 'c'])).toThrow(UsageError)
  })

  test('normalises by a base only', () => {
    expect(parseCommandLine(['-normalize', '-base=a', 'c']).options.normalize).toBe(true)
    expect(() => parseCommandLine(['-normalize', 'c'])).toThrow(/must have base profile/)
  })
})

describe('a flag', () => {
  test('has one dash or two, its value behind = or in the next argument', () => {
    const expected = { focus: 'a=b' }
    expect(changed('-focus=a=b')).toEqual(expected)
    expect(changed('--focus=a=b')).toEqual(expected)
    expect(changed('-focus', 'a=b')).toEqual(expected)
    expect(changed('--focus', 'a=b')).toEqual(expected)
  })

  test('may have a value that begins with a dash, or none behind =', () => {
    expect(changed('-focus', '-x')).toEqual({ focus: '-x' })
    expect(changed('-nodecount', '-5')).toEqual({ nodecount: -5 })
    expect(changed('-focus=')).toEqual({})
  })

  test('of yes or no takes its value behind = only', () => {
    expect(changed('-noinlines')).toEqual({ noinlines: true })
    expect(changed('-trim=false')).toEqual({ trim: false })
    const { options, sources } = parseCommandLine(['-noinlines', 'false'])
    expect([options.noinlines, sources]).toEqual([true, ['false']])
  })

  test('given twice has its last value', () => {
    expect(changed('-focus=a', '-focus=b')).toEqual({ focus: 'b' })
  })

  test('may be a choice of an option', () => {
    expect(changed('-cum')).toEqual({ sort: 'cum' })
    expect(changed('-cum', '-flat')).toEqual({})
    expect(changed('-lines')).toEqual({ granularity: 'lines' })
    expect(changed('-addresses', '-cum=false')).toEqual({ granularity: 'addresses' })
  })

  test('may be a sample type by its old name', () => {
    expect(changed('-inuse_space')).toEqual({ sample_index: 'inuse_space' })
    expect(changed('-alloc_objects', '-mean')).toEqual({
      sample_index: 'alloc_objects',
      mean: true,
    })
    expect(changed('-total_delay')).toEqual({ sample_index: 'delay' })
    expect(changed('-mean_delay')).toEqual({ sample_index: 'delay', mean: true })
    expect(changed('-contentions=false')).toEqual({})
  })
})

describe('what cannot be read', () => {
  test.each([
    [['-fokus=x'], 'flag provided but not defined: -fokus'],
    [['-focus'], 'flag needs an argument: -focus'],
    [['-nodecount=x'], /^invalid value "x" for flag -nodecount: /],
    [['-mean=maybe'], /^invalid value "maybe" for flag -mean: /],
    [['-granularity=columns'], /^invalid value "columns" for flag -granularity: /],
    [['-top=maybe'], /^invalid boolean value "maybe" for -top/],
    [['-top', '-text'], 'must set at most one output format'],
    [['-inuse_space', '-alloc_space'], /^multiple value selections: -alloc_space and inuse_space/],
  ])('%j is refused', (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(UsageError)
    expect(() => parseCommandLine(args)).toThrow(message)
  })

  test('a report may be given twice, or taken back', () => {
    expect(parseCommandLine(['-top', '-top']).report).toBe('top')
    expect(parseCommandLine(['-top=false']).report).toBeNull()
  })
})

test('the help has every option with its choices', () => {
  const lines = usage().split('\n')
  for (const { name, help, choices = [] } of OPTIONS) {
    const line = lines.find((candidate) => candidate.trim().startsWith(`-${name} `))
    expect(line, name).toContain(help)
    for (const choice of choices) expect(line).toContain(choice)
  }
  expect(lines.some((line) => /^ {2}-top /.test(line))).toBe(true)
})
