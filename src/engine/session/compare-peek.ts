import type { FrameKey } from '../profile/ids.ts'
import { cumOf, flatOf } from '../report/graph.ts'
import type { Options } from '../select/options.ts'
import type { Selection } from '../select/selection.ts'
import type { CompareSession } from './compare.ts'
import type { Change, Compared } from './compare-answers.ts'
import { changeOf } from './compare-texts.ts'
import { type PeekAnswer, type PeekLine, type PeekRequest, peekWindow } from './peek.ts'
import { peekGraph } from './peek-graph.ts'
import type { EngineSession } from './session.ts'

/** Asks for a window of `peek` on a difference, with what each line had on both sides. */
export interface ComparePeekRequest extends PeekRequest, Compared {}

/** The lines are those of the report on the difference. */
export interface ComparePeekAnswer extends PeekAnswer {
  /** Of each line, in their order; null for one without values. */
  readonly sides: readonly (PeekSides | null)[]
}

/** A line's values on both sides, in the unit of the report. */
export interface PeekSides {
  /** null for a caller or callee. */
  readonly flat: Change | null
  /** Of a caller or callee: what goes over the call. */
  readonly cum: Change
}

export function comparePeek(
  session: CompareSession,
  request: ComparePeekRequest,
): ComparePeekAnswer {
  const { options, mode } = request
  const difference = session.difference(mode)
  const answer = peekWindow(difference, request)
  const selection = difference.selection(options)
  const measure = difference.measure({ ...options, trim: false })
  const old = sideValues(session.old(), options, selection)
  const now = sideValues(session.new(mode), options, selection)
  const sidesOf = (line: PeekLine): PeekSides | null => {
    switch (line.kind) {
      case 'frame': {
        const { key } = line.frame
        return {
          flat: changeOf(measure, old.flat(key), now.flat(key)),
          cum: changeOf(measure, old.cum(key), now.cum(key)),
        }
      }
      case 'caller':
        return sidesOfCall(line.frame.key, line.between)
      case 'callee':
        return sidesOfCall(line.between, line.frame.key)
      default:
        return null
    }
  }
  const sidesOfCall = (caller: FrameKey, callee: FrameKey): PeekSides => ({
    flat: null,
    cum: changeOf(measure, old.call(caller, callee), now.call(caller, callee)),
  })
  return { ...answer, sides: answer.lines.map(sidesOf) }
}

/** Values of one side by the frame keys of the difference; 0 for what the side does not have. */
interface SideValues {
  flat(key: FrameKey): number
  cum(key: FrameKey): number
  call(caller: FrameKey, callee: FrameKey): number
}

function sideValues(side: EngineSession, asked: Options, difference: Selection): SideValues {
  // What is to be dropped is what has shrunk, not what one side has.
  const options = { ...asked, drop_negative: false }
  const selection = side.selection(options)
  const { graph, lists } = peekGraph(selection, options)
  const { values, edges } = graph
  const keyOf = keysBetween(difference, selection)
  const callees = new Map<FrameKey, ReadonlyMap<FrameKey, number>>()
  const callsOf = (caller: FrameKey): ReadonlyMap<FrameKey, number> => {
    const known = callees.get(caller)
    if (known) return known
    const weights = new Map(
      Array.from(lists.callees(caller), (edge) => [edges.callee[edge]!, edges.weight[edge]!]),
    )
    callees.set(caller, weights)
    return weights
  }
  const valueAt = (of: typeof flatOf, key: FrameKey): number => {
    const own = keyOf(key)
    return own === undefined ? 0 : of(values, own)
  }
  return {
    flat: (key) => valueAt(flatOf, key),
    cum: (key) => valueAt(cumOf, key),
    call(caller, callee) {
      const [from, to] = [keyOf(caller), keyOf(callee)]
      return from === undefined || to === undefined ? 0 : (callsOf(from).get(to) ?? 0)
    },
  }
}

/** @returns what finds the frame of one selection in another; by name where they number apart */
function keysBetween(from: Selection, to: Selection): (key: FrameKey) => FrameKey | undefined {
  if (from.frames === to.frames) return (key) => key
  const byName = new Map<string, FrameKey>()
  for (let key = 0; key < to.frames.count; key++) byName.set(to.names.of(key), key)
  return (key) => byName.get(from.names.of(key))
}
