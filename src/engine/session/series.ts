import type { FrameKind } from '../goroutines/frame-kind.ts'
import { keyOf, Memo } from '../memo.ts'
import { compareText } from '../profile/format.ts'
import { percentage } from '../profile/units.ts'
import { formatTime } from '../report/time.ts'
import type { Options } from '../select/options.ts'
import { SELECTED_BY } from '../select/selection.ts'
import { Series, type SeriesMember } from '../series/series.ts'
import { framesOfRow, type SeriesFrame } from '../series/stacks.ts'
import { type Trend, trendOf } from '../series/trend.ts'
import type { Verdict } from '../series/verdict.ts'
import type { FrameText, Search } from './answers.ts'
import { packageOf } from './package.ts'
import { matcher } from './search.ts'

/** Frames of a stack that are shown in one line. */
const IN_LINE = 12

/** Which profiles are a series: the request itself says which by their numbers. */
export interface SeriesOf {
  readonly options: Options
  /** File names, in the order of the profiles. */
  readonly names: readonly string[]
  /** They are in order already; otherwise they are put in order. */
  readonly given: boolean
}

export type SeriesColumn = 'growth' | 'slope' | 'last' | 'name'

/** The snapshots, what grows, and a window of functions or stacks. */
export interface SeriesRequest extends SeriesOf {
  readonly table: 'flat' | 'cum' | 'stacks'
  readonly column: SeriesColumn
  readonly reverse: boolean
  readonly search: Search
  readonly onlyMatches: boolean
  readonly from: number
  readonly to: number
}

export interface SeriesAnswer {
  /** In order. */
  readonly snapshots: readonly SeriesSnapshot[]
  /** Whether the places of the snapshots are seconds. */
  readonly timed: boolean
  readonly type: string
  readonly verdict: SeriesVerdict
  readonly growthText: string
  readonly rows: readonly SeriesRow[]
  /** Index of the first row given. */
  readonly from: number
  /** Rows in all. */
  readonly count: number
  readonly matches: number
  /** Why the search is none: its regexp does not parse; "" otherwise. */
  readonly searchError: string
}

export interface SeriesSnapshot {
  /** Which of the profiles asked about. */
  readonly index: number
  readonly name: string
  /** As pprof prints it; "" if not known. */
  readonly time: string
  /** Seconds since the first, or its number from 0. */
  readonly place: number
  readonly total: number
  readonly totalText: string
  /** Against the one before: "+75"; "" for the first. */
  readonly changeText: string
}

export interface SeriesVerdict extends Omit<Verdict, 'frame'> {
  readonly frame: FrameText | null
}

export interface SeriesRow {
  /** A function, or the front of a stack: its innermost frame of the program's own. */
  readonly frame: FrameText
  /** Of a stack, from its front outwards; empty for a function. */
  readonly stack: readonly SeriesCall[]
  /** One per snapshot. */
  readonly values: readonly number[]
  readonly firstText: string
  readonly lastText: string
  readonly growth: number
  /** Signed: "+204", "-12kB", "0". */
  readonly growthText: string
  /** Of the growth of the total; "" where either did not grow. */
  readonly share: string
  /** Steps in which it rose and fell. */
  readonly rose: number
  readonly fell: number
  /** Per minute where times are known, else per snapshot. */
  readonly slopeText: string
  readonly match: boolean
}

export interface SeriesCall {
  readonly frame: FrameText
  /** `leak.go:53`; "" if not known. */
  readonly place: string
  readonly kind: FrameKind
}

/** The values of stacks of one of the profiles, for a picture beside each. */
export interface SeriesTrendRequest extends SeriesOf {
  /** Which of the profiles the stacks are of. */
  readonly member: number
  readonly stacks: readonly number[]
}

export interface SeriesTrendAnswer {
  /** By stack; empty for one that no sample has. */
  readonly values: readonly (readonly number[])[]
}

/** Answers questions about several profiles; the last series is kept. */
export class SeriesAnswers {
  private series = new Memo<Series>(1)

  /** What was kept is about a profile that is closed. */
  forget(): void {
    this.series = new Memo(1)
  }

  /** @param key names the members: equal for equal ones */
  window(key: string, members: readonly SeriesMember[], request: SeriesRequest): SeriesAnswer {
    return seriesWindow(this.of(key, members, request), request)
  }

  trends(
    key: string,
    members: readonly SeriesMember[],
    request: SeriesTrendRequest,
  ): SeriesTrendAnswer {
    const series = this.of(key, members, request)
    const at = series.placed.order.indexOf(request.member)
    const rowOf = series.stacks.rowOf[at]
    return {
      values: request.stacks.map((stack) => {
        const row = rowOf?.[stack] ?? -1
        return row < 0 ? [] : series.stacks.values.map((column) => column[row]!)
      }),
    }
  }

