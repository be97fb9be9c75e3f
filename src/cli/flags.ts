import { isReportName, takesRegexp } from '../engine/pprof.ts'
import {
  DEFAULT_OPTIONS,
  OPTIONS,
  OptionError,
  type Options,
  optionNamed,
  withOption,
} from '../engine/select/options.ts'
import type { RemoteOptions } from './remote.ts'

/** A command line, read. */
export interface CommandLine {
  readonly report: string | null
  /** The report's own argument: -peek=REGEXP. */
  readonly regexp: string
  readonly options: Options
  readonly sources: readonly string[]
  /** Profiles to subtract (-base) or to compare with (-diff_base). */
  readonly bases: readonly string[]
  readonly diffBase: boolean
  /** A line to add to the profile's comments. */
  readonly comment: string
  /** Build id for the first mapping; "" to leave it. */
  readonly buildId: string
  /** How functions are named (symbolize.ts). */
  readonly symbolize: string
  /** How long to record and to wait, for sources that are addresses. */
  readonly remote: RemoteOptions
  readonly help: boolean
  /** Read commands from the terminal instead of printing one report. */
  readonly interactive: boolean
}

/** What is wrong with a command line. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Flags that stand for a sample type, from before sample_index. */
const SAMPLE_FLAGS: Readonly<Record<string, string>> = {
  inuse_space: 'inuse_space',
  inuse_objects: 'inuse_objects',
  alloc_space: 'alloc_space',
  alloc_objects: 'alloc_objects',
  total_delay: 'delay',
  mean_delay: 'delay',
  contentions: 'contentions',
}

/** Flags that say what to read, each with a value. */
const SOURCE_FLAGS = [
  'base',
  'diff_base',
  'add_comment',
  'buildid',
  'seconds',
  'timeout',
  'symbolize',
] as const

function isSourceFlag(name: string): name is (typeof SOURCE_FLAGS)[number] {
  return (SOURCE_FLAGS as readonly string[]).includes(name)
}

/** Values of an option that are flags of their own: -cum for -sort=cum. */
const CHOICE_FLAGS = new Map(
  OPTIONS.flatMap((option) =>
    (option.choices ?? []).map((choice) => [choice, option.name] as const),
  ),
)

/**
 * Reads arguments as Go's flag package does: -name, --name, -name=value, -name value; what does
 * not begin with a dash ends the flags, as does "--".
 * @throws UsageError for an unknown flag or a value that it cannot take
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const line: Reading = {
    report: null,
    regexp: '',
    options: { ...DEFAULT_OPTIONS },
    base: [],
    diff_base: [],
    add_comment: '',
    buildid: '',
    symbolize: '',
    seconds: '-1',
    timeout: '-1',
    help: false,
    interactive: false,
  }
  let at = 0
  while (at < args.length) {
    const arg = args[at]!
    if (arg === '--') {
      at++
      break
    }
    if (!/^--?[^-]/.test(arg)) break
    at++
    const [name, inline] = splitFlag(arg)
    at += readFlag(line, name, inline, args[at])
  }
  const { report, regexp, options, help, interactive } = line
  if (line.base.length > 0 && line.diff_base.length > 0) {
    throw new UsageError('-base and -diff_base flags cannot both be specified')
  }
  if (options.normalize && line.base.length + line.diff_base.length === 0) {
    throw new UsageError('must have base profile to normalize by')
  }
  return {
    report,
    regexp,
    options,
    help,
    interactive,
    sources: args.slice(at),
    bases: [...line.base, ...line.diff_base],
    diffBase: line.diff_base.length > 0,
    comment: line.add_comment,
    buildId: line.buildid,
    symbolize: line.symbolize,
    remote: {
      seconds: wholeNumber('seconds', line.seconds),
      timeout: wholeNumber('timeout', line.timeout),
    },
  }
}

interface Reading {
  report: string | null
  regexp: string
  options: Options
  base: string[]
  diff_base: string[]
  add_comment: string
  buildid: string
  symbolize: string
  seconds: string
  timeout: string
  help: boolean
  interactive: boolean
}

function splitFlag(arg: string): [name: string, value: string | undefined] {
  const plain = arg.replace(/^--?/, '')
  const equals = plain.indexOf('=')
  return equals < 0 ? [plain, undefined] : [plain.slice(0, equals), plain.slice(equals + 1)]
}

/** @returns how many further arguments the flag took: 1 where its value stood apart */
function readFlag(
  line: Reading,
  name: string,
  inline: string | undefined,
  next: string | undefined,
): 0 | 1 {
  if (name === 'help' || name === 'h') {
    line.help = true
    return 0
  }
  if (name === 'interactive') {
    line.interactive = isOn(name, inline)
    return 0
  }
  if (isReportName(name)) {
    if (line.report && line.report !== name) {
      throw new UsageError('must set at most one output format')
    }
    if (takesRegexp(name)) {
      const regexp = inline ?? next
      if (regexp === undefined) throw new UsageError(`flag needs an argument: -${name}`)
      line.report = name
      line.regexp = regexp
      return inline === undefined ? 1 : 0
    }
    line.report = isOn(name, inline) ? name : line.report
    return 0
  }
  const sample = SAMPLE_FLAGS[name]
  if (sample !== undefined) {
    if (!isOn(name, inline)) return 0
    if (line.options.sample_index !== '') {
      throw new UsageError(`multiple value selections: -${name} and ${line.options.sample_index}`)
    }
    line.options = {
      ...line.options,
      sample_index: sample,
      mean: name === 'mean_delay' || line.options.mean,
    }
    return 0
  }
  const choiceOf = CHOICE_FLAGS.get(name)
  if (choiceOf !== undefined) {
    if (isOn(name, inline)) line.options = withOption(line.options, choiceOf, name)
    return 0
  }
  if (isSourceFlag(name)) {
    const text = inline ?? next
    if (text === undefined) throw new UsageError(`flag needs an argument: -${name}`)
    if (name === 'base' || name === 'diff_base') line[name].push(text)
    else line[name] = text
    return inline === undefined ? 1 : 0
  }
  const option = optionNamed(name)
  if (!option) throw new UsageError(`flag provided but not defined: -${name}`)
  const apart = option.type !== 'bool' && inline === undefined
  const text = inline ?? (apart ? next : 'true')
  if (text === undefined) throw new UsageError(`flag needs an argument: -${name}`)
  try {
    line.options = withOption(line.options, option.name, text)
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    throw new UsageError(`invalid value "${text}" for flag -${name}: ${error.message}`)
  }
  return apart ? 1 : 0
}

function wholeNumber(name: string, text: string): number {
  if (!/^[+-]?\d+$/.test(text)) {
    throw new UsageError(`invalid value "${text}" for flag -${name}: parse error`)
  }
  return Number(text)
}

function isOn(name: string, value: string | undefined): boolean {
  if (value === undefined || value === 'true' || value === 't' || value === '1') return true
  if (value === 'false' || value === 'f' || value === '0') return false
  throw new UsageError(`invalid boolean value "${value}" for -${name}`)
}
