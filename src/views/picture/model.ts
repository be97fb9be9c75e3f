import type { FlameAnswer, FrameText } from '../../worker/protocol.ts'
import type { Direction } from '../frame/picture-keys.ts'
import { type Place, startsWith } from './zoom.ts'

/** Index of a frame in a FlameAnswer's columns. */
export type FrameIndex = number
export const NO_FRAME = -1

/**
 * An answer of the worker with its frames indexed by row, for drawing, hit testing and keyboard
 * walks.
 */
export interface FlameModel {
  readonly answer: FlameAnswer
  /** Frames row by row, from left to right. */
  readonly order: Uint32Array
  /** Where each row starts in `order`; one entry more than there are rows. */
  readonly rowStart: Uint32Array
  readonly rows: number
}

/** Indexes the frames of an answer by row. */
export function modelOf(answer: FlameAnswer): FlameModel {
  const { depth, x } = answer
  let rows = 0
  for (const d of depth) if (d >= rows) rows = d + 1
  const rowStart = new Uint32Array(rows + 1)
  for (const d of depth) rowStart[d + 1]!++
  for (let d = 0; d < rows; d++) rowStart[d + 1]! += rowStart[d]!
  const order = new Uint32Array(depth.length)
  const next = rowStart.slice(0, rows)
  for (let i = 0; i < depth.length; i++) order[next[depth[i]!]!++] = i
  for (let d = 0; d < rows; d++) {
    const row = order.subarray(rowStart[d], rowStart[d + 1])
    // The answer is in preorder, so that its rows are mostly sorted already.
    if (!row.every((i, at) => at === 0 || x[row[at - 1]!]! <= x[i]!)) {
      row.sort((a, b) => x[a]! - x[b]!)
    }
  }
  return { answer, order, rowStart, rows }
}

/** The name, file and package of a frame. */
export function frameOf(model: FlameModel, i: FrameIndex): FrameText {
  return model.answer.frames[model.answer.frame[i]!]!
}

/** The frame of row `depth` at `x` (a share of the root), or the nearest within `slack`. */
export function hit(model: FlameModel, depth: number, x: number, slack = 0): FrameIndex {
  if (depth < 0 || depth >= model.rows) return NO_FRAME
  const { answer, order, rowStart } = model
  const start = rowStart[depth]!
  const end = rowStart[depth + 1]!
  let low = start
  let high = end
  while (low < high) {
    const middle = (low + high) >>> 1
    if (answer.x[order[middle]!]! <= x) low = middle + 1
    else high = middle
  }
  if (low > start) {
    const i = order[low - 1]!
    if (x < answer.x[i]! + answer.w[i]! + slack) return i
  }
  if (low < end) {
    const i = order[low]!
    if (answer.x[i]! - x <= slack) return i
  }
  return NO_FRAME
}

/** The frame above in the call path; NO_FRAME for the top root. */
export function parentOf(model: FlameModel, i: FrameIndex): FrameIndex {
  const { x, w, depth } = model.answer
  return hit(model, depth[i]! - 1, x[i]! + w[i]! / 2)
}

/** The frame keys from the top root to the frame; the top root itself has no key in the path. */
export function pathOf(model: FlameModel, i: FrameIndex): number[] {
  const path: number[] = []
  for (let at = i; at !== NO_FRAME && model.answer.depth[at]! > 0; at = parentOf(model, at)) {
    path.unshift(frameOf(model, at).key)
  }
  return path
}

/** The names from the top root, which is left out, to the frame. */
export function stackOf(model: FlameModel, i: FrameIndex): string[] {
  const names: string[] = []
  for (let at = i; at !== NO_FRAME; at = parentOf(model, at)) {
    if (frameOf(model, at).key >= 0) names.unshift(frameOf(model, at).name)
  }
  return names
}

/** The children of a frame, in order: they are consecutive in the next row. */
export function childrenOf(model: FlameModel, i: FrameIndex): FrameIndex[] {
  const { x, w, depth } = model.answer
  const row = depth[i]! + 1
  if (row >= model.rows) return []
  const children: FrameIndex[] = []
  for (let at = model.rowStart[row]!; at < model.rowStart[row + 1]!; at++) {
    const child = model.order[at]!
    const middle = x[child]! + w[child]! / 2
    if (middle > x[i]! + w[i]!) break
    if (middle >= x[i]!) children.push(child)
  }
  return children
}

