import { type Checkpoint, noCheckpoint } from '../progress.ts'
import { cumOf, flatOf } from '../report/graph/graph.ts'
import type { Selection } from '../select/selection.ts'
import type { SnapshotOptions, SnapshotSession } from './member.ts'

/** The frames as in the reports, identified by name: frames of the same name are one row. */
export interface SeriesFunctions {
  readonly count: number
  /** The selection of the last snapshot that has the row, and its frame key there. */
  shown(row: number): { readonly selection: Selection; readonly key: number }
  readonly names: readonly string[]
  /** The row of a frame; -1 if no snapshot has a frame of that name. */
  rowOf(name: string): number
  /**
   * A column per snapshot, with the values of the report `top`; 0 where a snapshot does not have
   * the frame.
   */
  readonly flat: readonly Float64Array[]
  readonly cum: readonly Float64Array[]
}

/** The values of the frames of one snapshot, and the row of each. */
interface Read {
  readonly row: Int32Array
  readonly flat: Float64Array
  readonly cum: Float64Array
}

/**
 * Reads the frames of all snapshots.
 * @throws CancelledError if the checkpoint is cancelled
 */
export async function seriesFunctions(
  sessions: readonly SnapshotSession[],
  options: SnapshotOptions,
  checkpoint: Checkpoint = noCheckpoint,
): Promise<SeriesFunctions> {
  const rows = new Map<string, number>()
  const last: { session: SnapshotSession; key: number }[] = []
  const read: Read[] = []
  for (const [i, session] of sessions.entries()) {
    await checkpoint('aggregate', i, sessions.length)
    const { names } = session.selection(options)
    const { nodes, values } = session.totalsOf(options)
    const row = Int32Array.from(nodes, (key) => {
      const name = names.of(key)
      const row = rows.get(name) ?? rows.size
      rows.set(name, row)
      last[row] = { session, key }
      return row
    })
    const column = (of: typeof flatOf): Float64Array =>
      Float64Array.from(nodes, (key) => of(values, key))
    read.push({ row, flat: column(flatOf), cum: column(cumOf) })
  }
  const columns = (which: 'flat' | 'cum'): Float64Array[] =>
    read.map(({ row, [which]: values }) => {
      const column = new Float64Array(rows.size)
      for (let i = 0; i < row.length; i++) column[row[i]!]! += values[i]!
      return column
    })
  return {
    count: rows.size,
    names: [...rows.keys()],
    rowOf: (name) => rows.get(name) ?? -1,
    shown: (row) => {
      const { session, key } = last[row]!
      return { selection: session.selection(options), key }
    },
    flat: columns('flat'),
    cum: columns('cum'),
  }
}
