import { TagValues } from '../../report/dot/tag-values.ts'
import { cumOf, flatOf, frameOf } from '../../report/graph/graph.ts'
import { MOST_LABELS, trimmedGraph } from '../../report/graph/trim.ts'
import type { Options } from '../../select/options.ts'
import type { FrameText } from '../../session/answers.ts'
import { frameText, keyOfFrame } from '../../session/frame-texts.ts'
import type { EngineSession } from '../../session/session.ts'
import { dotInput } from './call-graph.ts'
import { MOST_NODES } from './limits.ts'

/** What would bring a frame into the call graph that it was left out of. */
export interface GraphReachRequest {
  readonly options: Options
  /** As FrameText has it. */
  readonly name: string
}

export interface GraphReachAnswer {
  readonly frame: FrameText
  readonly flatText: string
  readonly cumText: string
  readonly cumPercent: string
  /** The filters leave something of it. */
  readonly left: boolean
  /** Options with which it is shown; null where no graph that can be laid out shows it. */
  readonly shownWith: Pick<Options, 'nodecount' | 'nodefraction'> | null
}

/** @throws OptionError if there is no such frame in the selection */
export function graphReach(session: EngineSession, request: GraphReachRequest): GraphReachAnswer {
  const { options, source } = dotInput(session, request.options)
  const measure = session.measure(options)
  const key = keyOfFrame(source, -1, request.name)
  const { nodes, values } = session.totalsOf(options)
  const cum = cumOf(values, key)
  const total = nodes.reduce((sum, node) => sum + values.flat[node]!, 0)
  const share = Math.abs(values.cum[key]! / total)
  // In a call tree a path of the frame is lighter than the frame: all of them are let in.
  const enough = options.call_tree ? 0 : roundedDown(share)
  const nodefraction = Math.min(options.nodefraction, enough)
  const nodecount = countUpTo(
    session,
    { ...options, nodecount: 0, nodefraction },
    (other) => other === key,
  )
  return {
    frame: frameText(source, key),
    flatText: measure.formatShown(flatOf(values, key)),
    cumText: measure.formatShown(cum),
    cumPercent: measure.percent(cum).trim(),
    left: values.cum[key] !== 0 || values.flat[key] !== 0,
    shownWith: nodecount === null ? null : { nodecount, nodefraction },
  }
}

/**
 * The nodecount with which the first node of the frame is just in, labels counted as trim.ts does;
 * null if there is none or the graph would be too large.
 */
function countUpTo(
  session: EngineSession,
  options: Options,
  wanted: (key: number) => boolean,
): number | null {
  const { source } = dotInput(session, options)
  const labels = new TagValues(source, options.unit, options.call_tree)
  const { graph } = trimmedGraph(source, options, { callTree: options.call_tree, labels })
  let count = 0
  for (const [i, node] of graph.nodes.entries()) {
    if (i >= MOST_NODES) break
    count += 1 + Math.min(MOST_LABELS, labels.countOf(node, graph.cutoff))
    if (wanted(frameOf(graph, node))) return count
  }
  return null
}

/** To three digits, so that a link stays readable. */
function roundedDown(share: number): number {
  if (!(share > 0) || !Number.isFinite(share)) return 0
  const unit = 10 ** (Math.floor(Math.log10(share)) - 2)
  return Number((Math.floor(share / unit) * unit).toPrecision(3))
}
