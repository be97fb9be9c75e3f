import type { CompareFacts } from '../compare/facts.ts'
import type { Mode } from '../compare/pair.ts'
import type { Options } from '../select/options.ts'
import type { FlameAnswer, FlameRequest, FrameText, Search } from './answers.ts'

/**
 * Requests and answers about two profiles: "old" is the base, "new" what is compared with it
 * (scaled to the old total where the mode normalizes). In numbers as in texts old + delta = new,
 * but for what printing rounds; a delta always has its sign ("+1.2MB", "−0.5s", "0").
 */

/** What each of the questions needs to know. */
export interface Compared {
  readonly options: Options
  readonly mode: Mode
}

/** Which of a frame's values is meant. */
export type CompareMetric = 'flat' | 'cum'

/** What became of a value. */
export type ChangeState = 'new' | 'gone' | 'grew' | 'shrank' | 'same'

/** A value on both sides. */
export interface Change {
  readonly old: number
  readonly new: number
  readonly delta: number
  readonly oldText: string
  readonly newText: string
  readonly deltaText: string
  /** Change as a share of the old value, with its sign; "" where one of them is nothing. */
  readonly deltaPercent: string
  readonly state: ChangeState
}

/** A frame's value on both sides, and what it has to do with the change of the whole. */
export interface FrameChange extends Change {
  /**
   * The change as a share of what 100 % is in this mode (`hundred` of the summary), with its sign,
   * and as the report `top` on the difference prints it. 0 and "" where 100 % is nothing, and for
   * means, which do not add up.
   */
  readonly share: number
  readonly shareText: string
}

/**
 * `change` sorts by the size of the change whatever its sign, `delta` from what grew most to what
 * shrank most.
 */
export type CompareColumn = 'change' | 'delta' | 'percent' | 'old' | 'new' | 'name'

export type CompareFilter = 'all' | 'grew' | 'shrank' | 'new' | 'gone'

/** A window of the table of all frames that have a value on some side. */
export interface CompareTopRequest extends Compared {
  /** The values that order, filter and minimum look at. */
  readonly metric: CompareMetric
  readonly column: CompareColumn
  readonly reverse: boolean
  /** `grew` and `shrank` take what is new or gone in as well. */
  readonly filter: CompareFilter
  /** Leave out smaller changes: in the profile's unit, and in percent of the old value. */
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
  /** Rows that each filter would show. */
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
  /** By the metric requested; new or gone only where a side has neither flat nor cum. */
  readonly state: ChangeState
  readonly match: boolean
}

export interface CompareSummaryAnswer {
  /** All of the sample type on screen … */
  readonly total: Change
  /** … and what the filters leave of it. */
  readonly shown: Change
  /** As pprof names it (`mean_` before it if requested). */
  readonly type: string
  readonly sampleTypes: readonly TypeChange[]
  /** What 100 % is in this mode, in pprof's print and as a sentence. */
  readonly hundred: string
  readonly hundredText: string
  /** The frame whose own value has changed most; null where none has. */
  readonly byFlat: Contributor | null
  /**
   * The deepest frame that carries nine tenths of the change, those at the root of every stack
   * (runtime, main.main) left out; null where there is none.
   */
  readonly byCum: Contributor | null
  /** The change in a sentence, to be pasted where others read it. */
  readonly sentence: string
  readonly facts: CompareFacts
  /** The same in sentences. */
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
 * What the width of a frame stands for: the new value, both values together (as pprof draws a
 * difference with a marked base), or what has changed, stack by stack, whatever its sign.
 */
export type CompareWidth = 'new' | 'sum' | 'delta'

export interface CompareFlameRequest extends FlameRequest {
  readonly mode: Mode
  readonly by: CompareWidth
}

export interface CompareFlameAnswer extends FlameAnswer {
  /** Values of each frame's node with all that it leads to; `total` is what its width stands for. */
  readonly old: Float64Array
  readonly new: Float64Array
}
