import { keyOf, Memo } from '../../memo.ts'
import { percentage } from '../../profile/units.ts'
import type { Measure } from '../../report/measure.ts'
import {
  keyFilters,
  type LabelFilterTexts,
  rangeFilters,
  textFilters,
} from '../../select/label-filter-texts.ts'
import type { Options } from '../../select/options.ts'
import { SELECTED_BY, type SelectionOptions } from '../../select/selection.ts'
import type { EngineSession } from '../../session/session.ts'
import { type Bucket, histogram } from './buckets.ts'
import { type LabelKey, type LabelValue, labelKeys } from './sums.ts'

/** A window of the list of labels: each key with what it amounts to, its values below it. */
export interface LabelsRequest {
  readonly options: Options
  /** Only keys that contain it, and of others only values that do; "" for all. Case is ignored. */
  readonly filter: string
  /** Keys of which all values are listed, not only the heaviest. */
  readonly open: readonly string[]
  readonly from: number
  readonly to: number
}

export interface LabelsAnswer {
  readonly rows: readonly LabelRow[]
  /** Index of the first row given. */
  readonly from: number
  /** Rows in all. */
  readonly count: number
  /** Keys and values that the filter leaves. */
  readonly keys: number
  readonly values: number
  /** Keys that the samples have, whatever the filter. */
  readonly allKeys: number
  /** Whether samples of the profile carry labels at all, whatever the options leave. */
  readonly labelled: boolean
  /** What 100 % is: the whole profile, or what the filters leave of it, as the options have it. */
  readonly totalText: string
}

export type LabelRow = KeyRow | ValueRow | MoreRow

export interface KeyRow {
  readonly kind: 'key'
  readonly key: string
  /** Its distinct values, as printed. */
  readonly values: number
  /** As the report `tags` prints it. */
  readonly totalText: string
  readonly percent: string
  /** All of its values are listed. */
  readonly open: boolean
}

/** A value, a bar of a histogram, or the samples without the key. */
export interface ValueRow {
  readonly kind: 'value' | 'bucket' | 'missing'
  readonly key: string
  readonly name: string
  readonly text: string
  /** Share of the total; "" where there is no total. */
  readonly percent: string
  /** What the values of its key add up to, and its share of that; null for samples without it. */
  readonly ofKey: { readonly text: string; readonly percent: string } | null
  /** Length of its bar: of the heaviest of its kind and key, 0 … 1; none for samples without it. */
  readonly share: number
  readonly filters: LabelFilterTexts
}

/** Values that are not listed until they are requested, or that can be put away again. */
export interface MoreRow {
  readonly kind: 'more'
  readonly key: string
  readonly hidden: number
  /** Those that are. */
  readonly listed: number
}

/** Values of a key that are listed before it is opened. */
const FEW = 10

/** A key's part of the list, its rows counted but not made. */
interface Section {
  readonly key: LabelKey
  readonly buckets: readonly Bucket[]
  readonly values: readonly LabelValue[]
  readonly listed: number
  readonly missing: boolean
  /** Rows, the key's own included. */
  readonly count: number
  readonly open: boolean
}

const known = new WeakMap<EngineSession, Memo<readonly LabelKey[]>>()

/** A window of the list of labels and their values. */
export function labelsWindow(session: EngineSession, request: LabelsRequest): LabelsAnswer {
  const { options } = request
  const keys = keysOf(session, options)
  const sections = sectionsOf(keys, request)
  const count = sections.reduce((sum, section) => sum + section.count, 0)
  const from = Math.max(0, Math.min(request.from, count))
  const to = Math.max(from, Math.min(request.to, count))
  const measure = session.unfitted(options)
  const rows: LabelRow[] = []
  let first = 0
  for (const section of sections) {
    const end = Math.min(to, first + section.count)
    for (let at = Math.max(from, first); at < end; at++) {
      rows.push(rowOf(section, at - first, measure))
    }
    first += section.count
  }
  return {
    rows,
    from,
    count,
    keys: sections.length,
    values: sections.reduce((sum, { values }) => sum + values.length, 0),
    allKeys: keys.length,
    labelled: session.profile.labels.key.length > 0,
    totalText: measure.formatShown(measure.total),
  }
}

