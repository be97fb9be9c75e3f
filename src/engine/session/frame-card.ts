import { pathTo } from '../layout/flame.ts'
import { NONE } from '../profile/ids.ts'
import { baseName } from '../profile/paths.ts'
import { percentage } from '../profile/units.ts'
import { cumOf, flatOf, type NodeValues } from '../report/graph.ts'
import type { Measure } from '../report/measure.ts'
import type { Selection } from '../select/selection.ts'
import type { FrameAnswer, Neighbour } from './answers.ts'
import { frameText } from './frame-texts.ts'
import { selfOf } from './node-values.ts'

/** Callers and callees that a card lists. */
const LISTED = 20

/** Everything about one frame, and about one node of the flame graph where `node` is not -1. */
export function frameCard(
  selection: Selection,
  values: NodeValues,
  measure: Measure,
  key: number,
  node: number,
): FrameAnswer {
  const { profile, tree, weights, frames } = selection
  const cum = cumOf(values, key)
  const flat = flatOf(values, key)
  const location = frames.sampleLocation[key]!
  const mapping = profile.locations.mapping[location]!
  const binary = mapping === NONE ? '' : profile.strings.get(profile.mappings.file[mapping]!)
  const neighbours = neighboursOf(selection, key)
  const list = (totals: ReadonlyMap<number, number>): Neighbour[] =>
    [...totals]
      .sort(([, a], [, b]) => Math.abs(b) - Math.abs(a))
      .slice(0, LISTED)
      .map(([other, value]) => ({
        frame: frameText(selection, other),
        valueText: measure.formatNonZero(value),
        percent: percentage(value, cum).trim(),
      }))
  const known = node > 0 && node < tree.count
  const nodeTotal = known ? weights.total[node]! : 0
  return {
    frame: frameText(selection, key),
    binary: binary === '' ? '' : baseName(binary),
    flatText: measure.formatNonZero(flat),
    flatPercent: measure.percent(flat).trim(),
    cumText: measure.formatNonZero(cum),
    cumPercent: measure.percent(cum).trim(),
    paths: neighbours.paths,
    nodeSelfText: known ? measure.formatNonZero(selfOf(tree, weights.total, node)) : '',
    nodeTotalText: known ? measure.formatNonZero(nodeTotal) : '',
    nodePercent: known ? measure.percent(nodeTotal).trim() : '',
    nodeOfParent: known ? percentage(nodeTotal, weights.total[tree.parent[node]!]!).trim() : '',
    path: known
      ? pathTo(tree, node)
          .slice(1)
          .map((at) => tree.key[at]!)
      : [],
    callers: list(neighbours.callers),
    callees: list(neighbours.callees),
  }
}

/** Who calls a frame and whom it calls, with values; a pair counts once on a path. */
function neighboursOf(
  { tree, weights }: Selection,
  key: number,
): { callers: Map<number, number>; callees: Map<number, number>; paths: number } {
  const callers = new Map<number, number>()
  const callees = new Map<number, number>()
  let paths = 0
  const add = (totals: Map<number, number>, other: number, node: number): void => {
    totals.set(other, (totals.get(other) ?? 0) + weights.total[node]!)
  }
  for (let node = 1; node < tree.count; node++) {
    if (weights.live[node] === 0) {
      node = tree.end[node]! - 1
      continue
    }
    const here = tree.key[node]!
    const above = tree.key[tree.parent[node]!]!
    if (here === key && tree.recursive[node] === 0) paths++
    if (here === above || above === NONE || (here !== key && above !== key)) continue
    if (tree.recursive[node] === 1 && pairAbove(tree.parent, tree.key, node)) continue
    if (here === key) add(callers, above, node)
    else add(callees, here, node)
  }
  return { callers, callees, paths }
}

/** Whether the call from `node`'s caller to `node` occurs already further up its path. */
function pairAbove(parent: Int32Array, key: Int32Array, node: number): boolean {
  const callee = key[node]!
  const caller = key[parent[node]!]!
  for (let at = parent[node]!; at > 0; at = parent[at]!) {
    if (key[at] === callee && key[parent[at]!] === caller) return true
  }
  return false
}
