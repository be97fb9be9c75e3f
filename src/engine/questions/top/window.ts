import { cumOf, flatOf, type NodeValues } from '../../report/graph/graph.ts'
import type { TopAnswer, TopRequest, TopRow } from '../../session/answers.ts'
import { frameText } from '../../session/frame-texts.ts'
import type { TopOrder } from '../../session/frame-totals.ts'
import type { EngineSession } from '../../session/session.ts'
import { binaryOf, type FrameGroups, frameGroups } from './groups.ts'
import { inlineLabels } from './inline-labels.ts'
import { groupedLayout, plainLayout, type ShownGroup, type TopLayout } from './layout.ts'
import { pathCounts } from './paths.ts'

/** The window of the table that is requested. */
export function topWindow(session: EngineSession, request: TopRequest): TopAnswer {
  const { options, column, reverse, search, by = 'none' } = request
  const selection = session.selection(options)
  const order = session.orderOf(options, column, reverse)
  const { frames: found, error: searchError } = session.found(options, search)
  const matching = matchingPlaces(order, found)
  const onlyMatches = request.onlyMatches && found !== null
  const groups = by === 'none' ? null : frameGroups(selection, by)
  const layout = groups
    ? groupedLayout(order, groups, {
        reverse,
        dropNegative: options.drop_negative,
        open: new Set(request.open),
        matching,
        onlyMatches,
      })
    : plainLayout(order, onlyMatches ? matching : null)
  const count = layout.rows.length
  const from = Math.max(0, Math.min(request.from, count))
  const window = layout.rows.subarray(from, Math.max(from, Math.min(request.to, count)))
  const write = rowWriter(session, request, { order, groups, layout, window, found })
  return { rows: Array.from(window, write), from, count, matches: matching.length, searchError }
}

interface RowParts {
  readonly order: TopOrder
  readonly groups: FrameGroups | null
  readonly layout: TopLayout
  readonly window: Int32Array
  readonly found: Uint8Array | null
}

/** @returns what writes a row of the layout */
function rowWriter(
  session: EngineSession,
  { options, paths = false }: TopRequest,
  { order, groups, layout, window, found }: RowParts,
): (row: number) => TopRow {
  const selection = session.selection(options)
  const { values } = session.totalsOf(options)
  const measure = session.measure(options)
  const keys = window.filter((row) => row >= 0).map((place) => order.keys[place]!)
  const inline = inlineLabels(selection, new Set(keys))
  const counts = paths ? pathCounts(selection) : null
  const percent = (value: number | undefined): string =>
    value === undefined ? '' : measure.percent(value).trim()
  const figures = (of: NodeValues, at: number) => {
    const flat = flatOf(of, at)
    const cum = cumOf(of, at)
    return {
      flat,
      cum,
      flatText: measure.formatShown(flat),
      flatPercent: percent(flat),
      cumText: measure.formatShown(cum),
      cumPercent: percent(cum),
    }
  }
  const frameRow = (place: number): TopRow => {
    const key = order.keys[place]!
    return {
      ...figures(values, key),
      frame: frameText(selection, key),
      group: null,
      binary: binaryOf(selection, key),
      paths: counts ? counts[key]! : -1,
      sumPercent: groups ? '' : percent(order.running[place]),
      inline: inline(key),
      match: found?.[key] === 1,
    }
  }
  const groupRow = ({ names, values: sums }: FrameGroups, shown: ShownGroup): TopRow => ({
    ...figures(sums, shown.group),
    frame: { key: -1, name: names[shown.group]!, file: '', line: 0, package: '' },
    group: { frames: shown.frames, open: shown.open },
    binary: '',
    paths: -1,
    sumPercent: percent(shown.running),
    inline: '',
    match: shown.match,
  })
  return (row) => (row < 0 && groups ? groupRow(groups, layout.groups[-1 - row]!) : frameRow(row))
}

function matchingPlaces({ keys }: TopOrder, found: Uint8Array | null): Int32Array {
  if (!found) return new Int32Array(0)
  const places = new Int32Array(keys.length)
  let count = 0
  for (let place = 0; place < keys.length; place++) {
    if (found[keys[place]!] === 1) places[count++] = place
  }
  return places.subarray(0, count)
}
