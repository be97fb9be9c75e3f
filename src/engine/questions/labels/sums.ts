import { compareText } from '../../profile/format.ts'
import { inexactLabel } from '../../profile/labels.ts'
import { exactLabelText } from '../../profile/units.ts'
import { sumBySet } from '../../report/tags.ts'
import { labelUnits } from '../../select/label-filters.ts'
import type { Selection } from '../../select/selection.ts'

/** What a selection's samples have of one label key. Sums are in the sample type's unit. */
export interface LabelKey {
  readonly key: string
  /** Unit of its numbers; that of the key itself where the file gives none. */
  readonly unit: string
  /** Added over its values: a sample that has two of them counts twice, as in the report. */
  readonly total: number
  /** What the samples without the key add up to. */
  readonly missing: number
  /** Values as the report `tags` prints them, the heaviest first. */
  readonly values: readonly LabelValue[]
  /** Sum of each distinct number. */
  readonly numbers: ReadonlyMap<number, number>
}

export interface LabelValue {
  readonly name: string
  readonly sum: number
  /** Some label has it as a text. */
  readonly text: boolean
  /** Smallest and largest number that prints so; null where it is only a text. */
  readonly range: { readonly min: number; readonly max: number } | null
}

interface Draft {
  readonly unit: string
  present: number
  lastSet: number
  readonly values: Map<string, { sum: number; text: boolean; min: number; max: number }>
  readonly numbers: Map<number, number>
}

/**
 * The label keys of a selection, from A, each with its values: the figures of the report `tags`.
 * @param toUnit as the option `unit` has it
 */
export function labelKeys(selection: Selection, toUnit: string): LabelKey[] {
  const { profile, labels } = selection
  const { strings } = profile
  const { units } = labelUnits(profile)
  const { sums, met } = sumBySet(profile, selection)
  const drafts = new Map<number, Draft>()
  let all = 0
  for (let set = 0; set < labels.count; set++) {
    if (met[set] === 0) continue
    const sum = sums[set]!
    all += sum
    for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
      const key = labels.key[i]!
      let draft = drafts.get(key)
      if (!draft) {
        draft = newDraft(units.get(key) ?? '')
        drafts.set(key, draft)
      }
      if (draft.lastSet !== set) draft.present += sum
      draft.lastSet = set
      const text = labels.str[i] !== 0
      const number = labels.num[i]!
      const name = text
        ? strings.get(labels.str[i]!)
        : exactLabelText(number, inexactLabel(labels, i), units.get(key) ?? '', toUnit)
      add(draft, name, sum, text ? null : number)
    }
  }
  return [...drafts]
    .map(([key, draft]) => finish(strings.get(key), draft, all))
    .sort((a, b) => compareText(a.key, b.key))
}

function newDraft(unit: string): Draft {
  return { unit, present: 0, lastSet: -1, values: new Map(), numbers: new Map() }
}

function add({ values, numbers }: Draft, name: string, sum: number, number: number | null): void {
  let value = values.get(name)
  if (!value) {
    value = { sum: 0, text: false, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY }
    values.set(name, value)
  }
  value.sum += sum
  if (number === null) {
    value.text = true
    return
  }
  value.min = Math.min(value.min, number)
  value.max = Math.max(value.max, number)
  numbers.set(number, (numbers.get(number) ?? 0) + sum)
}

function finish(key: string, { unit, present, values, numbers }: Draft, all: number): LabelKey {
  let total = 0
  for (const { sum } of values.values()) total += sum
  const sorted = [...values]
    .sort(([a, x], [b, y]) => Math.abs(y.sum) - Math.abs(x.sum) || compareText(a, b))
    .map(([name, { sum, text, min, max }]) => {
      return { name, sum, text, range: min <= max ? { min, max } : null }
    })
  return { key, unit, total, missing: all - present, values: sorted, numbers }
}
