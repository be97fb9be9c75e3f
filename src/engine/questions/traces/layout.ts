import { NONE } from '../../profile/ids.ts'
import type { TraceTable } from './table.ts'

/** Deeper stacks are folded … */
const FOLDED_ABOVE = 20
/** … to the frames at their inner and their outer end. */
const INNER = 12
const OUTER = 3

/** Which lines the samples have: a line for the sample, one for each frame, one for a fold. */
export interface TraceLayout {
  readonly table: TraceTable
  /** Samples in the order shown: rows of the table. */
  readonly rows: Uint32Array
  /** Sample `i` has the lines `firstLine[i]` up to `firstLine[i + 1]`. */
  readonly firstLine: Float64Array
  /** Deep stacks are folded … */
  readonly folded: boolean
  /** … but those of these samples. */
  readonly open: ReadonlySet<number>
  /** A byte per frame key: what is searched for; null for nothing. */
  readonly found: Uint8Array | null
}

export type LayoutLine = { readonly kind: 'sample' } | FrameLine | FoldLine

export interface FrameLine {
  readonly kind: 'frame'
  readonly key: number
  readonly inline: boolean
}

/** Stands for frames, or above them where they are shown. */
export interface FoldLine {
  readonly kind: 'fold'
  readonly frames: readonly FrameLine[]
  readonly open: boolean
}

/** Computes the first line of each sample in the view. */
export function traceLayout(layout: Omit<TraceLayout, 'firstLine'>): TraceLayout {
  const { table, rows, folded, open } = layout
  const firstLine = new Float64Array(rows.length + 1)
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    const depth = table.depth[table.stackOf(row)]!
    let lines = 1 + depth
    if (folded && depth > FOLDED_ABOVE) lines = open.has(row) ? lines + 1 : 2 + INNER + OUTER
    firstLine[i + 1] = firstLine[i]! + lines
  }
  return { ...layout, firstLine }
}

/** Index of the sample that a line belongs to. */
export function sampleAt({ firstLine }: TraceLayout, line: number): number {
  let low = 0
  let high = firstLine.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (firstLine[middle]! <= line) low = middle
    else high = middle - 1
  }
  return low
}

/** The lines of sample `index`, as many as the layout has for it. */
export function linesOf(layout: TraceLayout, index: number): LayoutLine[] {
  const { table, rows, folded, open } = layout
  const row = rows[index]!
  const frames: FrameLine[] = []
  table.walk(row, (key, inline) => frames.push({ kind: 'frame', key, inline }))
  if (!folded || frames.length <= FOLDED_ABOVE) return [{ kind: 'sample' }, ...frames]
  const hidden = frames.slice(INNER, -OUTER)
  const fold: FoldLine = { kind: 'fold', frames: hidden, open: open.has(row) }
  const between = fold.open ? [fold, ...hidden] : [fold]
  return [{ kind: 'sample' }, ...frames.slice(0, INNER), ...between, ...frames.slice(-OUTER)]
}

export interface FoundLine {
  /** -1: nothing matches. */
  readonly line: number
  /** Row of the sample that has to be open for `line` to be that; -1 for none. */
  readonly open: number
  /** Frame that stands there; -1 for none. */
  readonly key: number
}

/**
 * The next line, from `line` on (itself not), that matches, folded away or not; from the other end
 * where there is none.
 * @param matched a byte per stack: whether it has a match
 */
export function nextMatch(
  layout: TraceLayout,
  matched: Uint8Array,
  line: number,
  step: 1 | -1,
): FoundLine {
  const { rows, firstLine, table, found } = layout
  const count = rows.length
  const isMatch = (one: LayoutLine): boolean => one.kind === 'frame' && found?.[one.key] === 1
  const end = step > 0 ? 'findIndex' : 'findLastIndex'
  const start = count === 0 ? 0 : sampleAt(layout, Math.max(0, line))
  // The sample that it starts in comes last again, for what stands before `line`.
  for (let i = 0; i <= count && count > 0; i++) {
    const index = (start + step * i + count) % count
    const row = rows[index]!
    if (matched[table.stackOf(row)] === 0) continue
    const lines = linesOf(layout, index)
    const first = firstLine[index]!
    const at = lines[end]((one, n) => {
      if (i === 0 && (first + n - line) * step <= 0) return false
      return isMatch(one) || (one.kind === 'fold' && !one.open && one.frames.some(isMatch))
    })
    const hit = lines[at]
    if (hit?.kind === 'frame') return { line: first + at, open: NONE, key: hit.key }
    if (hit?.kind !== 'fold') continue
    const inside = hit.frames[end](isMatch)
    return { line: first + at + 1 + inside, open: row, key: hit.frames[inside]!.key }
  }
  return { line: NONE, open: NONE, key: NONE }
}
