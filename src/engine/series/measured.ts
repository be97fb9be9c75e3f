import type { Candidate } from './candidates.ts'
import type { Course } from './course.ts'
import type { Known } from './decision.ts'
import type { Placed } from './order.ts'
import type { Piece } from './pieces.ts'
import type { CountedProfile, SeriesStacks } from './stacks.ts'

/** What the findings are taken from. */
export interface Measured {
  /** Sample type as pprof names it, and its unit. */
  readonly type: string
  readonly unit: string
  /** What the values of the profiles are: held now, added up since the start, or in an interval. */
  readonly meaning: 'level' | 'counter' | 'interval'
  readonly snapshots: readonly CountedProfile[]
  readonly stacks: SeriesStacks
  readonly placed: Placed
  readonly names: readonly string[]
  /** Total of each snapshot. */
  readonly totals: Float64Array
  readonly format: (value: number) => string
}

/** A candidate in one piece of the series, and all that is known of it. */
export interface Judgement {
  readonly piece: Piece
  readonly candidate: Candidate
  readonly course: Course
  readonly known: Known
  /** How many were looked at, over which chances are adjusted. */
  readonly tests: number
}
