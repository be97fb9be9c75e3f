import type { OpenAnswer } from '../worker/protocol.ts'
import { addressesIn, asLinked, isAt } from './addresses.ts'
import { choiceField, fieldOf, textField, withFieldValue } from './fields.ts'
import { type Comparison, type OpenProfile, type Scaled, urlOf } from './open-profile.ts'
import { linkedSnapshots } from './series-order.ts'
import { newKey } from './session.ts'
import type { View } from './view.ts'

// What is compared with what, and how the link says so: the first source is its `url`.

/** Both beside each other, or what has become of the base: pprof's -base, or its -diff_base. */
export const MODE = choiceField('mode', ['side', 'base', 'diff_base'])
export type CompareMode = typeof MODE.initial

/** Addresses of the bases, parted by spaces. */
const BASES = textField('base')
/** Addresses of the sources but the first. */
const MORE = textField('more')
/** What each is multiplied by, sources first, where that is not 1 for all. */
const SCALES = textField('scale')

/** Scales of a link beyond this are ignored. */
const LARGEST_SCALE = 1e9

/** @returns a comparison of its own, every profile as it is if not said otherwise */
export function comparisonOf(sources: readonly Scaled[], bases: readonly Scaled[]): Comparison {
  return { key: newKey(), sources, bases }
}

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

/** The one that was recorded before; where that is not known, the one whose name comes before. */
export function olderFirst(a: OpenProfile, b: OpenProfile): readonly [OpenProfile, OpenProfile] {
  const [first, second] = [a.answer.recorded, b.answer.recorded]
  const known = first > 0 && second > 0 && first !== second
  const inOrder = known
    ? first < second
    : a.name.localeCompare(b.name, 'en', { numeric: true }) <= 0
  return inOrder ? [a, b] : [b, a]
}

/** Addresses of what a link compares its `url` with; none where it compares nothing. */
export function linkedBases(view: View): readonly string[] {
  return addressesIn(fieldOf(view, BASES))
}

/** All addresses that a link is about: sources first, those of a series that was put in order last. */
export function linkedAddresses(view: View): readonly string[] {
  const more = [...addressesIn(fieldOf(view, MORE)), ...linkedBases(view), ...linkedSnapshots(view)]
  const all = [view.url, ...more]
  return [...new Set(all.filter((url) => url !== ''))]
}

/** Of one side: a link may name a profile again and again. */
const MOST_COMPARED = 1000

/** The comparison that a link asks for, of profiles that are open; null where one is not. */
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

/** The view with what is compared in its link, as far as addresses can say it. */
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
