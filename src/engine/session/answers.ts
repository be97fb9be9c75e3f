import type { OptionName, Options } from '../select/options.ts'

/** Requests to a session and its answers: small rows and columns, ready to be drawn or sent. */

export interface HeaderRequest {
  readonly options: Options
}

/** What the bar and the chips say about a profile under some options. */
export interface HeaderAnswer {
  /** Base name of the main binary; "" if the profile does not say. */
  readonly file: string
  readonly buildId: string
  /** Sample type as pprof names it (`mean_` before it if requested). */
  readonly type: string
  readonly unit: string
  /** As pprof prints it (2026-11-21 02:15:19 UTC); "" if not known. */
  readonly time: string
  /** 8.32s; "" if not known. */
  readonly duration: string
  /** The total that percentages are of: number, and as printed. */
  readonly total: number
  readonly totalText: string
  /** Total as a share of the duration (44.7%), for time units; "" otherwise. */
  readonly ratio: string
  /** What the filters leave: number, as printed, share of the total. */
  readonly shown: number
  readonly shownText: string
  readonly shownPercent: string
  /** Options with a regexp that matched nothing. */
  readonly unmatched: readonly OptionName[]
  /** Why the profile has nothing in it, whatever the filters; "" if it has, or that is not known. */
  readonly whyEmpty: string
  readonly comments: readonly string[]
  readonly docUrl: string
}

export type TopColumn = 'flat' | 'cum' | 'name'

/** A window of the top table: all frames of the selection, none dropped. */
export interface TopRequest {
  readonly options: Options
  /** Order of rows; descending by absolute value, ascending by name, `reverse` turns it. */
  readonly column: TopColumn
  readonly reverse: boolean
  readonly search: Search
  /** Show only rows that match the search. */
  readonly onlyMatches: boolean
  /** Frames under what they belong to, which adds up the values of those that are in it. */
  readonly by?: TopGrouping
  /** Names of the groups whose frames are shown. */
  readonly open?: readonly string[]
  /** Count the paths of each row, which takes a pass over the tree. */
  readonly paths?: boolean
  readonly from: number
  readonly to: number
}

/** What frames are put together by; a module is guessed from the package's path. */
export type TopGrouping = 'none' | 'package' | 'module' | 'file'

export interface Search {
  /** "" for none. */
  readonly text: string
  readonly regexp: boolean
  readonly matchCase: boolean
}

export interface TopAnswer {
  readonly rows: readonly TopRow[]
  /** Index of the first row given. */
  readonly from: number
  /** Rows in all. */
  readonly count: number
  /** Rows that match the search. */
  readonly matches: number
  /** Error message of a search whose regexp does not parse; "" otherwise. */
  readonly searchError: string
}

export interface TopRow {
  /** Of a group, its name in place of a frame's (key -1). */
  readonly frame: FrameText
  /** What a row that stands for several frames has of its own; null for a frame. */
  readonly group: TopGroup | null
  /** Base name of the binary that the frame is in; "" if not known, and for groups. */
  readonly binary: string
  /** Distinct call paths that end in or pass through it; -1 if not requested. */
  readonly paths: number
  readonly flat: number
  readonly cum: number
  /** As pprof prints them. */
  readonly flatText: string
  readonly flatPercent: string
  /** Running share of the flat values down to this row; "" unless sorted by flat or cum descending. */
  readonly sumPercent: string
  readonly cumText: string
  readonly cumPercent: string
  /** "(inline)", "(partial-inline)" or "". */
  readonly inline: string
  readonly match: boolean
}

export interface TopGroup {
  /** Frames in it that are shown when it is open. */
  readonly frames: number
  readonly open: boolean
}

/** A frame in words. `key` names it in the selection for the same profile and granularity. */
export interface FrameText {
  readonly key: number
  /** As pprof prints it: function, and file:line or address where the granularity has them. */
  readonly name: string
  readonly file: string
  /** 0: not known. */
  readonly line: number
  /** Go package, Java package, C++ namespace, or the binary: what it is coloured by. */
  readonly package: string
}

/**
 * The frames of the flame graph that are wide enough to be seen: those at least `minWidth` wide
 * when the frames of `root` fill `width` pixels, and of these what overlaps [from, to] of root.
 */
