import type { Profile } from '../profile/profile.ts'
import type { Options } from '../select/options.ts'
import type { Matcher } from '../select/regexps.ts'
import type { Selection } from '../select/selection.ts'
import type { Measure } from './measure.ts'
import type { ReadSource } from './source.ts'

/** What a report is made from. */
export interface ReportInput {
  readonly profile: Profile
  /** With nodecount, nodefraction and edgefraction as this report takes them. */
  readonly options: Options
  readonly source: Selection
  readonly measure: Measure
  /** The report's own regexp, where it takes one. */
  readonly symbol: (Matcher & { readonly pattern: string }) | null
  readonly readSource: ReadSource
}
