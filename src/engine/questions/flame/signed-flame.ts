import type { FlameTree } from '../../layout/flame-tree.ts'
import { NOWHERE, sameNodes } from '../../layout/same-nodes.ts'
import { isSigned } from '../../profile/signed.ts'
import type { Selection } from '../../select/selection.ts'
import { shownValue, type Weights } from '../../select/weights.ts'
import type { FlameAnswer, FlameRequest, FlameShape } from '../../session/answers.ts'
import { changesBelow } from '../../session/compare-totals.ts'
import type { EngineSession } from '../../session/session.ts'
import { flameGraph } from './flame-graph.ts'
import { isWhole, type ShapedTree, shapedTree, WHOLE_SHAPE } from './flame-trees.ts'

/**
 * The flame graph of a profile. Where its values are changes, what shrank stands beside what grew:
 * frames are as wide as what their call paths have changed by, whatever the sign.
 * @throws OptionError if the frame that the shape is about is not in the selection
 */
export function flamePicture(session: EngineSession, request: FlameRequest): FlameAnswer {
  const { options, shape = WHOLE_SHAPE } = request
  const selection = session.selection(options)
  const answer = flameGraph(session, request, drawnTree)
  if (!isSigned(selection.profile, selection.value.column)) return answer
  const net = shapedTree(selection, shape)
  const nodeOn = isWhole(shape)
    ? (node: number): number => node
    : sameNodes(drawnTree(selection, shape), net)
  const total = new Float64Array(answer.node.length)
  const self = new Float64Array(answer.node.length)
  for (let i = 0; i < answer.node.length; i++) {
    const node = nodeOn(answer.node[i]!)
    if (node === NOWHERE) continue
    total[i] = shownValue(net.totalOf(node), net.divisorOf(node))
    self[i] = selfOf(net, node)
  }
  return { ...answer, total, self, changed: answer.total }
}

/** The tree whose values are the widths of frames. */
export function drawnTree(selection: Selection, shape: FlameShape): ShapedTree {
  const { profile, value } = selection
  if (!isSigned(profile, value.column)) return shapedTree(selection, shape)
  return shapedTree({ ...selection, weights: changedWeights(selection) }, shape)
}

/** By the signed weights, whose columns are made anew where other filters need others. */
const known = new WeakMap<Weights, Weights>()

function changedWeights(selection: Selection): Weights {
  const { weights } = selection
  let changed = known.get(weights)
  if (!changed) {
    changed = { ...weights, total: changesBelow(null, selection), totalDiv: null }
    known.set(weights, changed)
  }
  return changed
}

/** What is left of a node's value when its children have taken theirs. */
function selfOf(tree: FlameTree, node: number): number {
  let total = tree.totalOf(node)
  let divisor = tree.divisorOf(node)
  tree.eachChild(node, (child) => {
    total -= tree.totalOf(child)
    divisor -= tree.divisorOf(child)
  })
  return shownValue(total, divisor)
}
