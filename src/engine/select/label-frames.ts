import { resized } from '../profile/columns.ts'
import { NONE } from '../profile/ids.ts'
import type { Profile } from '../profile/profile.ts'
import { StackInterner } from '../profile/stacks.ts'
import { scaledLabel } from '../profile/units.ts'
import type { Options } from './options.ts'

/** The options that turn labels into frames. */
export const LABEL_FRAMES_BY = ['tagroot', 'tagleaf', 'unit'] as const
export type LabelFrameOptions = Pick<Options, (typeof LABEL_FRAMES_BY)[number]>

export interface WithLabelFrames {
  readonly profile: Profile
  /** Options whose keys no sample has. */
  readonly unmatched: readonly ('tagroot' | 'tagleaf')[]
}

/**
 * A profile whose stacks begin with a frame for each key of tagroot and end with one for each key
 * of tagleaf; the frame's function is named after the label's values, its file after the key.
 * Samples without the label get a frame without a name. Each old stack is laid under each prefix
 * once, however many samples share it. (Rule: github.com/google/pprof, internal/driver/tagroot.go.)
 */
export function addLabelFrames(profile: Profile, options: LabelFrameOptions): WithLabelFrames {
  const roots = keysOf(options.tagroot)
  const leaves = keysOf(options.tagleaf)
  if (roots.length === 0 && leaves.length === 0) return { profile, unmatched: [] }
  const frames = new LabelFrames(profile, options.unit)
  const stacks = new StackInterner(profile.stacks.count * 2)
  const prefixes = new Prefixes(profile, stacks)
  const suffixes = new Map<number, readonly number[]>()
  const prefixOf = new Map<number, number>()
  const stack = new Uint32Array(profile.samples.count)
  for (let i = 0; i < stack.length; i++) {
    const set = profile.samples.labelSet[i]!
    let prefix = prefixOf.get(set)
    if (prefix === undefined) {
      prefix = 0
      for (const location of frames.ofKeys('tagroot', set, roots)) {
        prefix = stacks.intern(prefix, location)
      }
      prefixOf.set(set, prefix)
    }
    let suffix = suffixes.get(set)
    if (!suffix) {
      suffix = frames.ofKeys('tagleaf', set, leaves)
      suffixes.set(set, suffix)
    }
    let node = prefixes.lay(prefix, profile.samples.stack[i]!)
    for (const location of suffix) node = stacks.intern(node, location)
    stack[i] = node
  }
  const unmatched = (['tagroot', 'tagleaf'] as const).filter(
    (name) => options[name] !== '' && !frames.matched.has(name),
  )
  const samples = { ...profile.samples, stack }
  return { profile: { ...frames.extend(), samples, stacks: stacks.finish() }, unmatched }
}

function keysOf(list: string): string[] {
  return list.split(',').filter((key) => key !== '')
}

/** Lays old stacks under prefixes, remembering what has been laid where. */
class Prefixes {
  /** New node of (prefix, old node). */
  private readonly laid = new Map<number, number>()
  private readonly pending: number[] = []

  constructor(
    private readonly profile: Profile,
    private readonly stacks: StackInterner,
  ) {}

  lay(prefix: number, stack: number): number {
    const { parent, location, count } = this.profile.stacks
    const base = prefix * count
    const { pending, laid } = this
    let at = stack
    let node: number | undefined
    for (;;) {
      node = at === 0 ? prefix : laid.get(base + at)
      if (node !== undefined) break
      pending.push(at)
      at = parent[at]!
    }
    for (let old = pending.pop(); old !== undefined; old = pending.pop()) {
      node = this.stacks.intern(node, location[old]!)
      laid.set(base + old, node)
    }
    return node
  }
}

/** The locations, lines and functions that stand for labels, behind those of the profile. */
class LabelFrames {
  readonly matched = new Set<'tagroot' | 'tagleaf'>()
  private readonly added: { name: number; key: number }[] = []
  private readonly byText = new Map<string, number>()

  constructor(
    private readonly profile: Profile,
    private readonly unit: string,
  ) {}

  /**
   * The locations for the values that label set `set` has for some keys, in the order of the keys.
   * They are made from the last key to the first, as pprof does: that shows in their ids.
   */
  ofKeys(option: 'tagroot' | 'tagleaf', set: number, keys: readonly string[]): number[] {
    return keys.map((_, i) => this.of(option, set, keys.at(-1 - i)!)).reverse()
  }

  private of(option: 'tagroot' | 'tagleaf', set: number, key: string): number {
    const values = this.valuesOf(set, key)
    if (values.length > 0) this.matched.add(option)
    const name = values.join(',')
    const text = `${key}\0${name}`
    let added = this.byText.get(text)
    if (added === undefined) {
      added = this.added.length
      const { strings } = this.profile
      this.added.push({ name: strings.add(name), key: strings.add(key) })
      this.byText.set(text, added)
    }
    return this.profile.locations.count + added
  }

  /** The texts of a label, then its numbers, in the unit of the report. */
  private valuesOf(set: number, key: string): string[] {
    const { labels, strings } = this.profile
    const texts: string[] = []
    const numbers: { num: number; unit: string }[] = []
    for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
      if (strings.get(labels.key[i]!) !== key) continue
      if (labels.str[i] !== 0) texts.push(strings.get(labels.str[i]!))
      else numbers.push({ num: labels.num[i]!, unit: strings.get(labels.unit[i]!) })
    }
    const anyUnit = numbers.some(({ unit }) => unit !== '')
    const printed = numbers.map(({ num, unit }) =>
      anyUnit ? scaledLabel(num, unit, this.unit) : scaledLabel(num, '', ''),
    )
    return [...texts, ...printed]
  }

  /** The profile with the added rows; its samples and stacks are still the old ones. */
  extend(): Profile {
    const { profile, added } = this
    const { functions, locations, lines } = profile
    const more = added.length
    const name = resized(functions.name, functions.count + more)
    const systemName = resized(functions.systemName, functions.count + more)
    const file = resized(functions.file, functions.count + more)
    const functionId = resized(functions.id, functions.count + more)
    const locationId = resized(locations.id, locations.count + more)
    const mapping = resized(locations.mapping, locations.count + more)
    const firstLine = resized(locations.firstLine, locations.count + more + 1)
    const func = resized(lines.function, lines.count + more)
    const lastFunction = largest(functions.id)
    const lastLocation = largest(locations.id)
    added.forEach((frame, i) => {
      name[functions.count + i] = frame.name
      file[functions.count + i] = frame.key
      functionId[functions.count + i] = lastFunction + BigInt(i + 1)
      locationId[locations.count + i] = lastLocation + BigInt(i + 1)
      mapping[locations.count + i] = NONE
      firstLine[locations.count + i + 1] = lines.count + i + 1
      func[lines.count + i] = functions.count + i
    })
    return {
      ...profile,
      functions: {
        count: functions.count + more,
        id: functionId,
        name,
        systemName,
        file,
        startLine: resized(functions.startLine, functions.count + more),
      },
      locations: {
        count: locations.count + more,
        id: locationId,
        mapping,
        address: resized(locations.address, locations.count + more),
        firstLine,
        folded: resized(locations.folded, locations.count + more),
      },
      lines: {
        count: lines.count + more,
        function: func,
        line: resized(lines.line, lines.count + more),
        column: resized(lines.column, lines.count + more),
      },
    }
  }
}

function largest(ids: BigUint64Array): bigint {
  let max = 0n
  for (const id of ids) if (id > max) max = id
  return max
}
