import { type FlameTree, WholeTree } from '../../layout/flame-tree.ts'
import { percentage } from '../../profile/units.ts'
import type { Measure } from '../../report/measure.ts'
import type { Selection } from '../../select/selection.ts'
import type { Weights } from '../../select/weights.ts'
import type { FlameShape } from '../../session/answers.ts'
import type {
  CompareFlameAnswer,
  CompareFlameRequest,
  CompareWidth,
} from '../../session/compare-answers.ts'
import type { ComparedSides, CompareSession } from '../../session/compare-session.ts'
import { ownChanges } from '../../session/compare-totals.ts'
import type { Found } from '../../session/search.ts'
import { flameGraph } from '../flame/flame-graph.ts'
import { isWhole, type ShapedTree, shapedTree, WHOLE_SHAPE } from '../flame/flame-trees.ts'

/** A flame graph of both sides: its frames are as wide as the request says. */
export function compareFlame(
  session: CompareSession,
  request: CompareFlameRequest,
): CompareFlameAnswer {
  const { options, mode, search, shape = WHOLE_SHAPE } = request
  const sides = session.sides(options, mode)
  const selection = picturedSelection(sides, request.by)
  const treeOf = (pictured: Selection, of: FlameShape): ShapedTree =>
    // The sums are computed when they are read: columns of them would be large.
    request.by === 'sum' && isWhole(of)
      ? new WholeTree(sides.new.tree, sides.new.weights, sides.old.weights)
      : shapedTree(pictured, of)
  const answer = flameGraph(
    {
      selection: (): Selection => selection,
      found: (): Found => session.found(options, mode, search),
      measure: (): Measure => session.measure(options, mode),
    },
    request,
    treeOf,
  )
  const pictured = treeOf(selection, shape)
  const isSearched = answer.matchedPercent !== ''
  return {
    ...answer,
    // Of the picture: what both sides have together is no part of what has changed.
    matchedPercent: isSearched ? percentage(answer.matched, pictured.totalOf(0)).trim() : '',
    old: valuesOn(shapedTree(sides.old, shape), pictured, answer.node),
    new: valuesOn(shapedTree(sides.new, shape), pictured, answer.node),
  }
}

/** Weights that are the widths of a picture, by those that they are made of. */
const pictures = new WeakMap<Weights, WeakMap<Weights, Map<CompareWidth, Weights>>>()

/** The weights are made when they are first read. */
function picturedSelection(sides: ComparedSides, by: CompareWidth): Selection {
  return {
    ...sides.new,
    get weights() {
      return pictureOf(sides, by)
    },
  }
}

function pictureOf({ old, new: now }: ComparedSides, by: CompareWidth): Weights {
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
const widthOf: Readonly<Record<CompareWidth, (old: Selection, now: Selection) => Float64Array>> = {
  new: (_, { weights }) => weights.total,
  sum(old, now) {
    const [before, after] = [old.weights.total, now.weights.total]
    const total = new Float64Array(after.length)
    for (let node = 0; node < total.length; node++) total[node] = before[node]! + after[node]!
    return total
  },
  delta(old, now) {
    const { parent } = now.tree
    const total = ownChanges(old, now)
    for (let node = total.length - 1; node > 0; node--) total[parent[node]!]! += total[node]!
    return total
  },
}

function widths(old: Selection, now: Selection, by: CompareWidth): Weights {
  const { tree } = now
  const live = new Uint8Array(tree.count)
  for (let node = 0; node < tree.count; node++) {
    live[node] = old.weights.live[node]! | now.weights.live[node]!
  }
  const total = widthOf[by](old, now)
  return { total, totalDiv: null, live, called: now.weights.called }
}

/**
 * What a tree of the same shape has for the nodes of another, found by their paths; 0 where it has
 * no such node. Frame trees are one for both: the nodes are the same.
 * @param nodes callers before what they lead to
 */
function valuesOn(tree: FlameTree, other: FlameTree, nodes: Int32Array): Float64Array {
  if (tree instanceof WholeTree) return Float64Array.from(nodes, (node) => tree.totalOf(node))
  const same = new Map([[0, 0]])
  const children = new Map<number, ReadonlyMap<number, number>>()
  return Float64Array.from(nodes, (node) => {
    const parent = other.parentOf(node)
    if (parent >= 0) {
      const above = same.get(parent)
      if (above === undefined) return 0
      let known = children.get(parent)
      if (!known) {
        known = childrenByKey(tree, above)
        children.set(parent, known)
      }
      const found = known.get(other.keyOf(node))
      if (found === undefined) return 0
      same.set(node, found)
    }
    return tree.totalOf(same.get(node)!)
  })
}

function childrenByKey(tree: FlameTree, node: number): Map<number, number> {
  const byKey = new Map<number, number>()
  tree.eachChild(node, (child) => byKey.set(tree.keyOf(child), child))
  return byKey
}
