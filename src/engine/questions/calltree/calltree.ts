import { byMagnitude } from '../../layout/by-magnitude.ts'
import type { FlameTree } from '../../layout/flame-tree.ts'
import { nextMatch, type TreeMatches } from '../../layout/next-match.ts'
import { Memo } from '../../memo.ts'
import type { Options } from '../../select/options.ts'
import { shownValue, type Weights } from '../../select/weights.ts'
import type { FrameText, Search } from '../../session/answers.ts'
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

export interface CallTreeRow {
  readonly frame: FrameText
  /** Steps from the root; the first rows have 1. */
  readonly depth: number
  /** Row that it is a child of; -1: none. */
  readonly parentRow: number
  /** Places in the list of open nodes, as in TreeRows. */
  readonly open: number
  readonly above: number
  readonly hasChildren: boolean
  /** Value of the path with all that follows, and its share of the total. */
  readonly cumText: string
  readonly cumPercent: string
  /** What is left of it when its children have taken theirs. */
  readonly flatText: string
  readonly flatPercent: string
  readonly match: boolean
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

/** The rows of the window that is requested. */
export function callTree(session: EngineSession, request: CallTreeRequest): CallTreeAnswer {
  const { options } = request
  const { selection, tree, ordered, rows, open, found, searchError } = laidOut(session, request)
  const measure = session.measure({ ...options, trim: false })
  const count = rows.node.length
  const from = Math.max(0, Math.min(request.from, count))
  const to = Math.max(from, Math.min(request.to, count))
  const answer: CallTreeRow[] = []
  for (let row = from; row < to; row++) {
    const node = rows.node[row]!
    const key = tree.keyOf(node)
    const { flat, hasChildren } = ownOf(tree, node)
    const cum = shownValue(tree.totalOf(node), tree.divisorOf(node))
    answer.push({
      frame: frameText(selection, key),
      depth: tree.depthOf(node),
      parentRow: rows.parentRow[row]!,
      open: rows.open[row]!,
      above: rows.above[row]!,
      hasChildren,
      cumText: measure.format(cum),
      cumPercent: measure.percent(cum).trim(),
      flatText: measure.format(flat),
      flatPercent: measure.percent(flat).trim(),
      match: found?.[key] === 1,
    })
  }
  const hottest = request.open ? -1 : rows.node.indexOf(hottestBelow(ordered, 0))
  let matches = 0
  if (found) for (const key of session.totalsOf(options).nodes) matches += found[key]!
  return { rows: answer, from, count, open, hottest, matches, searchError }
}

/** What has to be open for the next match, or for the hottest path below a row, to be seen. */
export function callTreeOpen(
  session: EngineSession,
  request: CallTreeOpenRequest,
): CallTreeOpenAnswer {
  const { selection, tree, ordered, rows, open, matches } = laidOut(session, request)
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
  const shown = laidOut(session, { ...request, open: opened })
  const name = frameText(selection, tree.keyOf(node)).name
  return { open: opened, row: shown.rows.node.indexOf(node), name }
}

/** The last rows of the values that they are of: a window after the other is asked of the same. */
const kept = new WeakMap<Weights, Memo<TreeRows>>()

function laidOut(session: EngineSession, request: CallTree) {
  const { options, direction, collapse, onlyOwn, search, onlyMatches } = request
  const selection = session.selection(options)
  const tree = shapedTree(selection, { direction, frame: '', collapse, onlyOwn, order: 'size' })
  const ordered = byMagnitude(tree)
  const { frames: found, error: searchError } = session.found(options, search)
  const open = request.open ?? openedTo(tree, [], hottestBelow(ordered, 0))
  const matches = found && matchesIn(tree, found)
  let memo = kept.get(selection.weights)
  if (!memo) {
    memo = new Memo(2)
    kept.set(selection.weights, memo)
  }
  const only = onlyMatches && matches ? matches : null
  const key = JSON.stringify([direction, collapse, onlyOwn, open, only && search])
  const rows = memo.get(key, () => treeRows(ordered, open, only))
  return { selection, tree, ordered, rows, open, found, matches, searchError }
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

/** A node's own value, and whether there is something to open. */
function ownOf(tree: FlameTree, node: number): { flat: number; hasChildren: boolean } {
  let total = tree.totalOf(node)
  let divisor = tree.divisorOf(node)
  let hasChildren = false
  tree.eachChild(node, (child) => {
    total -= tree.totalOf(child)
    divisor -= tree.divisorOf(child)
    hasChildren = true
  })
  return { flat: shownValue(total, divisor), hasChildren }
}