export interface FlameRequest {
  readonly options: Options
  /** Node to zoom to, by its path from the root (frame keys); [] is the whole. */
  readonly root: readonly number[]
  /** The part of the root's width to lay out, 0 … 1. */
  readonly from: number
  readonly to: number
  /** Pixels that [from, to] takes on screen. */
  readonly width: number
  /** In pixels. */
  readonly minWidth: number
  readonly search: Search
  /** The stacks as they are, the heaviest callees first, if not said otherwise. */
  readonly shape?: FlameShape
}

/** Which tree of call paths a flame graph shows. */
export interface FlameShape {
  /**
   * `down`: from the outermost callers to what they call; `up`: from the functions by their own
   * value to those that call them; `callers`, `callees`: of one frame, wherever it occurs, all
   * that calls it or that it calls; the outermost of its recursive calls counts.
   */
  readonly direction: 'down' | 'up' | 'callers' | 'callees'
  /** Name of that one frame; "" for `down` and `up`. */
  readonly frame: string
  /** Show direct repeats of a frame as one. */
  readonly collapse: boolean
  /** How siblings stand from left to right: the heaviest first, or by name. */
  readonly order: 'size' | 'name'
}

export interface FlameAnswer {
  /**
   * Columns of equal length, a frame each, row by row from left to right. `x` and `w` are shares
   * of the root's width (0 … 1; ancestors of the root have x = 0 and w = 1).
   */
  readonly node: Int32Array
  readonly x: Float64Array
  readonly w: Float64Array
  /** 0 is the root of all, named "root"; among callers or callees the frame that they are of. */
  readonly depth: Uint16Array
  /** Index into `frames`. */
  readonly frame: Uint32Array
  /** 1 where the frame matches the search. */
  readonly match: Uint8Array
  /**
   * Value of the frame's node with all that it leads to, and what is left of it when those have
   * taken theirs: the frame's own value, or among callers that of stacks that begin with it. As
   * reports print them: divided if a mean is requested, while widths go by what is divided.
   */
  readonly total: Float64Array
  readonly self: Float64Array
  /** How much of the width is the frame's own, 0 … 1. */
  readonly selfShare: Float64Array
  /**
   * Of those that the frame leads to, how many are left out as too narrow, and where they would
   * stand side by side; 0 where they do not.
   */
  readonly narrow: Uint32Array
  readonly narrowX: Float64Array
  readonly narrowW: Float64Array
  readonly frames: readonly FrameText[]
  /** Node that `root` led to and its depth; a shorter path if `root` is not there any more. */
  readonly root: readonly number[]
  readonly rootDepth: number
  /** Rows that the whole tree below the root has, seen or not. */
  readonly maxDepth: number
  /** Value that the width of all stands for. */
  readonly total100: number
  /** Sum of the matches, each path counted once, as value, as printed and in percent. */
  readonly matched: number
  readonly matchedText: string
  readonly matchedPercent: string
  /** Error message of a search whose regexp does not parse; "" otherwise. */
  readonly searchError: string
}

/** Everything the hover card and the inspector say about a frame. */
export interface FrameRequest {
  readonly options: Options
  /** The frame's key … */
  readonly key: number
  /** … or -1 to look it up by the name that FrameText gives (a selection from a link). */
  readonly name?: string
  /** The flame graph's node under the pointer; -1 for the frame wherever it occurs. */
  readonly node: number
}

export interface FrameAnswer {
  readonly frame: FrameText
  readonly binary: string
  readonly flatText: string
  readonly flatPercent: string
  readonly cumText: string
  readonly cumPercent: string
  /** Distinct call paths that end in or pass through it. */
  readonly paths: number
  /** The node's own value and total, if a node was given. */
  readonly nodeSelfText: string
  readonly nodeTotalText: string
  readonly nodePercent: string
  /** The node's share of its parent. */
  readonly nodeOfParent: string
  /** Frame keys from the root to the node. */
  readonly path: readonly number[]
  /** Direct callers and callees, heaviest first, at most 20 each. */
  readonly callers: readonly Neighbour[]
  readonly callees: readonly Neighbour[]
}

export interface Neighbour {
  readonly frame: FrameText
  readonly valueText: string
  /** Share of this frame's cum. */
  readonly percent: string
}
