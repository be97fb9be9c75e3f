import { StackInterner, type StackTree } from '../../src/engine/profile/stacks.ts'
import type { Program } from './program.ts'
import type { Random } from './random.ts'

/** What a profiler would have seen of a program: distinct (stack, label set) rows with counts. */
export interface Recording {
  readonly stacks: StackTree
  /** Node of `stacks` per row. */
  readonly stack: Int32Array
  /** Label set per row, 0 for none; `labelSet` of the parameters says which exist. */
  readonly labelSet: Int32Array
  /** How often the row was seen. */
  readonly hits: Uint32Array
}

/** How likely a call is another than the habitual one: at the root, and how much more at the leaf. */
const STRAY_AT_ROOT = 0.002
const STRAY_AT_LEAF = 0.08
/** Frames that a walk goes on for, on average, after it has reached its depth. */
const RUNTIME_FRAMES = 1.5

/** The label set of a sample: `entry` is what the goroutine called first (its handler). */
export type DrawLabels = (random: Random, entry: number) => number

/**
 * Walks the call graph until `samples` distinct rows have been seen, as a profiler does: it
 * merges equal stacks with equal labels, so the hot rows of a large profile have large values
 * and most of its rows are rare paths. A program too small for so many rows gets equal ones.
 */
export function record(
  random: Random,
  program: Program,
  samples: number,
  meanDepth: number,
  drawLabels: DrawLabels,
): Recording {
  const stacks = new StackInterner(1 << 16)
  // The same table, keyed by (stack, label set): row `i` is its node `i + 1`.
  const rows = new StackInterner(samples + 1)
  const stack = new Int32Array(samples)
  const labelSet = new Int32Array(samples)
  const hits = new Uint32Array(samples)
  const path: number[] = []
  let count = 0
  for (let draws = 0; count < samples; draws++) {
    const entry = walk(random, program, meanDepth, path)
    // Root first, which is how the tree grows.
    let node = 0
    for (const location of path) node = stacks.intern(node, location)
    const labels = drawLabels(random, entry)
    const merged = draws < 10 * samples
    const row = merged ? rows.intern(node, labels) - 1 : count
    hits[row]!++
    if (row < count) continue
    stack[row] = node
    labelSet[row] = labels
    count++
  }
  return { stacks: stacks.finish(), stack, labelSet, hits }
}

/**
 * One stack, outermost call first, into `path`: calls from a root until the depth drawn for it
 * is reached, then an end of that function, by way of 1 to 4 frames of the runtime if the end
 * calls it. Returns the first function that the root called.
 *
 * A server does much the same for every request until deep down: so near the root a function
 * nearly always makes the call that it habitually makes at this depth, and the nearer to the
 * leaf the more often another. That is what makes stacks share long prefixes.
 */
function walk(random: Random, program: Program, meanDepth: number, path: number[]): number {
  const { first, ends, firstTarget, targets, runtime, roots } = program
  path.length = 0
  const tail = random.next()
  // Skewed to the right, and 5 % short: merging equal stacks leaves more of the deep ones.
  let depth = meanDepth * (0.3 + 0.4 * random.next() + 1.35 * tail * tail) - RUNTIME_FRAMES
  let f = roots[random.hot(roots.length)]!
  let entry = f
  for (;;) {
    const from = first[f]!
    const owned = ends[f]!
    const calls = first[f + 1]! - from - owned
    const share = path.length / depth
    const strays = path.length === 0 || random.chance(STRAY_AT_ROOT + STRAY_AT_LEAF * share ** 3)
    const habit = Math.imul(f + 1, 0x9e3779b1) ^ Math.imul(path.length + 1, 0x85ebca6b)
    const location =
      path.length + 1 >= depth
        ? from + random.hot(owned)
        : from + owned + (strays ? random.hot(calls) : (habit >>> 8) % calls)
    path.push(location)
    const target = firstTarget[location]!
    const fan = firstTarget[location + 1]! - target
    if (fan === 0) return entry
    const next = targets[target + (strays ? random.hot(fan) : (habit >>> 16) % fan)]!
    if (next < runtime && f >= runtime) depth = path.length + 1 + random.warm(4)
    if (path.length === 1) entry = next
    f = next
  }
}
