import { cumOf, flatOf } from '../report/graph.ts'
import type { Options } from '../select/options.ts'
import type { FrameText } from '../session/answers.ts'
import { frameText } from '../session/frame-texts.ts'
import type { EngineSession } from '../session/session.ts'

/** Frames as the reports show them, by name: those of one name are one row. */
export interface SeriesFunctions {
  readonly count: number
  /** In the last snapshot that has it. */
  frame(row: number): FrameText
  readonly names: readonly string[]
  /** A column per snapshot: the values of the report `top`; 0 where a snapshot does not have it. */
  readonly flat: readonly Float64Array[]
  readonly cum: readonly Float64Array[]
}

export function seriesFunctions(
  sessions: readonly EngineSession[],
  options: Options,
): SeriesFunctions {
  const rows = new Map<string, number>()
  const last: { session: EngineSession; key: number }[] = []
  const read = sessions.map((session) => {
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
    return { row, flat: column(flatOf), cum: column(cumOf) }
  })
  const columns = (which: 'flat' | 'cum'): Float64Array[] =>
    read.map(({ row, [which]: values }) => {
      const column = new Float64Array(rows.size)
      for (let i = 0; i < row.length; i++) column[row[i]!]! += values[i]!
      return column
    })
  return {
    count: rows.size,
    names: [...rows.keys()],
    frame: (row) => {
      const { session, key } = last[row]!
      return frameText(session.selection(options), key)
    },
    flat: columns('flat'),
    cum: columns('cum'),
  }
}
