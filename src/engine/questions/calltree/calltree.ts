import { byMagnitude } from '../../layout/by-magnitude.ts'
import type { FlameTree } from '../../layout/flame-tree.ts'
import { nextMatch, type TreeMatches } from '../../layout/next-match.ts'
import { Memo } from '../../memo.ts'
import type { Options } from '../../select/options.ts'
import type { Selection } from '../../select/selection.ts'
import { shownValue, type Weights } from '../../select/weights.ts'
import type { FlameShape, FrameText, Search } from '../../session/answers.ts'
import type { FrameChange } from '../../session/compare-answers.ts'
import { frameText } from '../../session/frame-texts.ts'
import type { EngineSession } from '../../session/session.ts'
import { type ShapedTree, shapedTree } from '../flame/flame-trees.ts'
import { hottestBelow, type OpenNode, openedTo, type TreeRows, treeRows } from './rows.ts'

/** What decides which rows a call tree has. */
interface CallTree {
  readonly options: Options
  /** From the outermost callers to what they call, or from functions to what calls them. */
  readonly direction: 'down' | 'up'
  /** Direct recursion is one row. */
  readonly collapse: boolean
  /** Code that is not the program's own counts for its caller. */
  readonly onlyOwn: boolean
  readonly search: Search
  /** Only rows that match, and those that lead to one. */
  readonly onlyMatches: boolean
  /** What is open; null: the hottest path. */
  readonly open: readonly OpenNode[] | null
}

/** A window of the rows. */
export interface CallTreeRequest extends CallTree {
  readonly from: number
  readonly to: number
}

export interface CallTreeAnswer {
  readonly rows: readonly CallTreeRow[]
  /** Index of the first row given. */
  readonly from: number
  /** Rows in all. */
  readonly count: number
  /** What is open: as requested, or the hottest path. */
  readonly open: readonly OpenNode[]
  /** Row at the end of the hottest path, where that was requested; otherwise -1. */
  readonly hottest: number
  /** Frames that match the search. */
  readonly matches: number
  /** Error message of a search whose regexp does not parse; "" otherwise. */
  readonly searchError: string
}

export interface CallTreeRow extends CallTreeFigures {
  readonly frame: FrameText
  /** Steps from the root; the first rows have 1. */
  readonly depth: number
  /** Row that it is a child of; -1: none. */
  readonly parentRow: number
  /** Places in the list of open nodes, as in TreeRows. */
  readonly open: number
  readonly above: number
  readonly hasChildren: boolean
  readonly match: boolean
}

/** In a comparison of its new side. */
export interface CallTreeFigures {
  /** Value of the path with all that follows, and its share of the total. */
  readonly cumText: string
  readonly cumPercent: string
  /** What is left of it when its children have taken theirs. */
  readonly flatText: string
  readonly flatPercent: string
  /** In a comparison the values of both sides; else null. */
  readonly change: { readonly cum: FrameChange; readonly flat: FrameChange } | null
}

/** Asks to open something: what leads to the next match, or the hottest path below a row. */
export interface CallTreeOpenRequest extends CallTree {
  /** Row to begin at; -1: before the first. */
  readonly row: number
  readonly to: 'next-match' | 'previous-match' | 'hottest'
}

export interface CallTreeOpenAnswer {
  readonly open: readonly OpenNode[]
  /** Where it is then; -1: there is none. */
  readonly row: number
  /** Name of its frame; "" for none. */
  readonly name: string
}

/** A tree, and what is told of its nodes. */
export interface Told {
  readonly selection: Selection
  readonly tree: ShapedTree
  /** Frames that match the search; null without one. */
  readonly found: Uint8Array | null
  readonly searchError: string
  /** Frames that match and have a value. */
  matches(): number
  figures(): (node: number) => CallTreeFigures
}

/** The rows of the window that is requested. */
export function callTree(session: EngineSession, request: CallTreeRequest): CallTreeAnswer {
  return windowOf(told(session, request), request)
}

/** What has to be open for the next match, or for the hottest path below a row, to be seen. */
export function callTreeOpen(
  session: EngineSession,
  request: CallTreeOpenRequest,
): CallTreeOpenAnswer {
  return openedIn(told(session, request), request)
}

function told(session: EngineSession, request: CallTree): Told {
  const { options, search } = request
  const selection = session.selection(options)
  const tree = shapedTree(selection, shapeOf(request))
  const { frames: found, error: searchError } = session.found(options, search)
  return {
    ...{ selection, tree, found, searchError },
    matches: () => (found ? matchesAmong(session.totalsOf(options).nodes, found) : 0),
    figures() {
      const measure = session.measure({ ...options, trim: false })
      return (node) => {
        const { cum, flat } = valuesAt(tree, node)
        return {
          cumText: measure.formatShown(cum),
          cumPercent: measure.percent(cum).trim(),
          flatText: measure.formatShown(flat),
          flatPercent: measure.percent(flat).trim(),
          change: null,
        }
      }
    },
  }
}

