import type { Candidate } from './candidates.ts'
import type { Course } from './course.ts'
import type { Known } from './decision.ts'
import type { Placed } from './order.ts'
import type { Piece } from './pieces.ts'
import type { CountedProfile, SeriesStacks } from './stacks.ts'

/** The input of the findings. */
export interface Measured {
  /** The sample type as pprof names it, and its unit. */
  readonly type: string
  readonly unit: string
  /** What the values are: held at the time, added up since the start, or within an interval. */
  readonly meaning: 'level' | 'counter' | 'interval'
  readonly snapshots: readonly CountedProfile[]
  readonly stacks: SeriesStacks
  readonly placed: Placed
  readonly names: readonly string[]
  /** The total of each snapshot. */
  readonly totals: Float64Array
  readonly format: (value: number) => string
}

/** A candidate in one piece of the series, with everything that is known about it. */
export interface Judgement {
  readonly piece: Piece
  readonly candidate: Candidate
  readonly course: Course
  readonly known: Known
  /** The number of candidates that were tested; chances are adjusted for it. */
  readonly tests: number
}
