import { followPath, layoutFlame } from '../../layout/flame.ts'
import { NONE } from '../../profile/ids.ts'
import type { Selection } from '../../select/selection.ts'
import { shownValue } from '../../select/weights.ts'
import type { FlameAnswer, FlameRequest, FlameShape, FrameText } from '../../session/answers.ts'
import { frameText, keyOfFrame } from '../../session/frame-texts.ts'
import type { EngineSession } from '../../session/session.ts'
import { ranksOf, shapedTree, WHOLE_SHAPE } from './flame-trees.ts'

/** What the root of all is called. */
const ROOT: FrameText = { key: NONE, name: 'root', file: '', line: 0, package: '' }

/** Largest depth that the column holds. */
const DEEPEST = 0xffff

/**
 * @param treeOf gives the tree that is drawn
 * @throws OptionError if the frame that the shape is about is not in the selection
 */
export function flameGraph(
  session: Pick<EngineSession, 'selection' | 'found' | 'measure'>,
  request: FlameRequest,
  treeOf = shapedTree,
): FlameAnswer {
  const { options, search, shape = WHOLE_SHAPE } = request
  const selection = session.selection(options)
  const { frames: found, error: searchError } = session.found(options, search)
  const tree = treeOf(selection, shape)
  const { node: root, found: path } = followPath(tree, request.root)
  const part = Math.max(request.to - request.from, Number.EPSILON)
  const view = {
    root,
    from: request.from,
    to: request.to,
    minShare: (request.minWidth / Math.max(request.width, 1)) * part,
    ranks: ranksOf(selection, shape),
  }
  const { node, x, w, narrow, narrowX, narrowW, ...rest } = layoutFlame(tree, view)
  const count = node.length
  const depth = new Uint16Array(count)
  const frame = new Uint32Array(count)
  const match = new Uint8Array(count)
  const total = new Float64Array(count)
  const self = new Float64Array(count)
  const selfShare = new Float64Array(count)
  // Where each frame stands in `texts`, plus one; the root of all comes first.
  const rootKey = tree.keyOf(0)
  const texts: FrameText[] = [rootKey === NONE ? ROOT : frameText(selection, rootKey)]
  const textOf = new Int32Array(selection.frames.count)
  if (rootKey !== NONE) textOf[rootKey] = 1
  let maxDepth = 0
  for (let i = 0; i < count; i++) {
    const n = node[i]!
    const key = tree.keyOf(n)
    depth[i] = Math.min(tree.depthOf(n), DEEPEST)
    if (depth[i]! > maxDepth) maxDepth = depth[i]!
    const value = tree.totalOf(n)
    total[i] = shownValue(value, tree.divisorOf(n))
    self[i] = shownValue(rest.self[i]!, rest.selfDivisor[i]!)
    selfShare[i] = value === 0 ? 0 : Math.min(1, Math.abs(rest.self[i]! / value))
    if (key === NONE) continue
    if (textOf[key] === 0) {
      texts.push(frameText(selection, key))
      textOf[key] = texts.length
    }
    frame[i] = textOf[key]! - 1
    match[i] = found?.[key] ?? 0
  }
  // The unit that values are printed in takes a look at every frame: only a search needs it.
  const matched = found && {
    value: matchedValue(selection, shape, found),
    measure: session.measure(options),
  }
  return {
    node,
    x,
    w,
    depth,
    frame,
    match,
    total,
    self,
    selfShare,
    narrow,
    narrowX,
    narrowW,
    frames: texts,
    root: path,
    rootDepth: tree.depthOf(root),
    maxDepth,
    total100: tree.totalOf(0),
    matched: matched ? matched.value : 0,
    matchedText: matched ? matched.measure.formatShown(matched.value) : '',
    matchedPercent: matched ? matched.measure.percent(matched.value).trim() : '',
    searchError,
  }
}

/**
 * The value of the stacks that have a frame that matches, each counted once, divided where a mean
 * is requested; in a sandwich, of the stacks that have its frame as well.
 */
function matchedValue(selection: Selection, shape: FlameShape, found: Uint8Array): number {
  const { tree, weights } = selection
  const { frame } = shape
  const within = frame === '' ? NONE : keyOfFrame(selection, -1, frame)
  let sum = 0
  let divisor = 0
  // Behind the subtrees that the walk is in: of a match, and of the sandwich's frame.
  let matchEnd = 0
  let frameEnd = within === NONE ? tree.count : 0
  for (let node = 1; node < tree.count; node++) {
    const key = tree.key[node]!
    if (weights.live[node] === 0) {
      node = tree.end[node]! - 1
      continue
    }
    if (node >= matchEnd && found[key] === 1) matchEnd = tree.end[node]!
    if (node >= frameEnd && key === within) frameEnd = tree.end[node]!
    if (node >= matchEnd || node >= frameEnd) continue
    sum += weights.total[node]!
    divisor += weights.totalDiv?.[node] ?? 0
    node = tree.end[node]! - 1
  }
  return shownValue(sum, divisor)
}
