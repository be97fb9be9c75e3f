import { reportNames, takesRegexp } from '../engine/pprof.ts'
import {
  DEFAULT_OPTIONS,
  OPTIONS,
  type Option,
  OptionError,
  type Options,
  withOption,
} from '../engine/select/options.ts'
import { TRACE_PROFILES, type TraceProfile } from '../engine/trace/profiles.ts'
import { type FlagKind, parseFlags, UsageError } from './go-flags.ts'
import type { RemoteOptions } from './net/remote.ts'

/** The flags of -verdict. */
export interface VerdictFlags {
  /** Print one JSON document. */
  readonly json: boolean
  /** Time between two snapshots of a watched service, as written; "" if not given. */
  readonly every: string
  /** The greatest number of snapshots; null if not given. */
  readonly count: number | null
}

/** A parsed command line. */
export interface CommandLine {
  readonly report: string | null
  /** The report's own argument: -peek=REGEXP. */
  readonly regexp: string
  /** Print what grows over the sources, taken as snapshots of one program; null: do not. */
  readonly verdict: VerdictFlags | null
  readonly options: Options
  readonly sources: readonly string[]
  /** Profiles to subtract (-base) or to compare with (-diff_base). */
  readonly bases: readonly string[]
  readonly diffBase: boolean
  /** A line to add to the profile's comments. */
  readonly comment: string
  /** Build id for the first mapping; "" to leave it. */
  readonly buildId: string
  /** The mode of -symbolize (symbolize.ts). */
  readonly symbolize: string
  /** The profile to take of execution traces; null if none is named. */
  readonly trace: TraceProfile | null
  /** How long to record and to wait, for sources that are addresses. */
  readonly remote: RemoteOptions
  readonly help: boolean
  /** Read commands from the terminal instead of printing one report. */
  readonly interactive: boolean
  /** Where to serve the page: host:port, of which each part may be missing; "" for the default. */
  readonly http: string
  /** Serve the page without opening a browser. */
  readonly noBrowser: boolean
  /** Remarks on flags that have no effect. */
  readonly remarks: readonly string[]
}

/** Old flags that stand for a sample type; of several, the first in this list counts. */
const SAMPLE_FLAGS = [
  ['total_delay', 'delay'],
  ['mean_delay', 'delay'],
  ['contentions', 'contentions'],
  ['inuse_space', 'inuse_space'],
  ['inuse_objects', 'inuse_objects'],
  ['alloc_space', 'alloc_space'],
  ['alloc_objects', 'alloc_objects'],
] as const

/** Flags that say what to read and how. */
const SOURCE_FLAGS = [
  ['base', 'list'],
  ['diff_base', 'list'],
  ['add_comment', 'string'],
  ['buildid', 'string'],
  ['seconds', 'int'],
  ['timeout', 'int'],
  ['symbolize', 'string'],
  ['trace', 'string'],
  ['interactive', 'bool'],
  ['http', 'string'],
  ['no_browser', 'bool'],
] as const

/** Flags of the verdict on a series. */
const VERDICT_FLAGS = [
  ['verdict', 'bool'],
  ['json', 'bool'],
  ['every', 'string'],
  ['count', 'int'],
] as const

/** Flags of pprof that have no effect here, and why. */
const IGNORED_FLAGS = [
  ['tools', 'nothing here runs addr2line or objdump.'],
  ['tls_cert', 'client certificates are not supported.'],
  ['tls_key', 'client certificates are not supported.'],
  ['tls_ca', 'NODE_EXTRA_CA_CERTS names a file of authorities.'],
] as const

/** Reports of pprof that need other programs, and their replacements. */
const WITH_GRAPHVIZ = ['eog', 'evince', 'gif', 'gv', 'pdf', 'png', 'ps', 'svg', 'web'] as const
const ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ...WITH_GRAPHVIZ.map(
    (name) =>
      [name, 'needs Graphviz: -dot prints the graph for it, and the page draws it.'] as const,
  ),
  ['kcachegrind', 'needs KCachegrind: -callgrind prints what it opens.'],
  ['disasm', 'needs the binary, which go tool pprof reads.'],
])

/** Every flag. The values of an option with a few choices are flags too: -cum for -sort=cum. */
const KINDS: ReadonlyMap<string, FlagKind> = new Map<string, FlagKind>([
  ...SOURCE_FLAGS,
  ...VERDICT_FLAGS,
  ...IGNORED_FLAGS.map(([name]) => [name, 'string'] as const),
  ...[...ELSEWHERE.keys()].map((name) => [name, name === 'disasm' ? 'string' : 'bool'] as const),
  ...SAMPLE_FLAGS.map(([name]) => [name, 'bool'] as const),
  ...reportNames().map((name) => [name, takesRegexp(name) ? 'string' : 'bool'] as const),
  ...OPTIONS.map(({ name, type }) => [name, type] as const),
  ...OPTIONS.flatMap(({ choices = [] }) => choices.map((choice) => [choice, 'bool'] as const)),
])

