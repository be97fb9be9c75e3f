import { compareText } from '../profile/format.ts'
import type { Profile } from '../profile/profile.ts'
import { scaledLabel } from '../profile/units.ts'
import { labelUnits } from '../select/label-filters.ts'
import type { Selection } from '../select/selection.ts'
import type { ReportInput } from './input.ts'
import type { Measure } from './measure.ts'

/**
 * The report `tags`: for each label key how much each of its values accounts for. A pass over the
 * samples adds up label sets, one over the sets the values.
 * (Format: github.com/google/pprof, internal/report printTags.)
 */
export function* tagsReport({ profile, options, source, measure }: ReportInput): Generator<string> {
  const keys = [...sumByValue(profile, source, options.unit)]
  for (const [key, sums] of keys.sort(([a], [b]) => compareText(a, b))) {
    yield* keyLines(key, sums, measure)
    yield ''
  }
}

/** For each key the sum of each of its values, as printed. */
type KeySums = Map<string, Map<string, number>>

function sumByValue(profile: Profile, source: Selection, toUnit: string): KeySums {
  const { strings } = profile
  const { labels } = source
  const { units } = labelUnits(profile)
  const { sums, met } = sumBySet(profile, source)
  const byKey: KeySums = new Map()
  for (let set = 0; set < labels.count; set++) {
    if (met[set] === 0) continue
    for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
      const key = strings.get(labels.key[i]!)
      const value =
        labels.str[i] === 0
          ? scaledLabel(labels.num[i]!, units.get(labels.key[i]!) ?? '', toUnit)
          : strings.get(labels.str[i]!)
      let values = byKey.get(key)
      if (!values) {
        values = new Map()
        byKey.set(key, values)
      }
      values.set(value, (values.get(value) ?? 0) + sums[set]!)
    }
  }
  return byKey
}

/** The value of each label set, and a byte that says whether some sample that counts has it. */
export function sumBySet(
  { samples }: Profile,
  { labels, counted, value }: Selection,
): { sums: Float64Array; met: Uint8Array } {
  const values = samples.values[value.column]!
  const sums = new Float64Array(labels.count)
  const met = new Uint8Array(labels.count)
  for (let i = 0; i < samples.count; i++) {
    const set = samples.labelSet[i]!
    if (counted.kept[samples.stack[i]!] === 0 || counted.keptSets?.[set] === 0) continue
    sums[set]! += values[i]!
    met[set] = 1
  }
  return { sums, met }
}

/** The lines of one key: its total and its values, the heaviest first, figures to the right. */
function* keyLines(key: string, sums: Map<string, number>, measure: Measure): Generator<string> {
  let total = 0
  for (const value of sums.values()) total += value
  // Of a total of zero or less pprof prints no shares.
  const shareOf = (value: number): string =>
    measure.total > 0 ? ` (${measure.percent(value)})` : ''
  const of = `${measure.format(total)} of ${measure.format(measure.total)}`
  yield ` ${key}: Total ${of}${shareOf(total)}`
  const rows = [...sums]
    .sort(([a, x], [b, y]) => Math.abs(y) - Math.abs(x) || compareText(a, b))
    .map(([name, value]) => {
      return { name, figures: `${measure.format(value)}${shareOf(value)}:` }
    })
  let width = 1
  for (const { figures } of rows) width = Math.max(width, figures.length + 1)
  // The column of keys is as wide as the key with its colon and a space in front.
  const margin = ' '.repeat([...key].length + 2)
  for (const { name, figures } of rows) yield `${margin}${figures.padStart(width)} ${name}`
}
