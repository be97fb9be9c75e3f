import { compareText } from '../profile/format.ts'
import type { FrameNames } from '../select/frame-names.ts'
import type { NodeValues } from './graph.ts'

/** Orders frame keys by |flat|, then name, then |cum|; the heaviest first. In place. */
export function sortByFlat(nodes: Int32Array, { flat, cum }: NodeValues, names: FrameNames): void {
  sortNodes(nodes, flat, cum, names)
}

/** Orders frame keys by |cum|, then name, then |flat|; the heaviest first. In place. */
export function sortByCum(nodes: Int32Array, { flat, cum }: NodeValues, names: FrameNames): void {
  sortNodes(nodes, cum, flat, names)
}

function sortNodes(
  nodes: Int32Array,
  first: Float64Array,
  second: Float64Array,
  names: FrameNames,
): void {
  nodes.sort(
    (a, b) =>
      Math.abs(first[b]!) - Math.abs(first[a]!) ||
      compareText(names.of(a), names.of(b)) ||
      Math.abs(second[b]!) - Math.abs(second[a]!) ||
      compareText(names.attributes(a), names.attributes(b)),
  )
}
