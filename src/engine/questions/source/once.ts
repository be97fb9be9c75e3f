import type { FrameKey } from '../../profile/ids.ts'
import { NONE } from '../../profile/ids.ts'
import type { Selection } from '../../select/selection.ts'

/** Numbers for what frames belong to (a file, a function, a line), dense from 0. */
export class Places<T> {
  private readonly numbers = new Map<T, number>()
  /** Of each frame key; NONE for one that belongs to nothing. */
  readonly of: Int32Array

  constructor(frames: number) {
    this.of = new Int32Array(frames).fill(NONE)
  }

  put(key: FrameKey, in_: T): void {
    const known = this.numbers.get(in_) ?? this.numbers.size
    this.numbers.set(in_, known)
    this.of[key] = known
  }

  get count(): number {
    return this.numbers.size
  }

  /** What each has, in a column by their numbers. */
  valueOf(column: Float64Array): ReadonlyMap<T, number> {
    return new Map(Array.from(this.numbers, ([of, number]) => [of, column[number]!]))
  }
}

/**
 * The cum of files, functions or lines: a path counts once in each that it goes through, however
 * often it does. One walk down the tree.
 */
export function cumByPlace<T>(
  { tree, weights }: Pick<Selection, 'tree' | 'weights'>,
  places: Places<T>,
): ReadonlyMap<T, number> {
  const { of } = places
  const sums = new Float64Array(places.count)
  // How often each occurs on the way from the root to here.
  const depth = new Int32Array(places.count)
  const open: number[] = []
  for (let node = 1; node < tree.count; node++) {
    while (open.length > 0 && tree.end[open.at(-1)!]! <= node) depth[of[tree.key[open.pop()!]!]!]!--
    if (weights.live[node] === 0) {
      // Nothing below counts either.
      node = tree.end[node]! - 1
      continue
    }
    const place = of[tree.key[node]!]!
    if (place === NONE) continue
    if (depth[place]!++ === 0) sums[place]! += weights.total[node]!
    open.push(node)
  }
  return places.valueOf(sums)
}
