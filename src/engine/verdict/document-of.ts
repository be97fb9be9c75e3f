import { programName, programOf } from '../series/program.ts'
import type { VerdictDocument } from './document.ts'
import type { Judgement } from './judge.ts'

/** A judgement in a form that can be written as JSON. */
export function documentOf({ series, findings, alone }: Judgement): VerdictDocument {
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
