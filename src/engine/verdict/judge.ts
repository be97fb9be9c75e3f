import type { ProfileFinding } from '../findings/finding.ts'
import { profileFindings } from '../findings/findings.ts'
import type { Options } from '../select/options.ts'
import { type Finding, sureRank } from '../series/finding.ts'
import type { Series } from '../series/series.ts'
import { seriesOf } from './series-of.ts'
import type { Snapshot } from './snapshot.ts'

/** What is said of some snapshots. */
export interface Judgement {
  readonly series: Series
  /** The most serious first, and the surest of a kind; never empty. */
  readonly findings: readonly Finding[]
  /** What the profile says by itself, if there is only one; otherwise null. */
  readonly alone: readonly ProfileFinding[] | null
}

/**
 * Judges the growth over a series of snapshots.
 * @throws ProfileError for snapshots of several programs or kinds; OptionError
 */
export async function judge(snapshots: readonly Snapshot[], options: Options): Promise<Judgement> {
  const series = await seriesOf(snapshots, options)
  const [first] = snapshots
  return {
    series,
    findings: surestFirst(series.findings()),
    alone: first && snapshots.length === 1 ? profileFindings(first.profile) : null,
  }
}

/**
 * Sorts findings by kind, the most serious first, then by sureness; otherwise the order is kept.
 */
function surestFirst(findings: readonly Finding[]): Finding[] {
  const kinds = findings.map(({ kind }) => kind)
  const rank = ({ kind }: Finding): number => kinds.indexOf(kind)
  return [...findings].sort((a, b) => rank(a) - rank(b) || sureRank(a) - sureRank(b))
}
