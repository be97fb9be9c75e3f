import { compareText } from '../../profile/format.ts'
import type { FrameNames } from '../../select/frame-names.ts'
import type { NodeValues } from './graph.ts'

type Compare = (a: number, b: number) => number

/**
 * Orders nodes by |flat|, then name, then |cum|; the heaviest first. In place.
 * @param frames frame key of each node of a call tree; null where the nodes are frame keys
 */
export function sortByFlat(
  nodes: Int32Array,
  { flat, cum }: NodeValues,
  names: FrameNames,
  frames: Int32Array | null = null,
): void {
  nodes.sort(ordered(heaviest(flat), cum, cum, names, frames))
}

/** Orders nodes by |cum|, then name, then |flat|; the heaviest first. In place. */
export function sortByCum(
  nodes: Int32Array,
  { flat, cum }: NodeValues,
  names: FrameNames,
  frames: Int32Array | null = null,
): void {
  nodes.sort(ordered(heaviest(cum), flat, flat, names, frames))
}

function heaviest(value: Float64Array): Compare {
  return (a, b) => Math.abs(value[b]!) - Math.abs(value[a]!)
}

/**
 * The order by `first`, then name, then |second|. Nodes that print alike and weigh the same go by
 * all the attributes of their frames; those of one frame, in a call tree, by |third|, then as they
 * stand there (pprof leaves them in no order).
 */
export function ordered(
  first: Compare,
  second: Float64Array,
  third: Float64Array,
  names: FrameNames,
  frames: Int32Array | null,
): Compare {
  const bySecond = heaviest(second)
  const byThird = heaviest(third)
  return (a, b) => {
    const byFirst = first(a, b)
    if (byFirst !== 0) return byFirst
    const frameA = frames ? frames[a]! : a
    const frameB = frames ? frames[b]! : b
    return (
      compareText(names.of(frameA), names.of(frameB)) ||
      bySecond(a, b) ||
      compareText(names.attributes(frameA), names.attributes(frameB)) ||
      byThird(a, b) ||
      a - b
    )
  }
}
