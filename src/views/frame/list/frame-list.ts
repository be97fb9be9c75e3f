import type { AskError } from '../../../worker/client.ts'
import type { FrameText, Search } from '../../../worker/protocol.ts'
import type { RowWindow } from '../rows.ts'

/** What is common to the rows of tables of frames. */
export interface FrameRow {
  /** Of a group, its name in place of a frame's. */
  readonly frame: FrameText
  readonly match: boolean
  /** Of a row that stands for several frames: whether they are listed below it. */
  readonly group?: { readonly open: boolean } | null
}

interface FrameRows<Row extends FrameRow> {
  readonly rows: readonly Row[]
  /** Index of the first row given. */
  readonly from: number
  /** Rows in all. */
  readonly count: number
}

/** A list of frames that is too long to be loaded at once. */
export interface FrameList<Row extends FrameRow> {
  /** The last answer, about the rows on screen; it stays while the next one is under way. */
  readonly answer: FrameRows<Row> | null
  readonly pending: boolean
  readonly error: AskError | null
  readonly search: Search
  /** What the rows are of: a change of it makes other rows, or another order. */
  readonly subject: string
  setWindow(window: RowWindow): void
  /** Rows that need not be at hand. */
  fetch(window: RowWindow): Promise<readonly Row[]>
}

/** Rows read at once while looking for a match. */
const STRIDE = 2000

/** Index of the next row that matches, from `start` on (itself not), or -1. */
export async function findMatch<Row extends FrameRow>(
  { answer, fetch }: FrameList<Row>,
  start: number,
  step: 1 | -1,
): Promise<number> {
  const count = answer?.count ?? 0
  for (let at = start + step; at >= 0 && at < count; at += step * STRIDE) {
    const [from, to] = step > 0 ? [at, at + STRIDE] : [Math.max(0, at - STRIDE + 1), at + 1]
    const rows = await fetch({ from, to })
    const match = rows[step > 0 ? 'findIndex' : 'findLastIndex']((row) => row.match)
    if (match >= 0) return from + match
  }
  return -1
}

/** Whether a row is of the frame that is called so. */
export function isFrame({ frame, group }: FrameRow, name: string): boolean {
  return !group && name !== '' && frame.name === name
}
