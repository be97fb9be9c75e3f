import type { Profile } from '../profile/profile.ts'
import type { Options } from '../select/options.ts'
import type { Measure } from './measure.ts'
import type { GraphSource } from './trim.ts'

/** What a report is made from. */
export interface ReportInput {
  readonly profile: Profile
  /** With nodecount, nodefraction and edgefraction as this report takes them. */
  readonly options: Options
  readonly source: GraphSource
  readonly measure: Measure
}
