import { type FlameTree, WholeTree } from '../../layout/flame-tree.ts'
import { NOWHERE, sameNodes } from '../../layout/same-nodes.ts'
import { SideTree } from '../../layout/side-tree.ts'
import { percentage } from '../../profile/units.ts'
import type { Measure } from '../../report/measure.ts'
import type { Selection } from '../../select/selection.ts'
import { shownValue, type Weights } from '../../select/weights.ts'
import type { FlameShape } from '../../session/answers.ts'
import type {
  CompareFlameAnswer,
  CompareFlameRequest,
  CompareWidth,
} from '../../session/compare-answers.ts'
import type { ComparedSides, CompareSession } from '../../session/compare-session.ts'
import { changesBelow } from '../../session/compare-totals.ts'
import type { Found } from '../../session/search.ts'
import { flameGraph } from '../flame/flame-graph.ts'
import { isWhole, type ShapedTree, shapedTree, WHOLE_SHAPE } from '../flame/flame-trees.ts'
import { largestChange } from './largest.ts'

/** A flame graph of both sides, or of one of them: its frames are as wide as the request says. */
export function compareFlame(
  session: CompareSession,
  request: CompareFlameRequest,
): CompareFlameAnswer {
  const { options, mode, search, by, shape = WHOLE_SHAPE } = request
  const sides = session.sides(options, mode)
  const selection = picturedSelection(sides, by)
  const pictured = picturedTree(sides, by, shape)
  const answer = flameGraph(
    {
      selection: (): Selection => selection,
      found: (): Found => session.found(options, mode, search),
      measure: (): Measure => session.measure(options, mode),
    },
    request,
    () => pictured,
  )
  const [old, now] = [shapedTree(sides.old, shape), shapedTree(sides.new, shape)]
  const isSearched = answer.matchedPercent !== ''
  const whole = Math.abs(old.totalOf(0)) + Math.abs(now.totalOf(0))
  return {
    ...answer,
    // Of the picture: what both sides have together is no part of what has changed.
    matchedPercent: isSearched ? percentage(answer.matched, pictured.totalOf(0)).trim() : '',
    old: valuesOn(old, pictured, answer.node),
    new: valuesOn(now, pictured, answer.node),
    whole: by === 'delta' ? answer.total100 : whole,
    largest: largestChange(sides, session.totalsOf(options, mode), shape),
  }
}

function picturedTree(sides: ComparedSides, by: CompareWidth, shape: FlameShape): ShapedTree {
  if (by === 'delta') return shapedTree(picturedSelection(sides, 'delta'), shape)
  const both = isWhole(shape)
    ? // The sums are computed when they are read: columns of them would be large.
      new WholeTree(sides.new.tree, sides.new.weights, sides.old.weights)
    : shapedTree(picturedSelection(sides, 'sum'), shape)
  if (by === 'sum') return both
  return new SideTree(both, shapedTree(sides[by], shape), isWhole(shape))
}

/** Weights that are the widths of a picture, by those that they are made of. */
const pictures = new WeakMap<Weights, WeakMap<Weights, Map<CompareWidth, Weights>>>()

/** What a picture's widths are of. The weights are made when they are first read. */
export function picturedSelection(sides: ComparedSides, by: CompareWidth): Selection {
  if (by === 'old' || by === 'new') return sides[by]
  return {
    ...sides.new,
    get weights() {
      return pictureOf(sides, by)
    },
  }
}

type MadeWidth = Exclude<CompareWidth, 'old' | 'new'>

function pictureOf({ old, new: now }: ComparedSides, by: MadeWidth): Weights {
  const ofNew = pictures.get(now.weights) ?? new WeakMap<Weights, Map<CompareWidth, Weights>>()
  pictures.set(now.weights, ofNew)
  let known = ofNew.get(old.weights)
  // A picture is large: only the latest of a pair of sides is kept.
  if (!known?.has(by)) {
    known = new Map([[by, widths(old, now, by)]])
    ofNew.set(old.weights, known)
  }
  return known.get(by)!
}

/** What each node with all that it leads to is as wide as. Loops: a callback a node costs more. */
const widthOf: Readonly<Record<MadeWidth, (old: Selection, now: Selection) => Float64Array>> = {
  sum(old, now) {
    const [before, after] = [old.weights.total, now.weights.total]
    const total = new Float64Array(after.length)
    for (let node = 0; node < total.length; node++) total[node] = before[node]! + after[node]!
    return total
  },
  delta: changesBelow,
}

function widths(old: Selection, now: Selection, by: MadeWidth): Weights {
  const { tree } = now
  const live = new Uint8Array(tree.count)
  for (let node = 0; node < tree.count; node++) {
    live[node] = old.weights.live[node]! | now.weights.live[node]!
  }
  const total = widthOf[by](old, now)
  return { total, totalDiv: null, live, called: now.weights.called }
}

/**
 * What a side has for nodes of the picture: means where these are requested; 0 where it has no such
 * node. Frame trees are one for both: their nodes are the same.
 */
function valuesOn(side: ShapedTree, pictured: FlameTree, nodes: Int32Array): Float64Array {
  const isSame = side instanceof WholeTree
  const nodeOn = isSame ? (node: number): number => node : sameNodes(pictured, side)
  return Float64Array.from(nodes, (node) => {
    const own = nodeOn(node)
    return own === NOWHERE ? 0 : shownValue(side.totalOf(own), side.divisorOf(own))
  })
}
