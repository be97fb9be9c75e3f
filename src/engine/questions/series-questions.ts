import { type Checkpoint, noCheckpoint } from '../progress.ts'
import type { SeriesMember } from '../series/member.ts'
import type { Series } from '../series/series.ts'
import type { SeriesSession } from '../session/series-session.ts'
import type { FlameMatchAnswer } from './flame/flame-match.ts'
import type {
  SeriesAnswer,
  SeriesFlameAnswer,
  SeriesFlameMatchRequest,
  SeriesFlameRequest,
  SeriesFrameAnswer,
  SeriesFrameRequest,
  SeriesNodeAnswer,
  SeriesNodeRequest,
  SeriesRequest,
  SeriesTrendAnswer,
  SeriesTrendRequest,
} from './series/answers.ts'
import { seriesFlame, seriesFlameMatch, seriesNode } from './series/flame.ts'
import { seriesFrame } from './series/frame.ts'
import { seriesTrends } from './series/trends.ts'
import { seriesWindow } from './series/window.ts'

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

const ANSWERING: {
  readonly [Name in SeriesQuestionName]: (
    series: Series,
    request: SeriesRequestOf<Name>,
    checkpoint: Checkpoint,
  ) => SeriesAnswerTo<Name> | Promise<SeriesAnswerTo<Name>>
} = {
  series: seriesWindow,
  'series-trend': seriesTrends,
  'series-flame': seriesFlame,
  'series-flame-match': seriesFlameMatch,
  'series-node': seriesNode,
  'series-frame': seriesFrame,
}

/**
 * Answers a question about several profiles.
 * @throws ProfileError where the members are not of one kind; CancelledError if the checkpoint says
 *   so
 */
export function askSeries<Name extends SeriesQuestionName>(
  session: SeriesSession,
  name: Name,
  members: readonly SeriesMember[],
  request: SeriesRequestOf<Name>,
  checkpoint: Checkpoint = noCheckpoint,
): Promise<SeriesAnswerTo<Name>> {
  return session.use(members, request, checkpoint, (series) =>
    ANSWERING[name](series, request, checkpoint),
  )
}
