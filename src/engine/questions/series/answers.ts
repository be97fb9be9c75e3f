import type { FrameKind } from '../../goroutines/frame-kind.ts'
import type { MemoryStats } from '../../profile/profile.ts'
import type { Finding } from '../../series/finding.ts'
import type { FlameRequest, FrameText, Search } from '../../session/answers.ts'
import type { ChangeFlameAnswer } from '../../session/compare-answers.ts'
import type { SeriesSettings } from '../../session/series-session.ts'
import type { FlameMatchRequest } from '../flame/flame-match.ts'

/** Requests and answers about several profiles of one kind. */

/** Which profiles are a series: the request itself says which by their numbers. */
export interface SeriesOf extends SeriesSettings {
  /** File names, in the order of the profiles. */
  readonly names: readonly string[]
}

export type SeriesColumn = 'growth' | 'slope' | 'last' | 'name'

/** The snapshots, what grows, and a window of functions or stacks. */
export interface SeriesRequest extends SeriesOf {
  readonly table: 'flat' | 'cum' | 'stacks'
  readonly column: SeriesColumn
  readonly reverse: boolean
  readonly search: Search
  readonly onlyMatches: boolean
  readonly from: number
  readonly to: number
}

export interface SeriesAnswer {
  /** In order. */
  readonly snapshots: readonly SeriesSnapshot[]
  /** Whether the places of the snapshots are seconds … */
  readonly timed: boolean
  /** … and whether some of these are when files were written, or profiles fetched. */
  readonly byTaken: boolean
  readonly type: string
  readonly unit: string
  /** The most serious first; never empty. */
  readonly findings: readonly SeriesFinding[]
  readonly growthText: string
  readonly rows: readonly SeriesRow[]
  /** Index of the first row given. */
  readonly from: number
  /** Rows in all. */
  readonly count: number
  readonly matches: number
  /** Error message of a search whose regexp does not parse; "" otherwise. */
  readonly searchError: string
}

export interface SeriesSnapshot {
  /** Index in the profiles of the request. */
  readonly index: number
  readonly name: string
  /** As pprof prints it; "" if the profile does not say. */
  readonly time: string
  /**
   * When its file was written, or it was fetched, where the profile itself does not say:
   * milliseconds since 1970; 0: not known.
   */
  readonly taken: number
  /** Seconds since the first, or its number from 0. */
  readonly place: number
  readonly total: number
  readonly totalText: string
  /** Against the one before: "+75"; "" for the first. */
  readonly changeText: string
  /** What the profile says of the process's memory; null where it does not. */
  readonly memory: MemoryStats | null
}

export interface SeriesFinding extends Finding {
  /** Its function at its line, to select and to filter by; null where none is named. */
  readonly frame: FrameText | null
}

/** How some values went. */
export interface SeriesCourse {
  /** One per snapshot. */
  readonly values: readonly number[]
  readonly firstText: string
  readonly lastText: string
  readonly growth: number
  /** Signed: "+204", "-12kB", "0". */
  readonly growthText: string
  /** Of the growth of the total; "" where either did not grow. */
  readonly share: string
  /** Steps in which it rose and fell. */
  readonly rose: number
  readonly fell: number
  /** Per minute where times are known, else per snapshot. */
  readonly slopeText: string
}

export interface SeriesRow extends SeriesCourse {
  /** A function, or the front of a stack: its innermost frame of the program's own. */
  readonly frame: FrameText
  /** Of a stack, from its front outwards; empty for a function. */
  readonly stack: readonly SeriesCall[]
  readonly match: boolean
}

export interface SeriesCall {
  readonly frame: FrameText
  /** `leak.go:53`; "" if not known. */
  readonly place: string
  readonly kind: FrameKind
}

/** The values of stacks of one of the profiles, for a picture beside each. */
export interface SeriesTrendRequest extends SeriesOf {
  /** Which of the profiles the stacks are of. */
  readonly member: number
  readonly stacks: readonly number[]
}

export interface SeriesTrendAnswer {
  /** By stack; empty for one that no sample has. */
  readonly values: readonly (readonly number[])[]
}

/**
 * The snapshots as one flame graph of their stacks, each down to its front. `old` and `new` of the
 * answer are the first and the last snapshot. Only the frames as they are, from the outermost
 * callers down, can be had.
 */
export interface SeriesFlameRequest extends SeriesOf, Omit<FlameRequest, 'shape'> {
  readonly by: SeriesWidth
}

/** What the width of a frame stands for: all snapshots added up, or the last. */
export type SeriesWidth = 'all' | 'last'

export type SeriesFlameAnswer = ChangeFlameAnswer

/** The match after (or before) a frame of that flame graph, however narrow it is. */
export interface SeriesFlameMatchRequest extends SeriesOf, Omit<FlameMatchRequest, 'shape'> {
  readonly by: SeriesWidth
}

/** How a node of that flame graph went. */
export interface SeriesNodeRequest extends SeriesOf {
  /** Frame keys from the root to the node. */
  readonly path: readonly number[]
}

export interface SeriesNodeAnswer extends SeriesCourse {
  /** The line of the function that grew most; 0: not known. */
  readonly line: number
}

/** How a function went, wherever it occurs. */
export interface SeriesFrameRequest extends SeriesOf {
  /** As FrameText has it. */
  readonly name: string
}

export interface SeriesFrameAnswer {
  readonly name: string
  /** As the report `top` has them; null where no snapshot has the function. */
  readonly flat: SeriesCourse | null
  readonly cum: SeriesCourse | null
}