/** The shape of the tree that is requested. */
export function shapeOf({ direction, collapse, onlyOwn }: CallTree): FlameShape {
  return { direction, frame: '', collapse, onlyOwn, order: 'size' }
}

/** How many of some frames match. */
export function matchesAmong(nodes: Int32Array, found: Uint8Array): number {
  let matches = 0
  for (const key of nodes) matches += found[key]!
  return matches
}

/** A window of the rows of a tree. */
export function windowOf(of: Told, request: CallTreeRequest): CallTreeAnswer {
  const { selection, tree, found, searchError } = of
  const { ordered, rows, open } = laidOut(of, request)
  const figures = of.figures()
  const count = rows.node.length
  const from = Math.max(0, Math.min(request.from, count))
  const to = Math.max(from, Math.min(request.to, count))
  const answer: CallTreeRow[] = []
  for (let row = from; row < to; row++) {
    const node = rows.node[row]!
    const key = tree.keyOf(node)
    answer.push({
      frame: frameText(selection, key),
      depth: tree.depthOf(node),
      parentRow: rows.parentRow[row]!,
      open: rows.open[row]!,
      above: rows.above[row]!,
      hasChildren: hasChildren(tree, node),
      ...figures(node),
      match: found?.[key] === 1,
    })
  }
  const hottest = request.open ? -1 : rows.node.indexOf(hottestBelow(ordered, 0))
  return { rows: answer, from, count, open, hottest, matches: of.matches(), searchError }
}

/** What has to be open in a tree for something to be seen. */
export function openedIn(of: Told, request: CallTreeOpenRequest): CallTreeOpenAnswer {
  const { selection, tree } = of
  const { ordered, rows, open, matches } = laidOut(of, request)
  const from = rows.node[request.row] ?? 0
  const step = request.to === 'previous-match' ? -1 : 1
  const node =
    request.to === 'hottest'
      ? hottestBelow(ordered, from)
      : matches
        ? nextMatch(ordered, matches, from, step)
        : -1
  if (node <= 0) return { open, row: -1, name: '' }
  // A match need not be open itself to be seen.
  const last = request.to === 'hottest' ? node : tree.parentOf(node)
  const opened = openedTo(tree, open, last)
  const shown = laidOut(of, { ...request, open: opened })
  const name = frameText(selection, tree.keyOf(node)).name
  return { open: opened, row: shown.rows.node.indexOf(node), name }
}

/** The last rows of the values that they are of: a window after the other is asked of the same. */
const kept = new WeakMap<Weights, Memo<TreeRows>>()

function laidOut({ selection, tree, found }: Told, request: CallTree) {
  const { search, onlyMatches } = request
  const ordered = byMagnitude(tree)
  const open = request.open ?? openedTo(tree, [], hottestBelow(ordered, 0))
  const matches = found && matchesIn(tree, found)
  let memo = kept.get(selection.weights)
  if (!memo) {
    memo = new Memo(2)
    kept.set(selection.weights, memo)
  }
  const only = onlyMatches && matches ? matches : null
  const key = JSON.stringify([shapeOf(request), open, only && search])
  const rows = memo.get(key, () => treeRows(ordered, open, only))
  return { ordered, rows, open, matches }
}

/** Where the search leads is worked out when it is first asked for: it takes a walk of the tree. */
function matchesIn(tree: ShapedTree, found: Uint8Array): TreeMatches {
  let leads: ((node: number) => boolean) | undefined
  return {
    matches: (node) => found[tree.keyOf(node)] === 1,
    leads(node) {
      leads ??= tree.leadsToMatch(found)
      return leads(node)
    },
  }
}

/** The value of a node with all that follows, and what is left when its children have taken theirs. */
export function valuesAt(tree: FlameTree, node: number): { cum: number; flat: number } {
  const [whole, parts] = [tree.totalOf(node), tree.divisorOf(node)]
  let total = whole
  let divisor = parts
  tree.eachChild(node, (child) => {
    total -= tree.totalOf(child)
    divisor -= tree.divisorOf(child)
  })
  return { cum: shownValue(whole, parts), flat: shownValue(total, divisor) }
}

function hasChildren(tree: FlameTree, node: number): boolean {
  let some = false
  tree.eachChild(node, () => {
    some = true
  })
  return some
}
