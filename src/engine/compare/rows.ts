import { NONE } from '../profile/ids.ts'

/** Samples by what tells them apart: columns of equal length. */
export interface Placed {
  readonly stack: Uint32Array
  readonly labelSet: Uint32Array
}

/** Rows of samples that have the same stack and labels: of each sample of the two sides its row. */
export interface Rows {
  readonly count: number
  readonly source: Int32Array
  readonly base: Int32Array
}

/**
 * Numbers the rows of both sides' samples in the order of their first coming. Linear: samples of
 * one stack are looked at together, and matched through a column by label set.
 * @param stacks how many stacks there are
 * @param sets how many label sets there are
 */
export function rowsOf(source: Placed, base: Placed, stacks: number, sets: number): Rows {
  const stack = joined(source.stack, base.stack)
  const labelSet = joined(source.labelSet, base.labelSet)
  const firsts = firstAlike(stack, labelSet, stacks, sets)
  // In place: from the first sample of its kind to the row.
  let count = 0
  for (let i = 0; i < firsts.length; i++) {
    firsts[i] = firsts[i] === i ? count++ : firsts[firsts[i]!]!
  }
  return {
    count,
    source: firsts.subarray(0, source.stack.length),
    base: firsts.subarray(source.stack.length),
  }
}

/** What the rows have in common of a column: by row, given the entries of both sides' samples. */
export function byRow(
  { count, ...rows }: Rows,
  source: Uint32Array,
  base: Uint32Array,
): Uint32Array {
  const column = new Uint32Array(count)
  for (let i = 0; i < source.length; i++) column[rows.source[i]!] = source[i]!
  for (let i = 0; i < base.length; i++) column[rows.base[i]!] = base[i]!
  return column
}

/** Of each sample: the first with its stack and labels. */
function firstAlike(
  stack: Uint32Array,
  labelSet: Uint32Array,
  stacks: number,
  sets: number,
): Int32Array {
  const count = stack.length
  // The samples of each stack as a list in ascending order.
  const head = new Int32Array(stacks).fill(NONE)
  const next = new Int32Array(count)
  for (let i = count - 1; i >= 0; i--) {
    next[i] = head[stack[i]!]!
    head[stack[i]!] = i
  }
  // By label set: the first sample with it of the stack that is looked at, and which stack that is.
  const firstWith = new Int32Array(sets)
  const withinStack = new Int32Array(sets).fill(NONE)
  const firsts = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    const here = stack[i]!
    if (head[here] !== i) continue
    for (let sample = i; sample !== NONE; sample = next[sample]!) {
      const set = labelSet[sample]!
      if (withinStack[set] !== here) {
        withinStack[set] = here
        firstWith[set] = sample
      }
      firsts[sample] = firstWith[set]!
    }
  }
  return firsts
}

function joined(a: Uint32Array, b: Uint32Array): Uint32Array {
  const both = new Uint32Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
