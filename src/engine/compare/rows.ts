import { PairIndex } from '../profile/pairs.ts'

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
 * Numbers the rows of both sides' samples in the order of their first occurrence. Linear.
 * @param stacks how many stacks there are
 */
export function rowsOf(source: Placed, base: Placed, stacks: number): Rows {
  const numbers = new RowNumbers(stacks, source.stack.length + base.stack.length)
  const ofSource = numbers.of(source)
  const ofBase = numbers.of(base)
  return { count: numbers.count, source: ofSource, base: ofBase }
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

/** Adds the values of one side's samples, or takes them off, to what their rows have. */
export function addByRow(
  sums: Float64Array,
  rows: Int32Array,
  values: Float64Array,
  sign: 1 | -1,
): void {
  for (let i = 0; i < rows.length; i++) sums[rows[i]!]! += sign * values[i]!
}

/** Rows of a stack that are compared one by one; an index finds the others. */
const FEW = 8

/**
 * Rows by stack and label set. Each stack's first rows are a list: most stacks have one, so that
 * finding it costs a look at the stack's entry and one at the row's label set.
 */
class RowNumbers {
  count = 0
  /** By stack: the row that its list begins with, plus one; 0: none. */
  private readonly first: Int32Array
  /** By row: the next one in its list, plus one, and its label set. */
  private readonly next: Int32Array
  private readonly labelSet: Uint32Array
  /** The rows behind the lists, and by their number there which they are. */
  private readonly others = new PairIndex()
  private readonly otherRows: number[] = []

  /** @param samples how many will be looked for */
  constructor(stacks: number, samples: number) {
    this.first = new Int32Array(stacks)
    this.next = new Int32Array(samples)
    this.labelSet = new Uint32Array(samples)
  }

  /** By sample its row. */
  of({ stack, labelSet }: Placed): Int32Array {
    const rows = new Int32Array(stack.length)
    for (let i = 0; i < rows.length; i++) rows[i] = this.find(stack[i]!, labelSet[i]!)
    return rows
  }

  private find(stack: number, set: number): number {
    let looked = 0
    for (let at = this.first[stack]!; at !== 0; at = this.next[at - 1]!) {
      if (this.labelSet[at - 1] === set) return at - 1
      looked++
    }
    if (looked === FEW) return this.findOther(stack, set)
    const row = this.count++
    this.next[row] = this.first[stack]!
    this.labelSet[row] = set
    this.first[stack] = row + 1
    return row
  }

  private findOther(stack: number, set: number): number {
    const known = this.others.count
    const other = this.others.intern(stack, set)
    if (other === known) this.otherRows.push(this.count++)
    return this.otherRows[other]!
  }
}
