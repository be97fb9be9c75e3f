import { frameKind } from '../../goroutines/frame-kind.ts'
import { type FlameTree, WholeTree } from '../../layout/flame-tree.ts'
import { MergedTree } from '../../layout/merged-tree.ts'
import { Memo } from '../../memo.ts'
import { compareText } from '../../profile/format.ts'
import { NONE } from '../../profile/ids.ts'
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
export function isWhole({ direction, collapse, onlyOwn = false }: FlameShape): boolean {
  return direction === 'down' && !collapse && !onlyOwn
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
  const { direction, frame, collapse, onlyOwn = false } = shape
  if (isWhole(shape)) return new WholeTree(tree, weights)
  let kept = trees.get(weights)
  if (!kept) {
    kept = new Memo(KEPT)
    trees.set(weights, kept)
  }
  return kept.get(JSON.stringify([direction, frame, collapse, onlyOwn]), () => {
    const folded = onlyOwn ? librariesOf(selection) : null
    const source = { tree, weights, frames: selection.frames.count, folded }
    switch (direction) {
      case 'down':
        return MergedTree.topDown(source, collapse)
      case 'up':
        return MergedTree.bottomUp(source, collapse)
      default: {
        const key = keyOfFrame(selection, -1, frame)
        return MergedTree.ofFrame(source, key, direction, collapse)
      }
    }
  })
}

const libraries = new WeakMap<Frames, Uint8Array>()

/**
 * The frames that are known not to be the program's own, by key: runtime, standard library, and
 * modules whose files tell. None where nothing is of Go, whose names and files are known.
 */
function librariesOf({ frames, profile }: Selection): Uint8Array {
  let known = libraries.get(frames)
  if (known) return known
  known = new Uint8Array(frames.count)
  const { functions, lines, strings } = profile
  let isGo = false
  for (let key = 0; key < frames.count; key++) {
    const line = frames.sampleLine[key]!
    const row = line === NONE ? NONE : lines.function[line]!
    if (row === NONE) continue
    const name = strings.get(functions.name[row]!)
    if (/^(?:main|runtime)\./.test(name)) isGo = true
    if (frameKind(name, strings.get(functions.file[row]!)) !== 'own') known[key] = 1
  }
  if (!isGo) known.fill(0)
  libraries.set(frames, known)
  return known
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
