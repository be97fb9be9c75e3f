import { shownValue } from '../../select/weights.ts'
import type {
  ChangedNeighbour,
  CompareFrameAnswer,
  CompareFrameRequest,
} from '../../session/compare-answers.ts'
import type { CompareSession } from '../../session/compare-session.ts'
import { frameText, keyOfFrame } from '../../session/frame-texts.ts'
import { type Call, neighboursOf } from '../page/frame-card.ts'
import { binaryOf } from '../top/groups.ts'
import { changeOf, changeWriter, frameChangeOf } from './texts.ts'

/** Callers and callees that a card lists. */
const LISTED = 20

/** Everything about one frame on both sides. */
export function compareFrame(
  session: CompareSession,
  request: CompareFrameRequest,
): CompareFrameAnswer {
  const { options, mode } = request
  const sides = session.sides(options, mode)
  const key = keyOfFrame(sides.new, request.key, request.name ?? '')
  const { flat, cum } = session.totalsOf(options, mode)
  const writer = changeWriter(session.measure(options, mode), options)
  const old = neighboursOf(sides.old, key)
  const now = neighboursOf(sides.new, key)
  const list = (before: ReadonlyMap<number, Call>, after: ReadonlyMap<number, Call>) =>
    [...new Set([...before.keys(), ...after.keys()])]
      .map((other): ChangedNeighbour => {
        const change = changeOf(
          writer.measure,
          shownOf(before.get(other)),
          shownOf(after.get(other)),
        )
        return { frame: frameText(sides.new, other), change }
      })
      .sort(
        ({ change: a }, { change: b }) =>
          Math.abs(b.delta) - Math.abs(a.delta) || Math.abs(b.new) - Math.abs(a.new),
      )
      .slice(0, LISTED)
  return {
    frame: frameText(sides.new, key),
    binary: binaryOf(sides.new, key),
    flat: frameChangeOf(writer, flat.old[key]!, flat.new[key]!),
    cum: frameChangeOf(writer, cum.old[key]!, cum.new[key]!),
    paths: { old: old.paths, new: now.paths },
    callers: list(old.callers, now.callers),
    callees: list(old.callees, now.callees),
  }
}

function shownOf(call: Call | undefined): number {
  return call ? shownValue(call.total, call.divisor) : 0
}
