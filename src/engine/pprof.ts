import type { Profile } from './profile/profile.ts'
import type { ReportInput } from './report/input.ts'
import { Measure } from './report/measure.ts'
import { topReport } from './report/top.ts'
import type { Options } from './select/options.ts'
import { Selector } from './select/selection.ts'

/** The reports that the command prints, by the names that pprof gives them. */
export type ReportName = 'top' | 'text'

interface ReportKind {
  /** nodecount where the user gives none; 0 is no limit. */
  readonly nodecount: number
  readonly lines: (input: ReportInput) => Iterable<string>
}

const REPORTS: Readonly<Record<ReportName, ReportKind>> = {
  top: { nodecount: 0, lines: topReport },
  text: { nodecount: 0, lines: topReport },
}

export function isReportName(name: string): name is ReportName {
  return Object.hasOwn(REPORTS, name)
}

/**
 * The lines of a report on a profile.
 * @throws OptionError for a pattern that does not parse or a sample type that is not there
 */
export function* report(profile: Profile, name: ReportName, options: Options): Generator<string> {
  const { nodecount, lines } = REPORTS[name]
  const effective = trimmedOptions({
    ...options,
    nodecount: options.nodecount === -1 ? nodecount : options.nodecount,
  })
  const selection = new Selector(profile).select(effective)
  const measure = new Measure(profile, selection.value, selection.total, effective)
  yield* lines({ profile, options: effective, source: selection, measure })
}

/** With -trim=false nothing is left out. */
function trimmedOptions(options: Options): Options {
  return options.trim ? options : { ...options, nodecount: 0, nodefraction: 0, edgefraction: 0 }
}