  private of(key: string, members: readonly SeriesMember[], request: SeriesOf): Series {
    const { options, given } = request
    return this.series.get(`${key} ${given} ${keyOf(options, [...SELECTED_BY, 'unit'])}`, () => {
      return new Series(members, options, given)
    })
  }
}

function seriesWindow(series: Series, request: SeriesRequest): SeriesAnswer {
  const { totals, total, placed, members, type, stacks } = series
  const { stack, name, valuesOf, frameOf, count: size } = tableOf(series, request.table)
  const { found, error: searchError } = searching(request.search, size, name)
  const rank = ranking(series, request, valuesOf, name)
  const rows =
    request.onlyMatches && found ? rank.order.filter((row) => found[row] === 1) : rank.order
  const count = rows.length
  const from = Math.max(0, Math.min(request.from, count))
  const verdict = series.verdict()
  return {
    snapshots: members.map(({ name, session }, i) => ({
      index: placed.order[i]!,
      name,
      time:
        session.profile.header.timeNanos === 0n ? '' : formatTime(session.profile.header.timeNanos),
      place: placed.places[i]!,
      total: totals[i]!,
      totalText: series.format(totals[i]!),
      changeText: i === 0 ? '' : signed(series, totals[i]! - totals[i - 1]!),
    })),
    timed: placed.timed,
    type,
    verdict: { ...verdict, frame: verdict.frame && textOf(verdict.frame) },
    growthText: signed(series, total.growth),
    rows: Array.from(rows.subarray(from, Math.max(from, Math.min(request.to, count))), (row) => {
      const values = valuesOf(row)
      const { growth, rose, fell, slope } = rank.trend(row)
      return {
        frame: frameOf(row),
        stack: stack ? framesOfRow(stacks, row, IN_LINE).map(callOf) : [],
        values,
        firstText: series.format(values[0] ?? 0),
        lastText: series.format(values.at(-1) ?? 0),
        growth,
        growthText: signed(series, growth),
        share: total.growth > 0 && growth > 0 ? percentage(growth, total.growth).trim() : '',
        ...{ rose, fell },
        slopeText: slopeText(series, slope),
        match: found?.[row] === 1,
      }
    }),
    from,
    count,
    matches: found ? rows.reduce((sum, row) => sum + found[row]!, 0) : 0,
    searchError,
  }
}

interface Table {
  readonly count: number
  readonly stack: boolean
  readonly valuesOf: (row: number) => number[]
  /** What rows are searched and sorted by. */
  readonly name: (row: number) => string
  readonly frameOf: (row: number) => FrameText
}

function tableOf(series: Series, table: SeriesRequest['table']): Table {
  const { stacks } = series
  if (table === 'stacks') {
    const front = (row: number): SeriesFrame | undefined => framesOfRow(stacks, row, 1)[0]
    return {
      count: stacks.node.length,
      stack: true,
      valuesOf: (row) => stacks.values.map((column) => column[row]!),
      name: (row) => front(row)?.name ?? '',
      frameOf: (row) => textOf(front(row) ?? NO_FRAME),
    }
  }
  const functions = series.functions()
  return {
    count: functions.count,
    stack: false,
    valuesOf: (row) => functions[table].map((column) => column[row]!),
    name: (row) => functions.names[row]!,
    frameOf: (row) => functions.frame(row),
  }
}

const NO_FRAME: SeriesFrame = { name: '[no stack]', file: '', line: 0, kind: 'runtime' }

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
  valuesOf: Table['valuesOf'],
  name: Table['name'],
): Ranking {
  let known = rankings.get(series)
  if (!known) {
    known = new Memo<Ranking>(2)
    rankings.set(series, known)
  }
  return known.get(`${table} ${column} ${reverse}`, () => {
    const size = table === 'stacks' ? series.stacks.node.length : series.functions().count
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
  count: number,
  name: Table['name'],
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

function signed(series: Series, value: number): string {
  return value > 0 ? `+${series.format(value)}` : series.format(value)
}

function slopeText(series: Series, slope: number): string {
  const { timed } = series.placed
  // Not the negative zero that small falls are rounded to.
  const rounded = Math.round(timed ? slope * 60 : slope) || 0
  return `${signed(series, rounded)}/${timed ? 'min' : 'step'}`
}

function callOf(frame: SeriesFrame): SeriesCall {
  const { file, line, kind } = frame
  const base = file.slice(file.lastIndexOf('/') + 1)
  const place = base !== '' && line > 0 ? `${base}:${line}` : base
  return { frame: textOf(frame), place, kind }
}

/** No frame of one selection: by its function's name it can be selected, and filtered by. */
function textOf({ name, file, line }: SeriesFrame): FrameText {
  return { key: -1, name, file, line, package: packageOf(name) }
}
