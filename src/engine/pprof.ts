import type { Profile } from './profile/profile.ts'
import { callgrindReport } from './report/callgrind.ts'
import { commentsReport } from './report/comments.ts'
import { dotReport } from './report/dot/dot.ts'
import type { ReportInput } from './report/input.ts'
import { listReport } from './report/list.ts'
import { Measure } from './report/measure.ts'
import { protoReport } from './report/proto.ts'
import { rawReport } from './report/raw.ts'
import { remarks } from './report/remarks.ts'
import type { ReadSource } from './report/source.ts'
import { tagsReport } from './report/tags.ts'
import { topReport } from './report/top.ts'
import { topProtoReport } from './report/top-proto.ts'
import { tracesReport } from './report/traces.ts'
import { treeReport } from './report/tree.ts'
import { weblistReport } from './report/weblist.ts'
import { OptionError, type Options } from './select/options.ts'
import { compileRegexp } from './select/regexps.ts'
import { Selector } from './select/selection.ts'

/** What a report writes: lines of text, or the bytes of a file. */
export type ReportOutput = Iterable<string> | Uint8Array

interface ReportKind {
  /** The report takes a regexp: -peek=REGEXP. */
  readonly parameter?: boolean
  /** nodecount where the user gives none; 0 is no limit. */
  readonly nodecount: number
  /** The report shows everything whatever -trim says. */
  readonly untrimmed?: boolean
  /** Options that the report sets whatever the user says. */
  readonly forced?: Partial<Options>
  /** Functions of different binaries are distinguished. */
  readonly keepBinary?: boolean
  readonly write: (input: ReportInput) => ReportOutput
}

/**
 * The reports by the names that pprof gives them, with what each does to the options
 * (github.com/google/pprof, internal/driver applyCommandOverrides).
 */
const REPORTS: Readonly<Record<string, ReportKind>> = {
  callgrind: {
    nodecount: 0,
    untrimmed: true,
    forced: { granularity: 'addresses' },
    keepBinary: true,
    write: callgrindReport,
  },
  comments: { nodecount: 0, write: commentsReport },
  dot: { nodecount: 80, write: dotReport },
  list: {
    parameter: true,
    nodecount: 0,
    untrimmed: true,
    forced: { granularity: 'lines' },
    keepBinary: true,
    write: listReport,
  },
  peek: { parameter: true, nodecount: 0, untrimmed: true, write: treeReport },
  proto: {
    nodecount: 0,
    untrimmed: true,
    forced: { granularity: 'addresses' },
    write: protoReport,
  },
  raw: { nodecount: 0, untrimmed: true, forced: { granularity: 'addresses' }, write: rawReport },
  tags: { nodecount: 0, write: tagsReport },
  text: { nodecount: 0, write: topReport },
  top: { nodecount: 0, write: topReport },
  topproto: { nodecount: 0, write: topProtoReport },
  // Its files are printed as they were recorded.
  traces: { nodecount: 0, forced: { source_path: '', trim_path: '' }, write: tracesReport },
  tree: { nodecount: 80, write: treeReport },
  weblist: {
    parameter: true,
    nodecount: 0,
    untrimmed: true,
    // Calls that were inlined are needed to show them, whatever was requested.
    forced: { granularity: 'lines', noinlines: false },
    keepBinary: true,
    write: weblistReport,
  },
}

/** The names of all reports. */
export function reportNames(): string[] {
  return Object.keys(REPORTS)
}

/** Whether there is a report of that name. */
export function isReportName(name: string): boolean {
  return Object.hasOwn(REPORTS, name)
}

/** Whether a report takes a regexp as its argument. */
export function takesRegexp(name: string): boolean {
  return REPORTS[name]?.parameter ?? false
}

/** What to report. */
export interface ReportRequest {
  readonly name: string
  readonly options: Options
  /** The report's own argument, where it takes one. */
  readonly regexp?: string
  /** Where source files come from, for the reports that show them. */
  readonly readSource?: ReadSource
  /** Called with what pprof prints to stderr: that a pattern matches nothing, for instance. */
  readonly remark?: (text: string) => void
}

/**
 * A report on a profile.
 * @throws OptionError for a pattern that does not parse or a sample type that is not there
 */
export function report(
  profile: Profile,
  { name, options, regexp = '', readSource = noSource, remark }: ReportRequest,
): ReportOutput {
  const kind = REPORTS[name]
  if (!kind) throw new OptionError(`unrecognized command: ${name}`)
  const effective = effectiveOptions(kind, options)
  const selection = new Selector(profile).select(effective, kind.keepBinary)
  const measure = new Measure(profile, selection.value, selection.total, effective)
  if (remark) for (const text of remarks(profile, selection)) remark(text)
  const symbol = kind.parameter ? compileRegexp(regexp) : null
  return kind.write({
    profile: selection.profile,
    options: effective,
    source: selection,
    measure,
    symbol,
    readSource,
  })
}

function noSource(file: string): never {
  throw new Error(`could not find file ${file}`)
}

/** The options as a report takes them: its own nodecount, no limits where nothing is trimmed. */
export function reportOptions(name: string, options: Options): Options {
  const kind = REPORTS[name]
  if (!kind) throw new OptionError(`unrecognized command: ${name}`)
  return effectiveOptions(kind, options)
}

function effectiveOptions(kind: ReportKind, options: Options): Options {
  const effective = { ...options, ...kind.forced }
  if (!effective.trim || kind.untrimmed) {
    return { ...effective, nodecount: 0, nodefraction: 0, edgefraction: 0 }
  }
  return effective.nodecount === -1 ? { ...effective, nodecount: kind.nodecount } : effective
}
