import { followPath } from '../../layout/flame.ts'
import { WholeTree } from '../../layout/flame-tree.ts'
import type { Series } from '../../series/series.ts'
import { flameGraph } from '../flame/flame-graph.ts'
import { type FlameMatchAnswer, flameMatch } from '../flame/flame-match.ts'
import { WHOLE_SHAPE } from '../flame/flame-trees.ts'
import type {
  SeriesFlameAnswer,
  SeriesFlameMatchRequest,
  SeriesFlameRequest,
  SeriesNodeAnswer,
  SeriesNodeRequest,
  SeriesWidth,
} from './answers.ts'
import { type Pictured, pictureOf } from './picture.ts'
import { courseOf } from './words.ts'

/** A flame graph of all snapshots: what is in some of them only is there as well. */
export function seriesFlame(series: Series, request: SeriesFlameRequest): SeriesFlameAnswer {
  const picture = pictureOf(series)
  const [old, now] = [picture.totalsOf(0), picture.totalsOf(series.members.length - 1)]
  const { session, options } = pictured(series, request.by)
  const answer = flameGraph(session, { ...request, options, shape: WHOLE_SHAPE })
  return {
    ...answer,
    old: Float64Array.from(answer.node, (node) => old[node]!),
    new: Float64Array.from(answer.node, (node) => now[node]!),
    whole: answer.total100,
    largest: null,
  }
}

/** The next frame that the search matches, and how far to zoom in to see it. */
export function seriesFlameMatch(
  series: Series,
  request: SeriesFlameMatchRequest,
): FlameMatchAnswer {
  const { session, options } = pictured(series, request.by)
  return flameMatch(session, { ...request, options, shape: WHOLE_SHAPE })
}

/** Whose values the widths are. */
function pictured(series: Series, by: SeriesWidth): Pictured {
  const picture = pictureOf(series)
  return by === 'all' ? picture.ofAll() : picture.of(series.members.length - 1)
}

/** How the node went that a path leads to; of a path that is not there any more, as far as it leads. */
export function seriesNode(series: Series, { path }: SeriesNodeRequest): SeriesNodeAnswer {
  const picture = pictureOf(series)
  const { session, options } = picture.ofAll()
  const { tree, weights } = session.selection(options)
  const { node } = followPath(new WholeTree(tree, weights), path)
  return {
    ...courseOf(series, [...picture.valuesOf(node)]),
    line: picture.lineOf(node),
  }
}
