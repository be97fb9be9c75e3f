import { Memo } from '../../memo.ts'
import { compareText } from '../../profile/format.ts'
import type { Checkpoint } from '../../progress.ts'
import { formatTime } from '../../report/time.ts'
import type { Finding } from '../../series/finding.ts'
import type { SeriesFunctions } from '../../series/functions.ts'
import type { Series } from '../../series/series.ts'
import { framesOfRow, type SeriesFrame, type SeriesStacks } from '../../series/stacks.ts'
import { type Trend, trendOf } from '../../series/trend.ts'
import type { FrameText, Search } from '../../session/answers.ts'
import { frameText } from '../../session/frame-texts.ts'
import { matcher } from '../../session/search.ts'
import type { SeriesAnswer, SeriesColumn, SeriesRequest, SeriesSnapshot } from './answers.ts'
import { callOf, courseOf, signed, textOf } from './words.ts'

/** Frames of a stack that are shown in one line. */
const IN_LINE = 12

/** @throws CancelledError if the checkpoint says so */
export async function seriesWindow(
  series: Series,
  request: SeriesRequest,
  checkpoint: Checkpoint,
): Promise<SeriesAnswer> {
  const { total, placed, type, unit, stacks } = series
  const isStacks = request.table === 'stacks'
  const table =
    request.table === 'stacks'
      ? stackTable(stacks)
      : functionTable(await series.functions(checkpoint), request.table)
  const { found, error: searchError } = searching(request.search, table)
  const rank = ranking(series, request, table)
  const rows =
    request.onlyMatches && found ? rank.order.filter((row) => found[row] === 1) : rank.order
  const count = rows.length
  const from = Math.max(0, Math.min(request.from, count))
  return {
    snapshots: snapshotsOf(series),
    timed: placed.timed,
    byTaken: placed.byTaken,
    ...{ type, unit },
    findings: series.findings().map((finding) => ({ ...finding, frame: frameOf(finding) })),
    growthText: signed(series, total.growth),
    rows: Array.from(rows.subarray(from, Math.max(from, Math.min(request.to, count))), (row) => ({
      frame: table.frameOf(row),
      stack: isStacks ? framesOfRow(stacks, row, IN_LINE).map(callOf) : [],
      ...courseOf(series, table.valuesOf(row), rank.trend(row)),
      match: found?.[row] === 1,
    })),
    from,
    count,
    matches: found ? rows.reduce((sum, row) => sum + found[row]!, 0) : 0,
    searchError,
  }
}

function frameOf({ function: name, file, line }: Finding): FrameText | null {
  return name === '' ? null : textOf({ name, file, line })
}

function snapshotsOf(series: Series): readonly SeriesSnapshot[] {
  const { members, placed, totals } = series
  return members.map(({ name, session, taken }, i) => {
    const { timeNanos } = session.profile.header
    return {
      index: placed.order[i]!,
      name,
      time: timeNanos === 0n ? '' : formatTime(timeNanos),
      taken: timeNanos === 0n ? taken : 0,
      place: placed.places[i]!,
      total: totals[i]!,
      totalText: series.format(totals[i]!),
      changeText: i === 0 ? '' : signed(series, totals[i]! - totals[i - 1]!),
      memory: session.profile.memory ?? null,
    }
  })
}

interface Table {
  readonly count: number
  readonly valuesOf: (row: number) => number[]
  /** What rows are searched and sorted by. */
  readonly name: (row: number) => string
  readonly frameOf: (row: number) => FrameText
}

function stackTable(stacks: SeriesStacks): Table {
  const front = (row: number): SeriesFrame | undefined => framesOfRow(stacks, row, 1)[0]
  return {
    count: stacks.node.length,
    valuesOf: (row) => stacks.values.map((column) => column[row]!),
    name: (row) => front(row)?.name ?? '',
    frameOf: (row) => textOf(front(row) ?? NO_FRAME),
  }
}

const NO_FRAME: SeriesFrame = { name: '[no stack]', file: '', line: 0, kind: 'runtime' }

function functionTable(functions: SeriesFunctions, values: 'flat' | 'cum'): Table {
  return {
    count: functions.count,
    valuesOf: (row) => functions[values].map((column) => column[row]!),
    name: (row) => functions.names[row]!,
    frameOf: (row) => {
      const { selection, key } = functions.shown(row)
      return frameText(selection, key)
    },
  }
}

interface Ranking {
  /** Rows whose values are not all 0, in order. */
  readonly order: Int32Array
  readonly trend: (row: number) => Trend
}

/** Scrolling asks for windows of the same ranking. */
const rankings = new WeakMap<Series, Memo<Ranking>>()

function ranking(
  series: Series,
  { table, column, reverse }: SeriesRequest,
  { count: size, valuesOf, name }: Table,
): Ranking {
  let known = rankings.get(series)
  if (!known) {
    known = new Memo<Ranking>(2)
    rankings.set(series, known)
  }
  return known.get(`${table} ${column} ${reverse}`, () => {
    const trends: Trend[] = []
    const last = new Float64Array(size)
    const order = new Int32Array(size)
    let count = 0
    for (let row = 0; row < size; row++) {
      const values = valuesOf(row)
      trends.push(trendOf(values, series.placed.places))
      last[row] = values.at(-1) ?? 0
      if (values.some((value) => value !== 0)) order[count++] = row
    }
    const byName = (a: number, b: number): number => compareText(name(a), name(b)) || a - b
    const by: Readonly<Record<SeriesColumn, (a: number, b: number) => number>> = {
      growth: (a, b) => trends[b]!.growth - trends[a]!.growth || last[b]! - last[a]!,
      slope: (a, b) => trends[b]!.slope - trends[a]!.slope,
      last: (a, b) => last[b]! - last[a]!,
      name: byName,
    }
    const sorted = order.slice(0, count).sort((a, b) => by[column](a, b) || byName(a, b))
    return { order: reverse ? sorted.reverse() : sorted, trend: (row) => trends[row]! }
  })
}

function searching(
  search: Search,
  { count, name }: Table,
): { found: Uint8Array | null; error: string } {
  try {
    const matches = matcher(search)
    if (!matches) return { found: null, error: '' }
    return {
      found: Uint8Array.from({ length: count }, (_, i) => Number(matches(name(i)))),
      error: '',
    }
  } catch (error) {
    return { found: null, error: (error as Error).message }
  }
}