/**
 * Parses a command line as pprof does. (Rules: github.com/google/pprof, internal/driver/cli.go.)
 * @throws UsageError for flags that are wrong or contradict each other
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { given, rest, help } = parseFlags(args, KINDS)
  const last = (name: string): string | undefined => given.get(name)?.at(-1)
  const isOn = (name: string): boolean => last(name) === 'true'
  const bases = (name: string): string[] => (given.get(name) ?? []).filter((base) => base !== '')

  const remarks: string[] = []
  const options = withSampleFlags(readOptions(last), isOn, remarks)
  for (const [name, why] of IGNORED_FLAGS) {
    if (last(name)) remarks.push(`-${name} has no effect: ${why}`)
  }
  const report = readReport(last)
  const verdict = readVerdict(last, isOn, report)
  const page = readPage(last, isOn, report ?? (verdict && 'verdict'))
  const base = bases('base')
  const diffBase = bases('diff_base')
  if (base.length > 0 && diffBase.length > 0) {
    throw new UsageError('-base and -diff_base flags cannot both be specified')
  }
  if (verdict && base.length + diffBase.length > 0) {
    throw new UsageError('-verdict takes snapshots and cannot have a base')
  }
  if (options.normalize && base.length + diffBase.length === 0) {
    throw new UsageError('must have base profile to normalize by')
  }
  return {
    report,
    regexp: report !== null && takesRegexp(report) ? (last(report) ?? '') : '',
    verdict,
    options,
    sources: rest,
    bases: [...base, ...diffBase],
    diffBase: diffBase.length > 0,
    comment: last('add_comment') ?? '',
    buildId: last('buildid') ?? '',
    symbolize: last('symbolize') ?? '',
    trace: readTraceFlag(last('trace') ?? ''),
    remote: { seconds: Number(last('seconds') ?? -1), timeout: Number(last('timeout') ?? -1) },
    help,
    ...page,
    remarks,
  }
}

function readTraceFlag(text: string): TraceProfile | null {
  if (text === '') return null
  const which = TRACE_PROFILES.find((name) => name === text)
  if (!which) {
    throw new UsageError(
      `invalid value "${text}" for flag -trace: one of ${TRACE_PROFILES.join(', ')}`,
    )
  }
  return which
}

/** The last value of a flag; undefined if it is not given. */
type Last = (name: string) => string | undefined

function readOptions(last: Last): Options {
  let options = DEFAULT_OPTIONS
  for (const option of OPTIONS) {
    const text = chosen(option, last) ?? last(option.name)
    if (text === undefined) continue
    try {
      options = withOption(options, option.name, text)
    } catch (error) {
      if (!(error instanceof OptionError)) throw error
      throw new UsageError(`invalid value "${text}" for flag -${option.name}: ${error.message}`)
    }
  }
  return options
}

/** The choice of an option whose value is given as a flag of its own. */
function chosen({ choices = [] }: Option, last: Last): string | undefined {
  const set = choices.filter((choice) => last(choice) === 'true')
  if (set.length > 1) throw new UsageError(`conflicting options set: [${set.join(' ')}]`)
  return set[0]
}

function withSampleFlags(
  options: Options,
  isOn: (name: string) => boolean,
  remarks: string[],
): Options {
  let { sample_index } = options
  for (const [name, type] of SAMPLE_FLAGS) {
    if (!isOn(name)) continue
    if (sample_index === '') sample_index = type
    else remarks.push(`Multiple value selections, ignoring -${name}`)
  }
  return { ...options, sample_index, mean: options.mean || isOn('mean_delay') }
}

/** The requested report; a report with an empty regexp does not count. */
function readReport(last: Last): string | null {
  for (const [name, why] of ELSEWHERE) {
    if (!['', 'false'].includes(last(name) ?? '')) throw new UsageError(`-${name} ${why}`)
  }
  const wanted = reportNames().filter((name) =>
    takesRegexp(name) ? last(name) : last(name) === 'true',
  )
  if (wanted.length > 1) throw new UsageError('must set at most one output format')
  return wanted[0] ?? null
}

function readVerdict(
  last: Last,
  isOn: (name: string) => boolean,
  report: string | null,
): VerdictFlags | null {
  const count = last('count')
  const flags = {
    json: isOn('json'),
    every: last('every') ?? '',
    count: count ? Number(count) : null,
  }
  if (!isOn('verdict')) {
    const alone = ['json', 'every', 'count'].find((name) => last(name) !== undefined)
    if (alone) throw new UsageError(`-${alone} only makes sense with -verdict`)
    return null
  }
  if (report !== null) throw new UsageError('must set at most one output format')
  if (isOn('interactive')) throw new UsageError('-verdict is not compatible with -interactive')
  return flags
}

/**
 * Without a report the page is served, unless commands are read from the terminal.
 * @param printed the requested output, if any
 */
function readPage(
  last: Last,
  isOn: (name: string) => boolean,
  report: string | null,
): Pick<CommandLine, 'interactive' | 'http' | 'noBrowser'> {
  const interactive = isOn('interactive')
  const http = last('http') ?? ''
  const noBrowser = isOn('no_browser')
  if (report !== null && http !== '') {
    throw new UsageError('-http is not compatible with an output format on the command line')
  }
  if (interactive && http !== '') throw new UsageError('-http is not compatible with -interactive')
  if (noBrowser && (report !== null || interactive)) {
    throw new UsageError('-no_browser only makes sense with -http')
  }
  return { interactive, http, noBrowser }
}
