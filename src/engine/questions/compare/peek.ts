import type { FrameKey } from '../../profile/ids.ts'
import { cumOf, flatOf } from '../../report/graph/graph.ts'
import type { Options } from '../../select/options.ts'
import type { Selection } from '../../select/selection.ts'
import { type Call, callWeights } from '../../session/call-weights.ts'
import type { Change, Compared } from '../../session/compare-answers.ts'
import type { CompareSession } from '../../session/compare-session.ts'
import type { EngineSession } from '../../session/session.ts'
import { type PeekAnswer, type PeekLine, type PeekRequest, peekWindow } from '../peek/peek.ts'
import { changeOf } from './texts.ts'

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

/** The changes of the callers and callees of frames. */
export function comparePeek(
  session: CompareSession,
  request: ComparePeekRequest,
): ComparePeekAnswer {
  const { options, mode } = request
  const difference = session.difference(mode)
  const answer = peekWindow(difference, request)
  const measure = difference.measure({ ...options, trim: false })
  const calls = answer.lines.map(callOf)
  const selection = difference.selection(options)
  const [old, now] = [session.old(mode), session.new(mode)].map((side) =>
    sideValues(side, options, selection, calls),
  )
  const sides = answer.lines.map((line, i): PeekSides | null => {
    if (line.kind === 'frame') {
      const { key } = line.frame
      return {
        flat: changeOf(measure, old!.flat(key), now!.flat(key)),
        cum: changeOf(measure, old!.cum(key), now!.cum(key)),
      }
    }
    return calls[i] ? { flat: null, cum: changeOf(measure, old!.calls[i]!, now!.calls[i]!) } : null
  })
  return { ...answer, sides }
}

/** Which call a line is about; null for one that is about none. */
function callOf(line: PeekLine): Call | null {
  switch (line.kind) {
    case 'caller':
      return { caller: line.frame.key, callee: line.between }
    case 'callee':
      return { caller: line.between, callee: line.frame.key }
    default:
      return null
  }
}

/** Values of one side by the frame keys of the difference; 0 for what the side does not have. */
interface SideValues {
  flat(key: FrameKey): number
  cum(key: FrameKey): number
  /** What goes over each of the calls requested. */
  readonly calls: readonly number[]
}

function sideValues(
  side: EngineSession,
  asked: Options,
  difference: Selection,
  calls: readonly (Call | null)[],
): SideValues {
  // What is to be dropped is what has shrunk, not what one side has.
  const options = { ...asked, drop_negative: false }
  const { values } = side.totalsOf(options)
  const selection = side.selection(options)
  const keyOf = keysBetween(difference, selection)
  const own: Call[] = []
  const places = calls.map((call) => {
    const [caller, callee] = call ? [keyOf(call.caller), keyOf(call.callee)] : []
    return caller === undefined || callee === undefined ? -1 : own.push({ caller, callee }) - 1
  })
  const weights = callWeights(selection, own)
  const valueAt = (of: typeof flatOf, key: FrameKey): number => {
    const at = keyOf(key)
    return at === undefined ? 0 : of(values, at)
  }
  return {
    flat: (key) => valueAt(flatOf, key),
    cum: (key) => valueAt(cumOf, key),
    calls: places.map((place) => weights[place] ?? 0),
  }
}

/** @returns what finds the frame of one selection in another; by name where they number apart */
function keysBetween(from: Selection, to: Selection): (key: FrameKey) => FrameKey | undefined {
  if (from.frames === to.frames) return (key) => key
  const byName = new Map<string, FrameKey>()
  for (let key = 0; key < to.frames.count; key++) byName.set(to.names.of(key), key)
  return (key) => byName.get(from.names.of(key))
}
