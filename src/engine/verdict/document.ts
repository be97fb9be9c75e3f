import type { ProfileFinding } from '../findings/finding.ts'
import type { Finding, FindingKind } from '../series/finding.ts'

/** A verdict as JSON: what `-verdict -json` prints. docs/verdicts.md describes the fields. */
export interface VerdictDocument {
  /** The kind of the most serious finding. */
  readonly verdict: FindingKind
  readonly series: {
    readonly program: string
    /** The sample type, and the unit of all values. */
    readonly type: string
    readonly unit: string
    readonly snapshots: readonly {
      readonly name: string
      /** Seconds, or steps, since the first. */
      readonly at: number
      readonly total: number
    }[]
    readonly placesAre: 'seconds' | 'steps'
  }
  readonly findings: readonly NamedFinding[]
  /** What the profile says by itself, if there is only one. */
  readonly profile?: readonly Omit<ProfileFinding, 'show'>[]
}

/** A finding with names of snapshots in place of their indices. */
export interface NamedFinding extends Omit<Finding, 'snapshots' | 'since'> {
  /** The snapshot from which it grows; null if nothing grows. */
  readonly since: string | null
  /** The snapshots that it rests on. */
  readonly piece: {
    readonly from: string | null
    readonly to: string | null
    readonly snapshots: number
  }
}
