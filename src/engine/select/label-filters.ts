import type { LabelSets } from '../profile/labels.ts'
import type { Profile } from '../profile/profile.ts'
import { scale } from '../profile/units.ts'
import type { OptionName, Options } from './options.ts'
import { compilePattern, type Matcher } from './regexps.ts'

/** The options that decide by a sample's labels whether it counts, and which labels are shown. */
export type LabelFilters = Pick<Options, 'tagfocus' | 'tagignore' | 'tagshow' | 'taghide'>

export interface KeptLabels {
  /** A byte per label set: whether samples with it count; null where all do. */
  readonly keptSets: Uint8Array | null
  /** The labels that are shown; the same sets, less the keys that tagshow and taghide leave out. */
  readonly labels: LabelSets
  /** A byte per label set: whether the pattern of the option matches it; null where there is none. */
  readonly matches: Readonly<Record<keyof LabelFilters, Uint8Array | null>>
  /** What pprof says about its interpretation of the filters. */
  readonly notes: readonly string[]
}

/**
 * Applies tagfocus, tagignore, tagshow and taghide to the label sets.
 * (Rules: github.com/google/pprof, internal/driver/driver_focus.go and profile/filter.go.)
 * @throws OptionError for a pattern that does not parse
 */
export function keptLabels(profile: Profile, filters: LabelFilters): KeptLabels {
  const units = labelUnits(profile).units
  const notes: string[] = []
  const tagfocus = labelFilter(profile, 'tagfocus', filters.tagfocus, units, notes)
  const tagignore = labelFilter(profile, 'tagignore', filters.tagignore, units, notes)
  const { labels, tagshow, taghide } = shownLabels(profile, filters)
  let keptSets: Uint8Array | null = null
  if (tagfocus || tagignore) {
    keptSets = new Uint8Array(profile.labels.count)
    for (let set = 0; set < keptSets.length; set++) {
      keptSets[set] = (!tagfocus || tagfocus[set] === 1) && tagignore?.[set] !== 1 ? 1 : 0
    }
  }
  return { keptSets, labels, matches: { tagfocus, tagignore, tagshow, taghide }, notes }
}

/**
 * The options whose pattern matches no sample: tagfocus and tagignore look at those that the
 * filters on frames leave, tagshow and taghide at what is left of these.
 * @param kept a byte per stack: whether samples that end there are left
 */
export function unmatchedLabels(
  { samples, labels }: Profile,
  kept: Uint8Array,
  { matches, keptSets }: KeptLabels,
): OptionName[] {
  const { tagfocus, tagignore, tagshow, taghide } = matches
  if (!tagfocus && !tagignore && !tagshow && !taghide) return []
  const met = new Uint8Array(labels.count)
  for (let i = 0; i < samples.count; i++) {
    if (kept[samples.stack[i]!] === 1) met[samples.labelSet[i]!] = 1
  }
  const left = keptSets ? met.map((byte, set) => byte & keptSets[set]!) : met
  const unmatched = (matching: Uint8Array | null, among: Uint8Array): boolean =>
    matching !== null && !matching.some((byte, set) => byte === 1 && among[set] === 1)
  const names: OptionName[] = []
  if (unmatched(tagfocus, met)) names.push('tagfocus')
  if (unmatched(tagignore, met)) names.push('tagignore')
  if (unmatched(tagshow, left)) names.push('tagshow')
  if (unmatched(taghide, left)) names.push('taghide')
  return names
}

export interface LabelUnits {
  /** Unit of each key of a numeric label, by the key's string index. */
  readonly units: ReadonlyMap<number, string>
  /** Units that occur for a key beside the one used, in order. */
  readonly ignored: ReadonlyMap<number, readonly string[]>
}

/**
 * The unit of each numeric label: the first one in the file; where there is none, what the key
 * means by itself.
 */
export function labelUnits({ labels, strings }: Profile): LabelUnits {
  const units = new Map<number, string>()
  const others = new Map<number, Set<string>>()
  const keys = new Set<number>()
  for (let i = 0; i < labels.key.length; i++) {
    if (labels.str[i] !== 0) continue
    const key = labels.key[i]!
    keys.add(key)
    const unit = strings.get(labels.unit[i]!)
    if (unit === '') continue
    const used = units.get(key)
    if (used === undefined) units.set(key, unit)
    else if (used !== unit) {
      const set = others.get(key) ?? new Set()
      others.set(key, set.add(unit))
    }
  }
  for (const key of keys) {
    if (units.has(key)) continue
    const name = strings.get(key)
    units.set(key, name === 'alignment' || name === 'request' ? 'bytes' : name)
  }
  const ignored = new Map([...others].map(([key, set]) => [key, [...set].sort()]))
  return { units, ignored }
}

