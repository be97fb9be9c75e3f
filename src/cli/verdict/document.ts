import type { ProfileFinding } from '../../engine/findings/finding.ts'
import type { Finding } from '../../engine/series/finding.ts'
import { programName, programOf } from '../../engine/series/program.ts'
import type { Series } from '../../engine/series/series.ts'

/**
 * The document that -json prints; docs/verdicts.md describes the fields.
 * @param alone the findings of the profile itself, if there is only one
 */
export function documentOf(
  series: Series,
  findings: readonly Finding[],
  alone: readonly ProfileFinding[] | null,
): object {
  const { members, placed, totals, type, unit } = series
  const nameAt = (at: number | null | undefined): string | null =>
    at === null || at === undefined ? null : members[at]!.name
  const [first] = members
  return {
    verdict: findings[0]?.kind ?? 'nothing',
    series: {
      program: first ? programName(programOf(first.session.profile, first.name)) : '',
      ...{ type, unit },
      snapshots: members.map(({ name }, at) => ({
        name,
        at: placed.places[at]!,
        total: totals[at]!,
      })),
      placesAre: placed.timed ? 'seconds' : 'steps',
    },
    findings: findings.map(({ snapshots, since, ...finding }) => ({
      ...finding,
      since: nameAt(since),
      piece: {
        from: nameAt(snapshots[0]),
        to: nameAt(snapshots.at(-1)),
        snapshots: snapshots.length,
      },
    })),
    ...(alone && { profile: alone.map(({ show: _, ...finding }) => finding) }),
  }
}
