import type { CompareFacts } from '../compare/facts.ts'
import type { Mode } from '../compare/pair.ts'
import type { Options } from '../select/options.ts'
import type { FlameAnswer, FlameRequest, FrameText, Search } from './answers.ts'

/**
 * Requests and answers about two profiles: "old" is the base, "new" is compared with it (scaled to
 * the old total if the mode normalizes). old + delta = new, in numbers and in texts, except for
 * rounding; a delta always has a sign ("+1.2MB", "−0.5s", "0").
 */

/** The fields of every request. */
export interface Compared {
  readonly options: Options
  readonly mode: Mode
}

/** Which of the values of a frame is compared. */
export type CompareMetric = 'flat' | 'cum'

/** How a value has changed. */
export type ChangeState = 'new' | 'gone' | 'grew' | 'shrank' | 'same'

/** A value on both sides. */
export interface Change {
  readonly old: number
  readonly new: number
  readonly delta: number
  readonly oldText: string
  readonly newText: string
  readonly deltaText: string
  /** The change as a share of the old value, with its sign; "" if one of the values is zero. */
  readonly deltaPercent: string
  readonly state: ChangeState
}

/** The values of a frame on both sides, and its contribution to the whole change. */
export interface FrameChange extends Change {
  /**
   * The change as a share of what 100 % is in this mode (`hundred` of the summary), as the report
   * `top` on the difference prints it. 0 and "" if 100 % is zero, and for means, which cannot be
   * added up.
   */
  readonly share: number
  readonly shareText: string
}

/**
 * `change` sorts by the size of the change regardless of its sign, `delta` from the greatest
 * growth to the greatest decrease.
 */
export type CompareColumn = 'change' | 'delta' | 'percent' | 'old' | 'new' | 'name'

export type CompareFilter = 'all' | 'grew' | 'shrank' | 'new' | 'gone'

/** Requests a window of the table of all frames with a value on either side. */
export interface CompareTopRequest extends Compared {
  /** The values that are sorted and filtered. */
  readonly metric: CompareMetric
  readonly column: CompareColumn
  readonly reverse: boolean
  /** `grew` and `shrank` include what is new or gone. */
  readonly filter: CompareFilter
  /** Smaller changes are left out: in the unit of the profile, and in percent of the old value. */
  readonly minimum: { readonly value: number; readonly percent: number }
  readonly search: Search
  /** Show only rows that match the search. */
  readonly onlyMatches: boolean
  readonly from: number
  readonly to: number
}

export interface CompareTopAnswer {
  readonly rows: readonly CompareTopRow[]
  /** Index of the first row given. */
  readonly from: number
  /** Rows in all. */
  readonly count: number
  /** The number of rows for each filter. */
  readonly counts: Readonly<Record<CompareFilter, number>>
  /** Rows that match the search. */
  readonly matches: number
  /** Error message of a search whose regexp does not parse; "" otherwise. */
  readonly searchError: string
}

export interface CompareTopRow {
  readonly frame: FrameText
  readonly flat: FrameChange
  readonly cum: FrameChange
  /** By the requested metric; new or gone only if a side has neither flat nor cum. */
  readonly state: ChangeState
  readonly match: boolean
}

export interface CompareSummaryAnswer {
  /** The total of the sample type on screen … */
  readonly total: Change
  /** … and the total after the filters. */
  readonly shown: Change
  /** As pprof names it (`mean_` before it if requested). */
  readonly type: string
  readonly sampleTypes: readonly TypeChange[]
  /** What 100 % is in this mode, as pprof prints it and as a sentence. */
  readonly hundred: string
  readonly hundredText: string
  /** The frame whose self value has changed most; null if none has. */
  readonly byFlat: Contributor | null
  /**
   * The deepest frame with nine tenths of the change, without those at the root of every stack
   * (runtime, main.main); null if there is none.
   */
  readonly byCum: Contributor | null
  /** The change in a sentence that can be pasted. */
  readonly sentence: string
  readonly facts: CompareFacts
  /** Further sentences. */
  readonly notes: readonly string[]
}

export interface TypeChange extends Change {
  readonly type: string
  readonly unit: string
}

export interface Contributor {
  readonly frame: FrameText
  readonly change: FrameChange
}

export interface CompareFrameRequest extends Compared {
  /** The frame's key … */
  readonly key: number
  /** … or -1 to look it up by the name that FrameText gives. */
  readonly name?: string
}

export interface CompareFrameAnswer {
  readonly frame: FrameText
  readonly binary: string
  readonly flat: FrameChange
  readonly cum: FrameChange
  /** Distinct call paths that end in or pass through it. */
  readonly paths: { readonly old: number; readonly new: number }
  /** Direct callers and callees, those that have changed most first, at most 20 each. */
  readonly callers: readonly ChangedNeighbour[]
  readonly callees: readonly ChangedNeighbour[]
}

export interface ChangedNeighbour {
  readonly frame: FrameText
  readonly change: Change
}

export interface CompareReportRequest extends Compared {
  readonly names: { readonly old: string; readonly new: string }
  readonly metric: CompareMetric
  /** How many frames to list. */
  readonly count: number
}

export interface CompareReportAnswer {
  readonly markdown: string
}

/**
 * What the width of a frame stands for: the old value, the new one, both together (as pprof draws
 * a difference with a marked base), or what has changed, stack by stack, whatever its sign. Where
 * it stands for values, siblings stand in the same order: the heaviest of both together first.
 */
export type CompareWidth = 'old' | 'new' | 'sum' | 'delta'

export interface CompareFlameRequest extends FlameRequest {
  readonly mode: Mode
  readonly by: CompareWidth
}

/** A flame graph that knows what has changed in its frames. */
export interface ChangeFlameAnswer extends FlameAnswer {
  /** Values of each frame's node with all that it leads to; `total` is what its width stands for. */
  readonly old: Float64Array
  readonly new: Float64Array
  /** What changes are shown as shares of, where not of the frame itself. */
  readonly whole: number
  readonly largest: LargestChange | null
}

export type CompareFlameAnswer = ChangeFlameAnswer

/** Where most has changed in a picture; null where nothing has, or it shows callers or callees. */
export interface LargestChange {
  /** The path of frame keys to the frame whose own value has changed most … */
  readonly path: readonly number[]
  /** … and to the frame above it that is a good root of a zoom, to see it where it is narrow. */
  readonly near: readonly number[]
  /** How wide it is in the picture of the side where it is wider, as a share of the whole. */
  readonly share: number
}