/** A byte per label set: whether it matches; null for no filter. */
function labelFilter(
  profile: Profile,
  option: 'tagfocus' | 'tagignore',
  filter: string,
  units: ReadonlyMap<number, string>,
  notes: string[],
): Uint8Array | null {
  if (filter === '') return null
  const equals = filter.indexOf('=')
  const key = equals < 0 ? null : filter.slice(0, equals)
  const value = equals < 0 ? filter : filter.slice(equals + 1)
  const range = parseRange(value)
  if (range) notes.push(`${option}:Interpreted '${value}' as range, not regexp`)
  const matchers = range ? [] : value.split(',').map((part) => patternOf(part, option))
  const matches = range
    ? (set: number) => inRange(profile, set, key, range, units)
    : key === null
      ? (set: number) => matchers.every((matcher) => anyPair(profile, set, matcher))
      : (set: number) => matchers.some((matcher) => anyValue(profile, set, key, matcher))
  return Uint8Array.from({ length: profile.labels.count }, (_, set) => (matches(set) ? 1 : 0))
}

/** An empty pattern matches everything. */
function patternOf(pattern: string, option: OptionName): Matcher {
  return compilePattern(pattern, option) ?? { test: () => true }
}

function anyPair({ labels, strings }: Profile, set: number, matcher: Matcher): boolean {
  for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
    if (labels.str[i] === 0) continue
    if (matcher.test(`${strings.get(labels.key[i]!)}:${strings.get(labels.str[i]!)}`)) return true
  }
  return false
}

function anyValue({ labels, strings }: Profile, set: number, key: string, by: Matcher): boolean {
  for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
    if (labels.str[i] === 0 || strings.get(labels.key[i]!) !== key) continue
    if (by.test(strings.get(labels.str[i]!))) return true
  }
  return false
}

/** A range of numbers in one unit; both ends belong to it. */
interface Range {
  readonly unit: string
  readonly from: number
  readonly to: number
}

const NUMBER = /([+-]?[0-9]+)([A-Za-z]+)?/g

/**
 * Reads 32kb (exactly), :64kb (at most), 4mb: (at least), 12kb:64mb (between).
 * @returns null for anything else: then it is a regexp
 */
function parseRange(filter: string): Range | null {
  const [first, second] = filter.match(NUMBER) ?? []
  if (first === undefined) return null
  const low = parseNumber(first, null)
  if (second === undefined) {
    if (filter === first) return { unit: low.unit, from: low.value, to: low.value }
    if (filter === `${first}:`) {
      return { unit: low.unit, from: low.value, to: Number.POSITIVE_INFINITY }
    }
    if (filter === `:${first}`) {
      return { unit: low.unit, from: Number.NEGATIVE_INFINITY, to: low.value }
    }
    return null
  }
  if (filter !== `${first}:${second}`) return null
  const high = parseNumber(second, low.unit)
  return high.unit === low.unit ? { unit: low.unit, from: low.value, to: high.value } : null
}

function parseNumber(text: string, to: string | null): { value: number; unit: string } {
  const unit = text.replace(/^[+-]?[0-9]+/, '')
  return scale(Number.parseInt(text, 10), unit, to ?? unit)
}

function inRange(
  { labels, strings }: Profile,
  set: number,
  key: string | null,
  range: Range,
  units: ReadonlyMap<number, string>,
): boolean {
  for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
    if (labels.str[i] !== 0) continue
    const label = labels.key[i]!
    if (key !== null && strings.get(label) !== key) continue
    const { value, unit } = scale(labels.num[i]!, units.get(label) ?? '', range.unit)
    if (unit === range.unit && value >= range.from && value <= range.to) return true
  }
  return false
}

interface ShownLabels {
  readonly labels: LabelSets
  /** As in KeptLabels. */
  readonly tagshow: Uint8Array | null
  readonly taghide: Uint8Array | null
}

/** The label sets without the keys that tagshow and taghide leave out. */
function shownLabels({ labels, strings }: Profile, filters: LabelFilters): ShownLabels {
  const show = compilePattern(filters.tagshow, 'tagshow')
  const hide = compilePattern(filters.taghide, 'taghide')
  if (!show && !hide) return { labels, tagshow: null, taghide: null }
  const tagshow = show && new Uint8Array(labels.count)
  const taghide = hide && new Uint8Array(labels.count)
  const keys = [...new Set(labels.key)]
  const shown = new Set(keys.filter((key) => show?.test(strings.get(key))))
  const hidden = new Set(keys.filter((key) => hide?.test(strings.get(key))))
  const kept: number[] = []
  const first = new Uint32Array(labels.count + 1)
  for (let set = 0; set < labels.count; set++) {
    for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
      const key = labels.key[i]!
      if (tagshow && shown.has(key)) tagshow[set] = 1
      if (taghide && hidden.has(key)) taghide[set] = 1
      if ((!show || shown.has(key)) && !hidden.has(key)) kept.push(i)
    }
    first[set + 1] = kept.length
  }
  return {
    labels: {
      count: labels.count,
      first,
      key: Uint32Array.from(kept, (i) => labels.key[i]!),
      str: Uint32Array.from(kept, (i) => labels.str[i]!),
      num: Float64Array.from(kept, (i) => labels.num[i]!),
      unit: Uint32Array.from(kept, (i) => labels.unit[i]!),
      ...(labels.exact && { exact: BigInt64Array.from(kept, (i) => labels.exact![i]!) }),
    },
    tagshow,
    taghide,
  }
}
