import { BASE_LABEL } from '../../profile/base-label.ts'
import { compareText } from '../../profile/format.ts'
import type { Profile } from '../../profile/profile.ts'
import { scaledLabel } from '../../profile/units.ts'
import { labelUnits } from '../../select/label-filters.ts'
import type { Selection } from '../../select/selection.ts'
import { escapeForDot } from './short-names.ts'

/** The only key whose numbers are drawn. */
const NUMBER_KEY = 'bytes'

/**
 * What a graph draws of the labels: a tag for each combination of texts that some label set has,
 * and one for each number that stands with it; numbers that print alike are one tag.
 */
export interface TagNames {
  readonly count: number
  /** In DOT's escapes. */
  readonly name: readonly string[]
  /** The combination that a number stands with; "" for none, and null for combinations. */
  readonly beside: readonly (string | null)[]
  /** Unit of the numbers. */
  readonly unit: string
  /** Label set `s` has the tags `tag[first[s]]` up to `tag[first[s + 1]]`. */
  readonly first: Uint32Array
  readonly tag: Uint32Array
  /** The number itself, beside each entry of `tag`. */
  readonly value: Float64Array
}

/** Names the tags of all label sets. @param outputUnit as the option `unit` has it */
export function tagNames({ profile, labels }: Selection, outputUnit: string): TagNames {
  const unit = numberUnit(profile)
  const name: string[] = []
  const beside: (string | null)[] = []
  const known = new Map<string, number>()
  const tag: number[] = []
  const value: number[] = []
  const first = new Uint32Array(labels.count + 1)
  const intern = (text: string, other: string | null): number => {
    const key = other === null ? text : `${other}\0${text}`
    let index = known.get(key)
    if (index === undefined) {
      index = name.length
      known.set(key, index)
      name.push(text)
      beside.push(other)
    }
    return index
  }
  for (let set = 0; set < labels.count; set++) {
    const texts: string[] = []
    const numbers: number[] = []
    for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
      const key = profile.strings.get(labels.key[i]!)
      if (labels.str[i] !== 0) {
        if (key !== BASE_LABEL) texts.push(`${key}:${profile.strings.get(labels.str[i]!)}`)
      } else if (key === NUMBER_KEY) numbers.push(labels.num[i]!)
    }
    const combination = texts.sort(compareText).map(escapeForDot).join('\\n')
    if (combination !== '') {
      tag.push(intern(combination, null))
      value.push(0)
    }
    for (const number of numbers) {
      tag.push(intern(escapeForDot(scaledLabel(number, unit, outputUnit)), combination))
      value.push(number)
    }
    first[set + 1] = tag.length
  }
  return {
    count: name.length,
    name,
    beside,
    unit,
    first,
    tag: Uint32Array.from(tag),
    value: Float64Array.from(value),
  }
}

function numberUnit(profile: Profile): string {
  for (const [key, unit] of labelUnits(profile).units) {
    if (profile.strings.get(key) === NUMBER_KEY) return unit
  }
  return NUMBER_KEY
}
