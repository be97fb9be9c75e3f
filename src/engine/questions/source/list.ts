import { compareText } from '../../profile/format.ts'
import type { Options } from '../../select/options.ts'
import type { FrameText } from '../../session/answers.ts'
import type { EngineSession } from '../../session/session.ts'
import { type SourceFunction, type SourceTable, sourceTable } from './table.ts'

/** A window of what there is source of: functions or files, with their values. */
export interface SourcesRequest {
  readonly options: Options
  readonly of: 'functions' | 'files'
  readonly sort: 'flat' | 'cum' | 'name'
  /** Only rows that have this in their name or path, whatever the case; "" for all. */
  readonly filter: string
  readonly from: number
  readonly to: number
}

export interface SourcesAnswer {
  readonly rows: readonly SourceRow[]
  /** Index of the first row given. */
  readonly from: number
  /** Rows in all. */
  readonly count: number
  /** False where nothing in the profile has a file and a line. */
  readonly lined: boolean
}

export interface SourceRow {
  /** Function; "" for a file. */
  readonly name: string
  /** "" for a function of which the profile does not say. */
  readonly file: string
  /** The frame to select for the function; null for a file. */
  readonly frame: FrameText | null
  /** As `list` prints them. */
  readonly flatText: string
  readonly cumText: string
  readonly cumPercent: string
  /** cum as a share of the total, 0 … 1. */
  readonly share: number
}

interface Row {
  readonly name: string
  readonly file: string
  readonly flat: number
  readonly cum: number
  readonly of: SourceFunction | null
}

/** A window of the list of functions and files with source lines. */
export function sourceList(session: EngineSession, request: SourcesRequest): SourcesAnswer {
  const table = sourceTable(session, request.options)
  const rows = orderedRows(table, request)
  const from = Math.max(0, Math.min(request.from, rows.length))
  const { measure } = table
  return {
    rows: rows.slice(from, Math.max(from, request.to)).map(({ name, file, flat, cum, of }) => ({
      name,
      file,
      frame: of && table.frameOf(of.heaviest),
      flatText: measure.formatShown(flat),
      cumText: measure.formatShown(cum),
      cumPercent: measure.percent(cum).trim(),
      share: measure.total === 0 ? 0 : Math.min(1, Math.abs(cum / measure.total)),
    })),
    from,
    count: rows.length,
    lined: table.lined,
  }
}

/** The last order of each table: scrolling asks for windows of the same. */
const orders = new WeakMap<SourceTable, { readonly key: string; readonly rows: readonly Row[] }>()

function orderedRows(
  table: SourceTable,
  { of, sort, filter }: Pick<SourcesRequest, 'of' | 'sort' | 'filter'>,
): readonly Row[] {
  const key = JSON.stringify([of, sort, filter])
  const known = orders.get(table)
  if (known?.key === key) return known.rows
  const all: Row[] =
    of === 'functions'
      ? table.functions.map((each) => ({ ...each, of: each }))
      : Array.from(table.files.values(), (each) => ({ ...each, name: '', of: null }))
  const lower = filter.toLowerCase()
  const rows = all
    .filter(({ name, file }) => `${name}\n${file}`.toLowerCase().includes(lower))
    .sort((a, b) => {
      const byValue = sort === 'name' ? 0 : Math.abs(b[sort]) - Math.abs(a[sort])
      return byValue || compareText(a.name, b.name) || compareText(a.file, b.file)
    })
  orders.set(table, { key, rows })
  return rows
}
