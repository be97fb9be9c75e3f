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
  /** The total that percentages relate to, as a number and as printed. */
  readonly total: number
  readonly totalText: string
  /** Total as a share of the duration (44.7%), for time units; "" otherwise. */
  readonly ratio: string
  /** The total after the filters, as a number, as printed, and as a share of the total. */
  readonly shown: number
  readonly shownText: string
  readonly shownPercent: string
  /** Of a profile whose values are changes (profile/signed.ts); null of any other. */
  readonly changes: SavedChanges | null
  /** Options with a regexp that matched nothing. */
  readonly unmatched: readonly OptionName[]
  /**
   * Why the profile is empty, regardless of filters; "" if it is not, or the reason is not known.
   */
  readonly whyEmpty: string
  readonly comments: readonly string[]
  readonly docUrl: string
}

/** What a profile of changes has in what the filters leave: grew - shrank = shown. */
export interface SavedChanges {
  /** Whether samples of a base are marked in it, as -diff_base does: then the base is 100 %. */
  readonly isMarked: boolean
  /** Sums over the call paths that grew, and over those that shrank, as printed without a sign. */
  readonly grewText: string
  readonly shrankText: string
}

export type TopColumn = 'flat' | 'cum' | 'name'

/** Requests a window of the top table, which has all frames of the selection. */
export interface TopRequest {
  readonly options: Options
  /** Order of rows: descending by absolute value, or ascending by name; `reverse` inverts it. */
  readonly column: TopColumn
  readonly reverse: boolean
  readonly search: Search
  /** Show only rows that match the search. */
  readonly onlyMatches: boolean
  /** Groups the frames; a group has the sum of the values of its frames. */
  readonly by?: TopGrouping
  /** Names of the groups whose frames are shown. */
  readonly open?: readonly string[]
  /** Whether to count the paths of each row, which takes a pass over the tree. */
  readonly paths?: boolean
  readonly from: number
  readonly to: number
}

/** How frames are grouped; a module is guessed from the path of the package. */
export type TopGrouping = 'none' | 'package' | 'module' | 'file'

export interface Search {
  /** "" for none. */
  readonly text: string
  readonly regexp: boolean
  readonly matchCase: boolean
}

export interface TopAnswer {
  readonly rows: readonly TopRow[]
  /** Index of the first row in the window. */
  readonly from: number
  /** The number of all rows. */
  readonly count: number
  /** The number of rows that match the search. */
  readonly matches: number
  /** Error message of a search whose regexp does not parse; "" otherwise. */
  readonly searchError: string
}

export interface TopRow {
  /** The frame; for a group its name, with the key -1. */
  readonly frame: FrameText
  /** The group of a row that stands for several frames; null for a frame. */
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
  /** The number of its frames that are shown when it is open. */
  readonly frames: number
  readonly open: boolean
}

/** A frame as text. `key` identifies it in selections of the same profile and granularity. */
export interface FrameText {
  readonly key: number
  /** As pprof prints it: the function, with file:line or address depending on the granularity. */
  readonly name: string
  readonly file: string
  /** 0 if not known. */
  readonly line: number
  /** Go package, Java package, C++ namespace, or the binary; determines the colour. */
  readonly package: string
}

/**
 * Requests the visible frames of the flame graph: those at least `minWidth` wide when the frames
 * of `root` fill `width` pixels, and overlapping [from, to] of the root.
 */
export interface FlameRequest {
  readonly options: Options
  /** The zoomed node, by its path from the top root (frame keys); [] for the whole. */
  readonly root: readonly number[]
  /** The part of the root's width to lay out, 0 … 1. */
  readonly from: number
  readonly to: number
  /** The width of [from, to] on screen, in pixels. */
  readonly width: number
  /** In pixels. */
  readonly minWidth: number
  readonly search: Search
  /** The shape of the tree; by default callers above callees, the heaviest first. */
  readonly shape?: FlameShape
}

/** Which tree of call paths a flame graph shows. */
export interface FlameShape {
  /**
   * `down`: from the outermost callers to their callees; `up`: from functions, by self value, to
   * their callers; `callers`, `callees`: everything that calls, or is called by, one frame
   * anywhere; of recursive calls the outermost counts.
   */
  readonly direction: 'down' | 'up' | 'callers' | 'callees'
  /** Name of that one frame; "" for `down` and `up`. */
  readonly frame: string
  /** Whether direct recursion is shown as one frame. */
  readonly collapse: boolean
  /** Whether what is not the program's own code counts for its caller. */
  readonly onlyOwn?: boolean
  /** The order of siblings from left to right: the heaviest first, or by name. */
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
  /** 0 for the top root, named "root", or the frame that callers or callees are of. */
  readonly depth: Uint16Array
  /** Index into `frames`. */
  readonly frame: Uint32Array
  /** 1 where the frame matches the search. */
  readonly match: Uint8Array
  /**
   * The value of the frame's node including everything below, and the part of it that is not
   * below: the self value, or among callers that of stacks that begin with the frame. As reports
   * print them: divided if a mean is requested, while widths use the undivided value.
   */
  readonly total: Float64Array
  readonly self: Float64Array
  /** The part of the width that is the self value, 0 … 1. */
  readonly selfShare: Float64Array
  /**
   * How many of the frames below are left out because they are too narrow, and their position side
   * by side; 0 if none.
   */
  readonly narrow: Uint32Array
  readonly narrowX: Float64Array
  readonly narrowW: Float64Array
  readonly frames: readonly FrameText[]
  /** The path of the node that `root` led to, and its depth; shorter if `root` no longer exists. */
  readonly root: readonly number[]
  readonly rootDepth: number
  /** The number of rows of the whole tree below the root, visible or not. */
  readonly maxDepth: number
  /** The value of the full width. */
  readonly total100: number
  /**
   * Where values are changes: what each node's call paths have changed by, whatever the sign, which
   * is what widths stand for. `total` and `self` are signed then.
   */
  readonly changed?: Float64Array
  /** The sum of the matches, each path counted once: as a value, as printed and in percent. */
  readonly matched: number
  readonly matchedText: string
  readonly matchedPercent: string
  /** Error message of a search whose regexp does not parse; "" otherwise. */
  readonly searchError: string
}

/** Requests all figures of a frame, for the hover card and the inspector. */
export interface FrameRequest {
  readonly options: Options
  /** The frame's key … */
  readonly key: number
  /** … or -1 to look it up by the name as in FrameText (a selection in a link). */
  readonly name?: string
  /** The node of the flame graph under the pointer; -1 for the frame in all places. */
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
  /** The node's self value and total, if a node was given. */
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
