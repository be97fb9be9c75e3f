import { NONE } from '../../profile/ids.ts'
import type { Options } from '../../select/options.ts'
import type { FrameText, Search } from '../../session/answers.ts'
import { frameText } from '../../session/frame-texts.ts'
import type { EngineSession } from '../../session/session.ts'
import type { TraceLabel } from './labels.ts'
import {
  type LayoutLine,
  linesOf,
  nextMatch,
  sampleAt,
  type TraceLayout,
  traceLayout,
} from './layout.ts'
import { type TraceOrder, type TraceTable, traceTable } from './table.ts'

/** What decides which lines the traces have. */
interface TraceLines {
  readonly options: Options
  readonly order: TraceOrder
  readonly search: Search
  /** Only samples of which a frame matches the search. */
  readonly onlyMatches: boolean
  /** The middle of deep stacks is left out … */
  readonly folded: boolean
  /** … but of these samples, named by their rows. */
  readonly open: readonly number[]
}

/** A window of the lines of all samples. */
export interface TracesRequest extends TraceLines {
  readonly from: number
  readonly to: number
}

export interface TracesAnswer {
  readonly lines: readonly TraceLine[]
  /** Index of the first line given. */
  readonly from: number
  /** Lines in all. */
  readonly count: number
  /** Samples shown, and how many the filters leave. */
  readonly shown: number
  readonly samples: number
  /** Samples that match the search. */
  readonly matches: number
  /** Error message of a search whose regexp does not parse; "" otherwise. */
  readonly searchError: string
}

/** The line above a stack. */
export interface TraceSample {
  readonly kind: 'sample'
  /** Row among the samples that the filters leave. */
  readonly row: number
  /** As pprof prints it, and its share of the total. */
  readonly valueText: string
  readonly percent: string
  readonly labels: readonly TraceLabel[]
}

export interface TraceFrame {
  readonly kind: 'frame'
  readonly row: number
  readonly frame: FrameText
  /** As the report prints it: its file's path is the one recorded, whatever is trimmed elsewhere. */
  readonly text: string
  /** Inlined into the frame below. */
  readonly inline: boolean
  readonly match: boolean
}

/** Stands for frames that are left out, or above them where they are shown. */
export interface TraceFold {
  readonly kind: 'fold'
  readonly row: number
  readonly hidden: number
  /** Of these, how many match the search. */
  readonly matches: number
  readonly open: boolean
}

export type TraceLine = TraceSample | TraceFrame | TraceFold

/** Asks for the next line that matches the search, folded away or not. */
export interface TraceMatchRequest extends TraceLines {
  /** Where to begin (itself not); -1 for before the first. */
  readonly line: number
  readonly step: 1 | -1
}

export interface TraceMatchAnswer {
  /** -1: nothing matches. */
  readonly line: number
  /** Row of the sample that has to be open for `line` to be that; -1 for none. */
  readonly open: number
  /** Name of the frame that stands there; "" for none. */
  readonly name: string
}

/** Asks for the whole stack of a sample. */
export interface TraceStackRequest {
  readonly options: Options
  readonly row: number
}

export interface TraceStackAnswer {
  /** Frames as the report prints them, outermost first. */
  readonly stack: readonly string[]
}

/** The lines of the window that is requested, as the report `traces` has them. */
export function tracesWindow(session: EngineSession, request: TracesRequest): TracesAnswer {
  const { layout, matched, samples, searchError } = laidOut(session, request)
  const { rows, firstLine } = layout
  const count = firstLine.at(-1)!
  const from = Math.max(0, Math.min(request.from, count))
  const to = Math.max(from, Math.min(request.to, count))
  const write = lineWriter(session, request.options, layout)
  const lines: TraceLine[] = []
  for (let at = sampleAt(layout, from); at < rows.length && firstLine[at]! < to; at++) {
    const start = firstLine[at]!
    const own = linesOf(layout, at).slice(Math.max(0, from - start), to - start)
    for (const line of own) lines.push(write(line, rows[at]!))
  }
  const matches = matched ? countIn(layout.table, matched) : 0
  return { lines, from, count, shown: rows.length, samples, matches, searchError }
}

/** The next or previous match of the search; NONE if there is none. */
export function traceMatch(session: EngineSession, request: TraceMatchRequest): TraceMatchAnswer {
  const { layout, matched } = laidOut(session, request)
  if (!matched) return { line: NONE, open: NONE, name: '' }
  const { line, open, key } = nextMatch(layout, matched, request.line, request.step)
  const name = key === NONE ? '' : session.selection(request.options).names.of(key)
  return { line, open, name }
}

/** The whole stack of a sample. */
export function traceStack(
  session: EngineSession,
  { options, row }: TraceStackRequest,
): TraceStackAnswer {
  const table = traceTable(session.selection(options), options)
  const stack: string[] = []
  table.walk(row, (key) => stack.push(table.names.of(key)))
  return { stack: stack.reverse() }
}

interface LaidOut {
  readonly layout: TraceLayout
  /** A byte per stack: whether it has a match; null where nothing is searched for. */
  readonly matched: Uint8Array | null
  readonly samples: number
  readonly searchError: string
}

/** The last layout of each table: scrolling asks for the same again. */
const last = new WeakMap<TraceTable, { readonly key: string; readonly laidOut: LaidOut }>()

function laidOut(session: EngineSession, request: TraceLines): LaidOut {
  const { options, order, search, onlyMatches, folded, open } = request
  const table = traceTable(session.selection(options), options)
  const key = JSON.stringify([order, search, onlyMatches, folded, open])
  const known = last.get(table)
  if (known?.key === key) return known.laidOut
  const { frames: found, error: searchError } = session.found(options, search)
  const matched = found && table.stacksWith(found)
  const all = table.ordered(order)
  const rows = onlyMatches && matched ? all.filter((row) => matched[table.stackOf(row)] === 1) : all
  const layout = traceLayout({ table, rows, folded, open: new Set(open), found })
  const made = { layout, matched, samples: all.length, searchError }
  last.set(table, { key, laidOut: made })
  return made
}

function countIn(table: TraceTable, matched: Uint8Array): number {
  let count = 0
  for (const row of table.ordered('file')) count += matched[table.stackOf(row)]!
  return count
}

function lineWriter(
  session: EngineSession,
  options: Options,
  { table, found }: TraceLayout,
): (line: LayoutLine, row: number) => TraceLine {
  const selection = session.selection(options)
  const measure = session.unfitted(options)
  return (line, row) => {
    if (line.kind === 'fold') {
      const { frames, open } = line
      const matches = frames.reduce((sum, { key }) => sum + (found?.[key] ?? 0), 0)
      return { kind: 'fold', row, hidden: frames.length, matches, open }
    }
    if (line.kind === 'frame') {
      const { key, inline } = line
      const frame = frameText(selection, key)
      const text = table.names.of(key)
      return { kind: 'frame', row, frame, text, inline, match: found?.[key] === 1 }
    }
    const value = table.valueOf(row)
    return {
      kind: 'sample',
      row,
      valueText: measure.formatShown(value),
      percent: measure.percent(value).trim(),
      labels: table.labels.of(table.labelSetOf(row)),
    }
  }
}
