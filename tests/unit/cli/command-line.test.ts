import { describe, expect, test } from 'vitest'
import { parseCommandLine } from '../../../src/cli/command-line.ts'
import { UsageError } from '../../../src/cli/go-flags.ts'
import { usage } from '../../../src/cli/usage.ts'
import { DEFAULT_OPTIONS, OPTIONS, type Options } from '../../../src/engine/select/options.ts'

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
    expect(changed('-mean_delay', '-mean=false')).toEqual({ sample_index: 'delay', mean: true })
  })

  test('is a number in any of the ways in which Go writes one', () => {
    expect(changed('-nodecount=0x1F')).toEqual({ nodecount: 31 })
    expect(changed('-nodecount=-1_000')).toEqual({ nodecount: -1000 })
    expect(changed('-nodecount=017')).toEqual({ nodecount: 15 })
    expect(changed('-divide_by=+.5e1', '-nodefraction=-inf')).toEqual({
      divide_by: 5,
      nodefraction: Number.NEGATIVE_INFINITY,
    })
  })

  test('of a sample type gives way to one before it in pprof, which says so', () => {
    const { options, remarks } = parseCommandLine(['-alloc_space', '-inuse_space'])
    expect(options.sample_index).toBe('inuse_space')
    expect(remarks).toEqual(['Multiple value selections, ignoring -alloc_space'])
    expect(parseCommandLine(['-contentions', '-sample_index=delay'])).toMatchObject({
      options: { sample_index: 'delay' },
      remarks: ['Multiple value selections, ignoring -contentions'],
    })
  })
})

test('flags of pprof that make no difference are told of', () => {
  const given = ['-tools=/usr/bin', '-tls_ca=ca.pem', '-tls_cert=', '-svg=false', '-disasm=']
  const { remarks, report } = parseCommandLine([...given, 'x'])
  expect(report).toBeNull()
  expect(remarks).toEqual([
    expect.stringMatching(/^-tools has no effect: /),
    expect.stringMatching(/^-tls_ca has no effect: NODE_EXTRA_CA_CERTS /),
  ])
})

describe('what cannot be read', () => {
  test.each([
    [['-fokus=x'], 'flag provided but not defined: -fokus'],
    [['-focus'], 'flag needs an argument: -focus'],
    [['-nodecount=x'], 'invalid value "x" for flag -nodecount: parse error'],
    [['-nodecount=08'], 'invalid value "08" for flag -nodecount: parse error'],
    [['-nodecount=1__0'], 'invalid value "1__0" for flag -nodecount: parse error'],
    [['-nodecount=9223372036854775808'], /^invalid value .*: value out of range/],
    [['-divide_by=0x1'], 'invalid value "0x1" for flag -divide_by: parse error'],
    [['-divide_by=1e999'], 'invalid value "1e999" for flag -divide_by: value out of range'],
    [['-mean=maybe'], 'invalid boolean value "maybe" for -mean: parse error'],
    [['-trim='], 'invalid boolean value "" for -trim: parse error'],
    [['---top'], 'bad flag syntax: ---top'],
    [['-=top'], 'bad flag syntax: -=top'],
    [['-cum', '-flat'], 'conflicting options set: [cum flat]'],
    [['-trace=gc'], 'invalid value "gc" for flag -trace: one of net, sync, syscall, sched, cpu'],
    [['-granularity=columns'], /^invalid value "columns" for flag -granularity: /],
    [['-top=maybe'], /^invalid boolean value "maybe" for -top/],
    [['-top', '-text'], 'must set at most one output format'],
    [['-top', '-peek=x'], 'must set at most one output format'],
    [['-svg'], '-svg needs Graphviz: -dot prints the graph for it'],
    [['-disasm=main'], '-disasm needs the binary'],
  ])('%j is refused', (args, message) => {
    expect(() => parseCommandLine(args)).toThrow(UsageError)
    expect(() => parseCommandLine(args)).toThrow(message)
  })

  test('a report may be given twice, or taken back', () => {
    expect(parseCommandLine(['-top', '-top']).report).toBe('top')
    expect(parseCommandLine(['-top', '-top=false', '-text']).report).toBe('text')
    expect(parseCommandLine(['-top=false']).report).toBeNull()
    expect(parseCommandLine(['-peek=']).report).toBeNull()
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
