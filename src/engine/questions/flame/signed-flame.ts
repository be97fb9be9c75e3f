import { sameNodes } from '../../layout/same-nodes.ts'
import type { Selection } from '../../select/selection.ts'
import { shownValue, type Weights } from '../../select/weights.ts'
import type { FlameAnswer, FlameRequest } from '../../session/answers.ts'
import type { EngineSession } from '../../session/session.ts'
import { flameGraph } from './flame-graph.ts'
import { isWhole, type ShapedTree, shapedTree, WHOLE_SHAPE } from './flame-trees.ts'

/**
 * A flame graph of one profile. Where some of its values are negative (a saved difference, a delta
 * of a heap), what shrank is as wide as what grew as much, and values have their sign.
 */
export function flame(session: EngineSession, request: FlameRequest): FlameAnswer {
  const selection = session.selection(request.options)
  const wide = withMagnitudes(selection)
  if (wide === selection) return flameGraph(session, request)
  const { shape = WHOLE_SHAPE } = request
  const drawn = shapedTree(wide, shape)
  const signed = shapedTree(selection, shape)
  const answer = flameGraph(session, request, () => drawn)
  const nodeOf = isWhole(shape) ? (node: number): number => node : sameNodes(drawn, signed)
  const nodes = Array.from(answer.node, nodeOf)
  return {
    ...answer,
    total: Float64Array.from(nodes, (node) => shownValue(signed.totalOf(node), 0)),
    self: Float64Array.from(nodes, (node) => selfOf(signed, node)),
    signed: true,
  }
}

function selfOf(tree: ShapedTree, node: number): number {
  let self = tree.totalOf(node)
  tree.eachChild(node, (child) => {
    self -= tree.totalOf(child)
  })
  return self
}

/** By the values that they are made from. */
const magnitudes = new WeakMap<Weights, Weights>()

/**
 * The selection with the sums of its nodes' own values regardless of their sign; itself where none
 * is negative. A mean has no such sum: it stays as it is.
 */
export function withMagnitudes(selection: Selection): Selection {
  const { tree, weights } = selection
  let known = magnitudes.get(weights)
  if (!known) {
    known = magnitudesOf(tree.parent, weights)
    magnitudes.set(weights, known)
  }
  return known === weights ? selection : { ...selection, weights: known }
}

function magnitudesOf(parent: Int32Array, weights: Weights): Weights {
  const { total, totalDiv } = weights
  if (totalDiv) return weights
  const sums = total.slice()
  for (let node = 1; node < sums.length; node++) sums[parent[node]!]! -= total[node]!
  if (!sums.some((own) => own < 0)) return weights
  for (let node = sums.length - 1; node >= 0; node--) {
    sums[node] = Math.abs(sums[node]!)
  }
  for (let node = sums.length - 1; node > 0; node--) sums[parent[node]!]! += sums[node]!
  return { ...weights, total: sums }
}
