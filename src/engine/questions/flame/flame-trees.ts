import { type FlameTree, WholeTree } from '../../layout/flame-tree.ts'
import { MergedTree } from '../../layout/merged-tree.ts'
import { Memo } from '../../memo.ts'
import { compareText } from '../../profile/format.ts'
import type { Frames } from '../../select/frames.ts'
import type { Selection } from '../../select/selection.ts'
import type { Weights } from '../../select/weights.ts'
import type { FlameShape } from '../../session/answers.ts'
import { keyOfFrame } from '../../session/frame-texts.ts'

/** A tree that a search can walk. */
export type ShapedTree = FlameTree & Pick<MergedTree, 'leadsToMatch'>

export const WHOLE_SHAPE: FlameShape = {
  direction: 'down',
  frame: '',
  collapse: false,
  order: 'size',
}

/** Whether a shape is drawn from the frame tree as it is. */
export function isWhole({ direction, collapse }: FlameShape): boolean {
  return direction === 'down' && !collapse
}

/** Trees that are kept beside the frame tree; both halves of a sandwich are one each. */
const KEPT = 3

/** By the values that they have: other filters need other trees. */
const trees = new WeakMap<Weights, Memo<ShapedTree>>()

/**
 * The tree that a flame graph of this shape draws.
 * @throws OptionError if the frame that it is about is not in the selection
 */
export function shapedTree(selection: Selection, shape: FlameShape): ShapedTree {
  const { tree, weights } = selection
  const { direction, frame, collapse } = shape
  if (isWhole(shape)) return new WholeTree(tree, weights)
  let kept = trees.get(weights)
  if (!kept) {
    kept = new Memo(KEPT)
    trees.set(weights, kept)
  }
  return kept.get(JSON.stringify([direction, frame, collapse]), () => {
    const source = { tree, weights, frames: selection.frames.count }
    switch (direction) {
      case 'down':
        return MergedTree.collapsed(source)
      case 'up':
        return MergedTree.bottomUp(source, collapse)
      default: {
        const key = keyOfFrame(selection, -1, frame)
        return MergedTree.ofFrame(source, key, direction, collapse)
      }
    }
  })
}

const ranks = new WeakMap<Frames, Int32Array>()

/** Where siblings stand by frame key; undefined for the heaviest first. */
export function ranksOf({ frames, names }: Selection, shape: FlameShape): Int32Array | undefined {
  if (shape.order === 'size') return undefined
  let known = ranks.get(frames)
  if (!known) {
    const keys = Array.from({ length: frames.count }, (_, key) => key)
    keys.sort((a, b) => compareText(names.of(a), names.of(b)) || a - b)
    known = new Int32Array(frames.count)
    for (const [rank, key] of keys.entries()) known[key] = rank
    ranks.set(frames, known)
  }
  return known
}
