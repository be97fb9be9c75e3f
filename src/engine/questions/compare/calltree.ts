import { NOWHERE, sameNodes } from '../../layout/same-nodes.ts'
import type { Compared } from '../../session/compare-answers.ts'
import type { CompareSession } from '../../session/compare-session.ts'
import {
  type CallTreeAnswer,
  type CallTreeOpenAnswer,
  type CallTreeOpenRequest,
  type CallTreeRequest,
  matchesAmong,
  openedIn,
  shapeOf,
  type Told,
  valuesAt,
  windowOf,
} from '../calltree/calltree.ts'
import { isWhole, type ShapedTree, shapedTree } from '../flame/flame-trees.ts'
import { picturedSelection } from './flame.ts'
import { changeWriter, frameChangeOf } from './texts.ts'

/** Asks for rows of both sides in one tree, the largest change first. */
export interface CompareCallTreeRequest extends CallTreeRequest, Compared {}

/** Asks to open something in it; the hottest path is that of the largest change. */
export interface CompareCallTreeOpenRequest extends CallTreeOpenRequest, Compared {}

/** The rows of the window that is requested, with the values of both sides. */
export function compareCallTree(
  session: CompareSession,
  request: CompareCallTreeRequest,
): CallTreeAnswer {
  return windowOf(told(session, request), request)
}

/** What has to be open for the next match, or for the path of the largest change, to be seen. */
export function compareCallTreeOpen(
  session: CompareSession,
  request: CompareCallTreeOpenRequest,
): CallTreeOpenAnswer {
  return openedIn(told(session, request), request)
}

function told(
  session: CompareSession,
  request: CompareCallTreeRequest | CompareCallTreeOpenRequest,
): Told {
  const { options, mode, search } = request
  const sides = session.sides(options, mode)
  const shape = shapeOf(request)
  const selection = picturedSelection(sides, 'delta')
  const tree = shapedTree(selection, shape)
  const { frames: found, error: searchError } = session.found(options, mode, search)
  return {
    ...{ selection, tree, found, searchError },
    matches: () => (found ? matchesAmong(session.totalsOf(options, mode).nodes, found) : 0),
    figures() {
      const measure = session.measure(options, mode)
      const writer = changeWriter(measure, options)
      const isSame = isWhole(shape)
      const old = valuesOn(tree, shapedTree(sides.old, shape), isSame)
      const now = valuesOn(tree, shapedTree(sides.new, shape), isSame)
      return (node) => {
        const [before, after] = [old(node), now(node)]
        return {
          cumText: measure.formatShown(after.cum),
          cumPercent: measure.percent(after.cum).trim(),
          flatText: measure.formatShown(after.flat),
          flatPercent: measure.percent(after.flat).trim(),
          change: {
            cum: frameChangeOf(writer, before.cum, after.cum),
            flat: frameChangeOf(writer, before.flat, after.flat),
          },
        }
      }
    },
  }
}

/** What a side has for a node of both: nothing where it has no such node. */
function valuesOn(both: ShapedTree, side: ShapedTree, isSame: boolean) {
  const nodeOn = isSame ? (node: number): number => node : sameNodes(both, side)
  return (node: number): { cum: number; flat: number } => {
    const own = nodeOn(node)
    return own === NOWHERE ? { cum: 0, flat: 0 } : valuesAt(side, own)
  }
}