/**
 * The frame that an arrow key goes to: towards the root, to the heaviest child, or to a neighbour
 * in the row.
 * @param upwards whether the root is at the bottom
 */
export function neighbour(
  model: FlameModel,
  i: FrameIndex,
  direction: Direction,
  upwards = false,
): FrameIndex {
  switch (direction) {
    case upwards ? 'down' : 'up':
      return parentOf(model, i)
    case upwards ? 'up' : 'down': {
      let heaviest = NO_FRAME
      for (const child of childrenOf(model, i)) {
        if (heaviest === NO_FRAME || model.answer.w[child]! > model.answer.w[heaviest]!) {
          heaviest = child
        }
      }
      return heaviest
    }
    case 'left':
    case 'right': {
      const row = model.answer.depth[i]!
      const start = model.rowStart[row]!
      const end = model.rowStart[row + 1]!
      const at = model.order.subarray(start, end).indexOf(i) + start
      const to = direction === 'left' ? at - 1 : at + 1
      return to >= start && to < end ? model.order[to]! : NO_FRAME
    }
    default:
      return NO_FRAME
  }
}

/** The frame at the end of a path of keys; NO_FRAME if the picture does not have it. */
export function indexOfPath(model: FlameModel, path: readonly number[]): FrameIndex {
  let at = model.rows > 0 ? model.order[0]! : NO_FRAME
  if (at === NO_FRAME || model.answer.depth[at] !== 0) return NO_FRAME
  for (const key of path) {
    const child = childrenOf(model, at).find((i) => frameOf(model, i).key === key)
    if (child === undefined) return NO_FRAME
    at = child
  }
  return at
}

/**
 * The position of the root `inner` in the answer's root; undefined if the answer does not show it,
 * or for its own root and those above, whose position the answer does not have.
 */
export function placeOf(model: FlameModel, inner: readonly number[]): Place | undefined {
  if (inner.length <= model.answer.root.length || !startsWith(inner, model.answer.root)) return
  const i = indexOfPath(model, inner)
  if (i === NO_FRAME) return
  return { x: model.answer.x[i]!, w: model.answer.w[i]! }
}

/** Orders frames for reading: a frame before its callees, left before right. */
function compareReading({ answer }: FlameModel, a: FrameIndex, b: FrameIndex): number {
  const { x, depth, rootDepth } = answer
  // Callers of the root have the same x as the root: only their depth orders them.
  const left = (i: FrameIndex) => (depth[i]! <= rootDepth ? -1 : x[i]!)
  return left(a) - left(b) || depth[a]! - depth[b]!
}

/** The name to select for a frame; "" for the top root, which cannot be selected. */
export function selectableName(model: FlameModel, i: FrameIndex): string {
  const { key, name } = frameOf(model, i)
  return key < 0 ? '' : name
}

/** The frames that match the search, in reading order. */
export function matchesOf(model: FlameModel): FrameIndex[] {
  const matches: FrameIndex[] = []
  model.answer.match.forEach((match, i) => {
    if (match) matches.push(i)
  })
  return matches.sort((a, b) => compareReading(model, a, b))
}

/**
 * The next match in the picture after (or before) a frame; from NO_FRAME the first (or last).
 * NO_FRAME if there is none: the engine then finds matches outside the picture.
 */
export function nextMatch(model: FlameModel, from: FrameIndex, step: 1 | -1): FrameIndex {
  const matches = matchesOf(model)
  if (step < 0) matches.reverse()
  const next =
    from === NO_FRAME
      ? matches[0]
      : matches.find((match) => Math.sign(compareReading(model, match, from)) === step)
  return next ?? NO_FRAME
}

/** The heaviest frames, heaviest first. */
export function largest(model: FlameModel, count: number): FrameIndex[] {
  const { w, depth } = model.answer
  return Array.from(w.keys())
    .sort((a, b) => w[b]! - w[a]! || depth[a]! - depth[b]!)
    .slice(0, count)
}
