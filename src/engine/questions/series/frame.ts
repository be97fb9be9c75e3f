import type { Checkpoint } from '../../progress.ts'
import type { Series } from '../../series/series.ts'
import type { SeriesCourse, SeriesFrameAnswer, SeriesFrameRequest } from './answers.ts'
import { courseOf } from './words.ts'

/**
 * How a function's values went over the snapshots.
 * @throws CancelledError if the checkpoint says so
 */
export async function seriesFrame(
  series: Series,
  { name }: SeriesFrameRequest,
  checkpoint: Checkpoint,
): Promise<SeriesFrameAnswer> {
  const functions = await series.functions(checkpoint)
  const row = functions.rowOf(name)
  if (row < 0) return { name, flat: null, cum: null }
  const course = (columns: readonly Float64Array[]): SeriesCourse =>
    courseOf(
      series,
      columns.map((column) => column[row]!),
    )
  return { name, flat: course(functions.flat), cum: course(functions.cum) }
}
