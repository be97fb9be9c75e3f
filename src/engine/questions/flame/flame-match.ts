import { followPath, wayTo } from '../../layout/flame.ts'
import type { FlameTree } from '../../layout/flame-tree.ts'
import { nextMatch } from '../../layout/next-match.ts'
import type { Options } from '../../select/options.ts'
import type { FlameShape, FrameText, Search } from '../../session/answers.ts'
import { frameText } from '../../session/frame-texts.ts'
import type { EngineSession } from '../../session/session.ts'
import { ranksOf } from './flame-trees.ts'
import { drawnTree } from './signed-flame.ts'

/**
 * The match after (or before) a frame of the flame graph, in reading order, wrapping around at the
 * end.
 */
export interface FlameMatchRequest {
  readonly options: Options
  readonly shape: FlameShape
  readonly search: Search
  /** Path of the frame that the search goes on from; [] is the root. */
  readonly from: readonly number[]
  readonly step: 1 | -1
  /** How wide a match must be to be seen, as a share of what is zoomed to. */
  readonly share: number
}

export interface FlameMatchAnswer {
  /** Where the match is, as a path of frame keys; null if nothing matches. */
  readonly path: readonly number[] | null
  readonly frame: FrameText | null
  /** How far to zoom in to see it. */
  readonly root: readonly number[]
}

const NO_MATCH: FlameMatchAnswer = { path: null, frame: null, root: [] }

/**
 * The next frame of a flame graph that the search matches, however narrow it is, and how far to
 * zoom in to see it.
 */
export function flameMatch(session: EngineSession, request: FlameMatchRequest): FlameMatchAnswer {
  const { options, search, shape } = request
  const selection = session.selection(options)
  const { frames: found } = session.found(options, search)
  if (!found) return NO_MATCH
  const tree = drawnTree(selection, shape)
  const matches = {
    matches: (node: number) => found[tree.keyOf(node)] === 1,
    leads: tree.leadsToMatch(found),
  }
  const from = followPath(tree, request.from).node
  const node = nextMatch(tree, matches, from, request.step, ranksOf(selection, shape))
  if (node < 0) return NO_MATCH
  const way = wayTo(tree, node)
  const path = way.slice(1).map((at) => tree.keyOf(at))
  const frame = frameText(selection, tree.keyOf(node))
  return { path, frame, root: path.slice(0, zoomDepth(tree, way, request.share)) }
}

/** Depth of the outermost frame on the way to the last of which that one has the share. */
function zoomDepth(tree: FlameTree, way: readonly number[], share: number): number {
  const total = tree.totalOf(way.at(-1)!)
  const depth = way.findIndex((at) => total >= share * tree.totalOf(at))
  return depth < 0 ? way.length - 1 : depth
}