function keysOf(session: EngineSession, options: SelectionOptions): readonly LabelKey[] {
  let memo = known.get(session)
  if (!memo) {
    memo = new Memo(2)
    known.set(session, memo)
  }
  return memo.get(keyOf(options, SELECTED_BY), () =>
    labelKeys(session.selection(options), options.unit),
  )
}

function sectionsOf(keys: readonly LabelKey[], { filter, open }: LabelsRequest): Section[] {
  const wanted = filter.toLowerCase()
  const opened = new Set(open)
  const sections: Section[] = []
  for (const key of keys) {
    const whole = key.key.toLowerCase().includes(wanted)
    const values = whole
      ? key.values
      : key.values.filter(({ name }) => name.toLowerCase().includes(wanted))
    if (whole || values.length > 0)
      sections.push(sectionOf(key, values, whole, opened.has(key.key)))
  }
  return sections
}

function sectionOf(
  key: LabelKey,
  values: readonly LabelValue[],
  whole: boolean,
  open: boolean,
): Section {
  const buckets = whole && key.numbers.size > FEW ? histogram(key.numbers, key.unit) : []
  // A histogram says what the heaviest numbers would.
  const few = buckets.length > 0 ? 0 : FEW
  const listed = open ? values.length : Math.min(few, values.length)
  const missing = whole && key.missing !== 0
  const more = values.length > few ? 1 : 0
  const count = 1 + buckets.length + listed + more + (missing ? 1 : 0)
  return { key, buckets, values, listed, missing, count, open }
}

/** The section's row `at`: its key, its bars, its values, what is not listed, what has no key. */
function rowOf(section: Section, at: number, measure: Measure): LabelRow {
  const { key, buckets, values, listed, open, count, missing } = section
  if (at === 0) {
    return {
      kind: 'key',
      key: key.key,
      values: key.values.length,
      totalText: measure.formatShown(key.total),
      percent: measure.percent(key.total).trim(),
      open,
    }
  }
  const row = (
    kind: ValueRow['kind'],
    name: string,
    sum: number,
    heaviest: number,
    filters: LabelFilterTexts,
  ): ValueRow => ({
    kind,
    key: key.key,
    name,
    text: measure.formatShown(sum),
    percent: measure.total > 0 ? measure.percent(sum).trim() : '',
    ofKey:
      kind === 'missing'
        ? null
        : { text: measure.formatShown(key.total), percent: percentage(sum, key.total).trim() },
    share: heaviest === 0 ? 0 : Math.abs(sum) / heaviest,
    filters,
  })
  const bucket = buckets[at - 1]
  if (bucket) {
    const heaviest = Math.max(...buckets.map(({ sum }) => Math.abs(sum)))
    const filters = rangeFilters(key.key, bucket.from, bucket.to, key.unit)
    return row('bucket', bucket.name, bucket.sum, heaviest, filters)
  }
  const place = at - 1 - buckets.length
  if (place < listed) {
    const value = values[place]!
    const heaviest = Math.abs(key.values[0]!.sum)
    return row('value', value.name, value.sum, heaviest, filtersOf(key, value))
  }
  if (missing && at === count - 1) {
    const { focus, ignore } = keyFilters(key.key, key.unit, !key.values.some(({ text }) => text))
    const filters = { focus: ignore, ignore: focus }
    return row('missing', '', key.missing, 0, filters)
  }
  return { kind: 'more', key: key.key, hidden: values.length - listed, listed }
}

function filtersOf({ key, unit }: LabelKey, { name, text, range }: LabelValue): LabelFilterTexts {
  if (!range) return textFilters(key, name)
  // No filter matches a text and a number that happen to print alike.
  return text ? { focus: '', ignore: '' } : rangeFilters(key, range.min, range.max, unit)
}
