import type {
  ChangeState,
  CompareFilter,
  CompareTopAnswer,
  CompareTopRequest,
  CompareTopRow,
} from '../../session/compare-answers.ts'
import { growth } from '../../session/compare-order.ts'
import type { CompareSession } from '../../session/compare-session.ts'
import { type ChangeColumns, frameState } from '../../session/compare-totals.ts'
import { frameText } from '../../session/frame-texts.ts'
import { changeWriter, frameChangeOf } from './texts.ts'

/** Which filters show a frame of each state, beside `all`. */
const SHOWN_BY: Readonly<Record<ChangeState, readonly CompareFilter[]>> = {
  new: ['grew', 'new'],
  gone: ['shrank', 'gone'],
  grew: ['grew'],
  shrank: ['shrank'],
  same: [],
}

/** The window of the table that is requested. */
export function compareTop(session: CompareSession, request: CompareTopRequest): CompareTopAnswer {
  const { options, mode, metric, filter, search } = request
  const { new: selection } = session.sides(options, mode)
  const totals = session.totalsOf(options, mode)
  const { frames: found, error: searchError } = session.found(options, mode, search)
  const onlyMatches = request.onlyMatches && found !== null
  const isLarge = largeEnough(totals[metric], request.minimum)
  const counts = { all: 0, grew: 0, shrank: 0, new: 0, gone: 0 }
  const order = session.orderOf(options, mode, request)
  const shown = new Int32Array(order.length)
  let count = 0
  let matches = 0
  for (const key of order) {
    const match = found?.[key] === 1
    if (!isLarge(key) || (onlyMatches && !match)) continue
    const filters = SHOWN_BY[frameState(totals, metric, key)]
    counts.all++
    for (const name of filters) counts[name]++
    if (filter !== 'all' && !filters.includes(filter)) continue
    if (match) matches++
    shown[count++] = key
  }
  const rows = shown.subarray(0, count)
  if (request.reverse) rows.reverse()
  const from = Math.max(0, Math.min(request.from, count))
  const window = rows.subarray(from, Math.max(from, Math.min(request.to, count)))
  const writer = changeWriter(session.measure(options, mode), options)
  const write = (key: number): CompareTopRow => ({
    frame: frameText(selection, key),
    flat: frameChangeOf(writer, totals.flat.old[key]!, totals.flat.new[key]!),
    cum: frameChangeOf(writer, totals.cum.old[key]!, totals.cum.new[key]!),
    state: frameState(totals, metric, key),
    match: found?.[key] === 1,
  })
  return { rows: Array.from(window, write), from, count, counts, matches, searchError }
}

function largeEnough(
  { old, delta }: ChangeColumns,
  { value, percent }: CompareTopRequest['minimum'],
): (key: number) => boolean {
  return (key) =>
    Math.abs(delta[key]!) >= value && Math.abs(growth(old[key]!, delta[key]!)) * 100 >= percent
}
