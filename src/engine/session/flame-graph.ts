import { followPath, layoutFlame } from '../layout/flame.ts'
import { NONE } from '../profile/ids.ts'
import type { Measure } from '../report/measure.ts'
import type { Selection } from '../select/selection.ts'
import type { FlameAnswer, FlameRequest, FrameText } from './answers.ts'
import { frameText } from './frame-texts.ts'
import { shownValue } from './node-values.ts'
import type { Found } from './search.ts'

/** What the root of all is called. */
const ROOT: FrameText = { key: NONE, name: 'root', file: '', line: 0, package: '' }

export function flameGraph(
  selection: Selection,
  { frames: found, error: searchError }: Found,
  measure: () => Measure,
  request: FlameRequest,
): FlameAnswer {
  const { tree, weights, frames } = selection
  const { node: root, found: path } = followPath(tree, weights, request.root)
  const part = Math.max(request.to - request.from, Number.EPSILON)
  const view = {
    root,
    from: request.from,
    to: request.to,
    minShare: (request.minWidth / Math.max(request.width, 1)) * part,
  }
  const { node, x, w, self } = layoutFlame(tree, weights, view)
  const count = node.length
  const depth = new Uint16Array(count)
  const frame = new Uint32Array(count)
  const match = new Uint8Array(count)
  const total = new Float64Array(count)
  // Where each frame stands in `texts`, plus one; the root of all comes first.
  const texts: FrameText[] = [ROOT]
  const textOf = new Int32Array(frames.count)
  let maxDepth = 0
  for (let i = 0; i < count; i++) {
    const n = node[i]!
    const key = tree.key[n]!
    depth[i] = tree.depth[n]!
    if (depth[i]! > maxDepth) maxDepth = depth[i]!
    total[i] = weights.total[n]!
    if (key === NONE) continue
    if (textOf[key] === 0) {
      textOf[key] = texts.length
      texts.push(frameText(selection, key))
    }
    frame[i] = textOf[key]!
    match[i] = found?.[key] ?? 0
  }
  // The unit that values are printed in takes a look at every frame: only a search needs it.
  const matched = found && { value: matchedValue(selection, found), measure: measure() }
  return {
    node,
    x,
    w,
    depth,
    frame,
    match,
    total,
    self,
    frames: texts,
    root: path,
    rootDepth: tree.depth[root]!,
    maxDepth,
    total100: weights.total[0]!,
    matched: matched ? matched.value : 0,
    matchedText: matched ? matched.measure.formatNonZero(matched.value) : '',
    matchedPercent: matched ? matched.measure.percent(matched.value).trim() : '',
    searchError,
  }
}

/**
 * The value of the frames that match, what is below a match counted with it and not again; divided
 * where a mean is asked for.
 */
function matchedValue({ tree, weights }: Selection, found: Uint8Array): number {
  let sum = 0
  let divisor = 0
  for (let node = 1; node < tree.count; node++) {
    const dead = weights.live[node] === 0
    if (!dead && found[tree.key[node]!] === 0) continue
    if (!dead) {
      sum += weights.total[node]!
      divisor += weights.totalDiv?.[node] ?? 0
    }
    node = tree.end[node]! - 1
  }
  return shownValue(sum, divisor)
}
