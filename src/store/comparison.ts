import type { OpenAnswer } from '../worker/protocol.ts'
import { addressesIn, asLinked, isAt } from './addresses.ts'
import { choiceField, fieldOf, textField, withFieldValue } from './fields.ts'
import { type Comparison, type OpenProfile, type Scaled, urlOf } from './open-profile.ts'
import { linkedSnapshots } from './series-order.ts'
import { newKey } from './session.ts'
import type { View } from './view.ts'

// The comparison in the link: the first source is its `url`.

/** The mode: side by side, or the difference as of pprof's -base or -diff_base. */
export const MODE = choiceField('mode', ['side', 'base', 'diff_base'])
export type CompareMode = typeof MODE.initial

/** Addresses of the bases, separated by spaces. */
const BASES = textField('base')
/** Addresses of the sources other than the first. */
const MORE = textField('more')
/** The factor of each profile, sources first; left out if all are 1. */
const SCALES = textField('scale')

/** Larger factors in a link are ignored. */
const LARGEST_SCALE = 1e9

/** @returns a new comparison; the factor of each profile is 1 unless given */
export function comparisonOf(sources: readonly Scaled[], bases: readonly Scaled[]): Comparison {
  return { key: newKey(), sources, bases }
}

/** A profile with the factor 1. */
export function unscaled({ key }: Pick<OpenProfile, 'key'>): Scaled {
  return { key, scale: 1 }
}

/** Whether two profiles have a sample type in common. */
export function areComparable(
  { sampleTypes: a }: Pick<OpenAnswer, 'sampleTypes'>,
  { sampleTypes: b }: Pick<OpenAnswer, 'sampleTypes'>,
): boolean {
  return a.some(({ type }) => b.some((other) => other.type === type))
}

/** heap.4.pb.gz + 0.5 × heap.3.pb.gz */
export function namesOf(sides: readonly Scaled[], profiles: readonly OpenProfile[]): string {
  return sides
    .map(({ key, scale }) => {
      const name = profiles.find((profile) => profile.key === key)?.name ?? ''
      return scale === 1 ? name : `${scale} × ${name}`
    })
    .join(' + ')
}

/** Sorts two profiles: the one recorded earlier first or, if the times are not known, by name. */
export function olderFirst(a: OpenProfile, b: OpenProfile): readonly [OpenProfile, OpenProfile] {
  const [first, second] = [a.answer.recorded, b.answer.recorded]
  const known = first > 0 && second > 0 && first !== second
  const inOrder = known
    ? first < second
    : a.name.localeCompare(b.name, 'en', { numeric: true }) <= 0
  return inOrder ? [a, b] : [b, a]
}

/** The addresses of the bases in a link; empty if it compares nothing. */
export function linkedBases(view: View): readonly string[] {
  return addressesIn(fieldOf(view, BASES))
}

/** All addresses in a link: sources first, those of an ordered series last. */
export function linkedAddresses(view: View): readonly string[] {
  const more = [...addressesIn(fieldOf(view, MORE)), ...linkedBases(view), ...linkedSnapshots(view)]
  const all = [view.url, ...more]
  return [...new Set(all.filter((url) => url !== ''))]
}

/** The greatest number on one side: a link may name a profile repeatedly. */
const MOST_COMPARED = 1000

/** The comparison of a link, if all its profiles are open; otherwise null. */
export function linkedComparison(view: View, profiles: readonly OpenProfile[]): Comparison | null {
  const bases = linkedBases(view).slice(0, MOST_COMPARED)
  if (bases.length === 0 || view.url === '') return null
  const more = addressesIn(fieldOf(view, MORE))
  const sources = [view.url, ...more].slice(0, MOST_COMPARED)
  const scales = fieldOf(view, SCALES).split(' ').map(scaleOf)
  const scaled: Scaled[] = []
  for (const url of [...sources, ...bases]) {
    const profile = profiles.find((other) => isAt(other, url))
    if (!profile) return null
    scaled.push({ key: profile.key, scale: scales[scaled.length] ?? 1 })
  }
  return comparisonOf(scaled.slice(0, sources.length), scaled.slice(sources.length))
}

/** The view with the comparison in its link, as far as the profiles have addresses. */
export function withComparison(
  view: View,
  comparison: Comparison | null,
  profiles: readonly OpenProfile[],
): View {
  const { sources = [], bases = [] } = comparison ?? {}
  const urls = (sides: readonly Scaled[]) =>
    sides.map(({ key }) => {
      const profile = profiles.find((other) => other.key === key)
      return profile ? asLinked(urlOf(profile)) : ''
    })
  const print = (texts: readonly string[]) => texts.filter((text) => text !== '').join(' ')
  const all = [...sources, ...bases]
  const scales = all.every(({ scale }) => scale === 1) ? [] : all.map(({ scale }) => `${scale}`)
  const based = withFieldValue(view, BASES, print(urls(bases)))
  const more = withFieldValue(based, MORE, print(urls(sources.slice(1))))
  return withFieldValue(more, SCALES, print(scales))
}

function scaleOf(text: string): number {
  const scale = Number(text)
  return text !== '' && scale > 0 && scale <= LARGEST_SCALE ? scale : 1
}
