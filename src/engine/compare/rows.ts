import { NONE } from '../profile/ids.ts'

/** Samples by what tells them apart: columns of equal length. */
export interface Placed {
  readonly stack: Uint32Array
  readonly labelSet: Uint32Array
}

/** Rows of samples that have the same stack and labels. */
export interface Rows extends Placed {
  readonly count: number
  /** Of each sample of the two sides: its row. */
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
    if (firsts[i] !== i) {
      firsts[i] = firsts[firsts[i]!]!
      continue
    }
    stack[count] = stack[i]!
    labelSet[count] = labelSet[i]!
    firsts[i] = count++
  }
  return {
    count,
    stack: stack.slice(0, count),
    labelSet: labelSet.slice(0, count),
    source: firsts.subarray(0, source.stack.length),
    base: firsts.subarray(source.stack.length),
  }
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
