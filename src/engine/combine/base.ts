import { BASE_LABEL } from '../profile/base-label.ts'
import { inexactLabel, LabelInterner, type LabelSets } from '../profile/labels.ts'
import type { Profile } from '../profile/profile.ts'
import type { StringTable } from '../profile/strings.ts'
import { checkCompatible, mergeProfiles } from './merge.ts'
import { reconcile } from './reconcile.ts'
import { scaleProfile } from './scale.ts'

/** How a base is taken into account. */
export interface Comparison {
  /**
   * Mark the base's samples (-diff_base): they do not cancel those of the source, and 100 % is
   * the base. Otherwise (-base) they are subtracted.
   */
  readonly diff: boolean
  /** Scale the source to the total of the base, for each sample type. */
  readonly normalize: boolean
}

/** Several profiles as one, added up. */
export function combine(profiles: readonly Profile[]): Profile {
  const reconciled = reconcile(profiles)
  return reconciled.length === 1 ? reconciled[0]! : mergeProfiles(reconciled)
}

/**
 * The difference of a profile and a base, as one profile whose base samples are negative.
 * (Rule: github.com/google/pprof, internal/driver fetchProfiles.)
 * @throws ProfileError for profiles that have nothing in common, or, where they are
 *   to be normalized, that do not count the same in the same units
 */
export function compareWithBase(source: Profile, base: Profile, how: Comparison): Profile {
  const marked = how.diff ? withLabel(base, BASE_LABEL, 'true') : base
  const scaled = how.normalize ? scaleProfile(source, ratiosToBase(source, marked)) : source
  return combine([
    scaled,
    scaleProfile(
      marked,
      marked.sampleTypes.map(() => -1),
    ),
  ])
}

/**
 * What each sample type of the source is to be multiplied by to have the base's sum.
 * @throws ProfileError where the two do not count the same in the same units
 */
export function ratiosToBase(source: Profile, base: Profile): number[] {
  checkCompatible(source, base)
  const sum = (column: Float64Array): number => {
    let total = 0
    for (const value of column) total += value
    return total
  }
  return source.samples.values.map((column, type) => {
    const total = sum(column)
    return total === 0 ? 0 : sum(base.samples.values[type] ?? new Float64Array(0)) / total
  })
}

/** The profile with a label on every sample, in place of those with the same key. */
export function withLabel(profile: Profile, key: string, value: string): Profile {
  const { labels, setOf } = labelled(profile.labels, profile.strings, key, value)
  const labelSet = profile.samples.labelSet.map((set) => setOf[set]!)
  return { ...profile, labels, samples: { ...profile.samples, labelSet } }
}

/**
 * The sets with a label, in place of those with the same key.
 * @param strings the table that the sets are of
 * @returns `setOf`: of each set what it has become
 */
export function labelled(
  labels: LabelSets,
  strings: StringTable,
  key: string,
  value: string,
): { labels: LabelSets; setOf: Uint32Array } {
  const keyIndex = strings.add(key)
  const valueIndex = strings.add(value)
  const interner = new LabelInterner()
  const setOf = Uint32Array.from({ length: labels.count }, (_, set) => {
    for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
      if (labels.key[i] === keyIndex && labels.str[i] !== 0) continue
      interner.push(
        labels.key[i]!,
        labels.str[i]!,
        labels.num[i]!,
        labels.unit[i]!,
        inexactLabel(labels, i),
      )
    }
    interner.push(keyIndex, valueIndex, 0, 0)
    return interner.close()
  })
  return { labels: interner.finish(), setOf }
}
