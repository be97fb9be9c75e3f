import { pathTo } from '../../layout/flame.ts'
import { NONE } from '../../profile/ids.ts'
import { baseName } from '../../profile/paths.ts'
import { percentage } from '../../profile/units.ts'
import { cumOf, flatOf } from '../../report/graph/graph.ts'
import type { Selection } from '../../select/selection.ts'
import { shownValue } from '../../select/weights.ts'
import type { FrameAnswer, FrameRequest, Neighbour } from '../../session/answers.ts'
import { frameText, keyOfFrame } from '../../session/frame-texts.ts'
import { pairAbove, selfOf } from '../../session/node-values.ts'
import type { EngineSession } from '../../session/session.ts'

/** Callers and callees that a card lists. */
const LISTED = 20

/** Everything about one frame, and about one node of the flame graph where `node` is not -1. */
export function frameCard(session: EngineSession, request: FrameRequest): FrameAnswer {
  const { options, node } = request
  const selection = session.selection(options)
  const { profile, tree, weights, frames } = selection
  const { values } = session.totalsOf(options)
  const measure = session.measure(options)
  const key = keyOfFrame(selection, request.key, request.name ?? '')
  const cum = cumOf(values, key)
  const flat = flatOf(values, key)
  const location = frames.sampleLocation[key]!
  const mapping = profile.locations.mapping[location]!
  const binary = mapping === NONE ? '' : profile.strings.get(profile.mappings.file[mapping]!)
  const neighbours = neighboursOf(selection, key)
  const list = (calls: ReadonlyMap<number, Call>): Neighbour[] =>
    [...calls]
      .sort(
        ([, a], [, b]) =>
          Math.abs(shownValue(b.total, b.divisor)) - Math.abs(shownValue(a.total, a.divisor)),
      )
      .slice(0, LISTED)
      .map(([other, { total, divisor }]) => ({
        frame: frameText(selection, other),
        valueText: measure.formatShown(shownValue(total, divisor)),
        percent: percentage(shownValue(total, divisor), cum).trim(),
      }))
  const known = node > 0 && node < tree.count
  const { totalDiv } = weights
  const nodeValue = (at: number): number => shownValue(weights.total[at]!, totalDiv?.[at] ?? 0)
  const nodeTotal = known ? nodeValue(node) : 0
  const nodeSelf = known
    ? shownValue(selfOf(tree, weights.total, node), totalDiv ? selfOf(tree, totalDiv, node) : 0)
    : 0
  return {
    frame: frameText(selection, key),
    binary: binary === '' ? '' : baseName(binary),
    flatText: measure.formatShown(flat),
    flatPercent: measure.percent(flat).trim(),
    cumText: measure.formatShown(cum),
    cumPercent: measure.percent(cum).trim(),
    paths: neighbours.paths,
    nodeSelfText: known ? measure.formatShown(nodeSelf) : '',
    nodeTotalText: known ? measure.formatShown(nodeTotal) : '',
    nodePercent: known ? measure.percent(nodeTotal).trim() : '',
    nodeOfParent: known ? percentage(nodeTotal, nodeValue(tree.parent[node]!)).trim() : '',
    path: known
      ? pathTo(tree, node)
          .slice(1)
          .map((at) => tree.key[at]!)
      : [],
    callers: list(neighbours.callers),
    callees: list(neighbours.callees),
  }
}

export interface Call {
  readonly total: number
  /** Of a mean; 0 if none is requested. */
  readonly divisor: number
}

/** Who calls a frame and whom it calls, with values; a pair counts once on a path. */
export function neighboursOf(
  { tree, weights }: Selection,
  key: number,
): { callers: Map<number, Call>; callees: Map<number, Call>; paths: number } {
  const callers = new Map<number, Call>()
  const callees = new Map<number, Call>()
  let paths = 0
  const add = (calls: Map<number, Call>, other: number, node: number): void => {
    const { total, divisor } = calls.get(other) ?? { total: 0, divisor: 0 }
    calls.set(other, {
      total: total + weights.total[node]!,
      divisor: divisor + (weights.totalDiv?.[node] ?? 0),
    })
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
    if (pairAbove(tree, node)) continue
    if (here === key) add(callers, above, node)
    else add(callees, here, node)
  }
  return { callers, callees, paths }
}
