import { keyOf } from '../memo.ts'
import type { Checkpoint } from '../progress.ts'
import type { Options } from '../select/options.ts'
import type { SeriesMember } from '../series/member.ts'
import { SERIES_BY, Series, type SeriesOptions } from '../series/series.ts'

/** The settings of a series. */
export interface SeriesSettings {
  readonly options: Options
  /** Whether the members are in order; otherwise they are sorted. */
  readonly given: boolean
}

interface Kept {
  members: readonly SeriesMember[]
  key: string
  series: Series | null
}

/**
 * Keeps the last series, so that consecutive questions about it share its results
 * (../questions/series-questions.ts).
 */
export class SeriesSession {
  private kept: Kept = nothing()
  private turn: Promise<unknown> = Promise.resolve()

  /** Drops the series: because a profile is closed, or to free memory. */
  forget(): void {
    this.kept = nothing()
  }

  /**
   * Opens the series of some profiles, or reuses the current one, and runs a question on it.
   * @throws ProfileError if the members are not of one kind; CancelledError if the checkpoint is
   *   cancelled
   */
  use<Answer>(
    members: readonly SeriesMember[],
    settings: SeriesSettings,
    checkpoint: Checkpoint,
    question: (series: Series) => Answer | Promise<Answer>,
  ): Promise<Answer> {
    const { kept } = this
    const answer = this.turn.then(async () => {
      await checkpoint('aggregate', 0, members.length)
      return question(await opened(kept, members, settings, checkpoint))
    })
    this.turn = answer.catch(() => {})
    return answer
  }
}

function nothing(): Kept {
  return { members: [], key: '', series: null }
}

async function opened(
  kept: Kept,
  members: readonly SeriesMember[],
  { options, given }: { readonly options: SeriesOptions; readonly given: boolean },
  checkpoint: Checkpoint,
): Promise<Series> {
  const key = keyOf(options, SERIES_BY) + given
  if (kept.series && kept.key === key && isSame(kept.members, members)) return kept.series
  // The old one is freed first: a series is large.
  kept.series = null
  kept.series = await Series.open(members, options, given, checkpoint)
  kept.members = members
  kept.key = key
  return kept.series
}

function isSame(some: readonly SeriesMember[], others: readonly SeriesMember[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ session, name, taken }, i) => {
      const other = others[i]!
      return session === other.session && name === other.name && taken === other.taken
    })
  )
}
