import { keyOf } from '../../memo.ts'
import { type Checkpoint, noCheckpoint } from '../../progress.ts'
import { SELECTED_BY } from '../../select/selection.ts'
import { Series, type SeriesMember } from '../../series/series.ts'
import type { FlameMatchAnswer } from '../flame/flame-match.ts'
import type {
  SeriesAnswer,
  SeriesFlameAnswer,
  SeriesFlameMatchRequest,
  SeriesFlameRequest,
  SeriesFrameAnswer,
  SeriesFrameRequest,
  SeriesNodeAnswer,
  SeriesNodeRequest,
  SeriesOf,
  SeriesRequest,
  SeriesTrendAnswer,
  SeriesTrendRequest,
} from './answers.ts'
import { seriesFlame, seriesFlameMatch, seriesNode } from './flame.ts'
import { seriesFrame } from './frame.ts'
import { seriesWindow } from './window.ts'

/** What a series can be asked, and what it answers. A question about several profiles is a line here. */
export interface SeriesQuestions {
  series: { request: SeriesRequest; answer: SeriesAnswer }
  'series-trend': { request: SeriesTrendRequest; answer: SeriesTrendAnswer }
  'series-flame': { request: SeriesFlameRequest; answer: SeriesFlameAnswer }
  'series-flame-match': { request: SeriesFlameMatchRequest; answer: FlameMatchAnswer }
  'series-node': { request: SeriesNodeRequest; answer: SeriesNodeAnswer }
  'series-frame': { request: SeriesFrameRequest; answer: SeriesFrameAnswer }
}

export type SeriesQuestionName = keyof SeriesQuestions
export type SeriesRequestOf<Name extends SeriesQuestionName> = SeriesQuestions[Name]['request']
export type SeriesAnswerTo<Name extends SeriesQuestionName> = SeriesQuestions[Name]['answer']

/** Who answers each. */
const ANSWERING: {
  readonly [Name in SeriesQuestionName]: (
    series: Series,
    request: SeriesRequestOf<Name>,
    checkpoint: Checkpoint,
  ) => SeriesAnswerTo<Name> | Promise<SeriesAnswerTo<Name>>
} = {
  series: seriesWindow,
  'series-trend': trends,
  'series-flame': seriesFlame,
  'series-flame-match': seriesFlameMatch,
  'series-node': seriesNode,
  'series-frame': seriesFrame,
}

interface Kept {
  key: string
  series: Series | null
}

/**
 * Answers questions about several profiles; the last series is kept. One after the other: what the
 * first one makes, the next one finds.
 */
export class SeriesAnswers {
  private kept: Kept = { key: '', series: null }
  private turn: Promise<unknown> = Promise.resolve()

  /** Lets go of what was kept: of a profile that is closed, or for the room that it takes. */
  forget(): void {
    this.kept = { key: '', series: null }
  }

  /**
   * @param key names the members: equal for equal ones
   * @throws ProfileError where the members are not of one kind; CancelledError if the checkpoint
   *   says so
   */
  ask<Name extends SeriesQuestionName>(
    name: Name,
    key: string,
    members: readonly SeriesMember[],
    request: SeriesRequestOf<Name>,
    checkpoint: Checkpoint = noCheckpoint,
  ): Promise<SeriesAnswerTo<Name>> {
    const { kept } = this
    const answer = this.turn.then(async () => {
      await checkpoint('aggregate', 0, members.length)
      const series = await opened(kept, key, members, request, checkpoint)
      return ANSWERING[name](series, request, checkpoint)
    })
    this.turn = answer.catch(() => {})
    return answer
  }
}

async function opened(
  kept: Kept,
  members: string,
  profiles: readonly SeriesMember[],
  { options, given }: SeriesOf,
  checkpoint: Checkpoint,
): Promise<Series> {
  const key = `${members} ${given} ${keyOf(options, [...SELECTED_BY, 'divide_by'])}`
  if (kept.series && kept.key === key) return kept.series
  // Room is made first: a series is large.
  kept.series = null
  kept.series = await Series.open(profiles, options, given, checkpoint)
  kept.key = key
  return kept.series
}

function trends(series: Series, { member, stacks }: SeriesTrendRequest): SeriesTrendAnswer {
  const at = series.placed.order.indexOf(member)
  const rowOf = series.stacks.rowOf[at]
  return {
    values: stacks.map((stack) => {
      const row = rowOf?.[stack] ?? -1
      return row < 0 ? [] : series.stacks.values.map((column) => column[row]!)
    }),
  }
}
