import { incompatible } from '../profile/error.ts'
import { NONE } from '../profile/ids.ts'
import { inexactLabel, type LabelEntry, LabelInterner, type LabelSets } from '../profile/labels.ts'
import { PairIndex } from '../profile/pairs.ts'
import type { Header, Profile } from '../profile/profile.ts'
import { StackInterner } from '../profile/stacks.ts'
import type { StringTable } from '../profile/strings.ts'
import { MergedTables } from './merged-tables.ts'

/**
 * Merges profiles that have the same sample types (see reconcile.ts): equal locations become one,
 * samples with equal stacks and labels are added up, those whose values are all zero are removed,
 * and so is what no sample uses. Linear in the sizes of the profiles: each node of each stack tree
 * is visited once. (Rules: github.com/google/pprof, profile/merge.go.)
 * @throws ProfileError for different sample or period types
 */
export function mergeProfiles(profiles: readonly Profile[]): Profile {
  const merged = mergeOnce(profiles)
  // Values may have cancelled out: merge again, without those samples.
  for (let i = 0; i < merged.samples.count; i++) if (isZero(merged, i)) return mergeOnce([merged])
  return merged
}

function mergeOnce(profiles: readonly Profile[]): Profile {
  const first = profiles[0]
  if (!first) throw incompatible('no profiles to merge')
  for (const other of profiles) checkCompatible(first, other)
  const merger = new Merger(first.strings, first.sampleTypes.length)
  for (const profile of profiles) merger.add(profile)
  return merger.finish(first, combineHeaders(profiles), commonDefault(profiles))
}

function isZero({ samples }: Profile, i: number): boolean {
  return samples.values.every((column) => column[i] === 0)
}

class Merger {
  private readonly stacks = new StackInterner()
  private readonly labels = new LabelInterner()
  private readonly tables: MergedTables
  /** (stack, label set) of each sample. */
  private readonly rows = new PairIndex()
  private readonly values: number[][]
  private readonly exact: bigint[][]
  private anyExact = false
  private readonly warnings = new Set<string>()

  constructor(
    private readonly strings: StringTable,
    types: number,
  ) {
    this.tables = new MergedTables(strings)
    this.values = Array.from({ length: types }, () => [])
    this.exact = Array.from({ length: types }, () => [])
  }

  add(profile: Profile): void {
    const { samples } = profile
    for (const warning of profile.warnings) this.warnings.add(warning)
    if (samples.exactValues) this.keepExact()
    const tables = this.tables.of(profile)
    const stackOf = new Int32Array(profile.stacks.count).fill(NONE)
    stackOf[0] = 0
    const setOf = new Map<number, number>()
    const pending: number[] = []
    for (let i = 0; i < samples.count; i++) {
      if (isZero(profile, i)) continue
      // Locations are numbered as they are met, from the innermost call outwards.
      let at = samples.stack[i]!
      while (stackOf[at] === NONE) {
        tables.location(profile.stacks.location[at]!)
        pending.push(at)
        at = profile.stacks.parent[at]!
      }
      let node = stackOf[at]!
      for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        node = this.stacks.intern(node, tables.location(profile.stacks.location[next]!))
        stackOf[next] = node
      }
      const labelSet = samples.labelSet[i]!
      let set = setOf.get(labelSet)
      if (set === undefined) {
        set = this.labels.intern(orderedLabels(profile.labels, labelSet, tables.string))
        setOf.set(labelSet, set)
      }
      this.addValues(this.rows.intern(node, set), profile, i)
    }
  }

  finish(first: Profile, header: Header, defaultSampleType: string): Profile {
    const { rows } = this
    const count = rows.count
    return {
      ...this.tables.finish(),
      strings: this.strings,
      sampleTypes: first.sampleTypes,
      defaultSampleType,
      stacks: this.stacks.finish(),
      labels: this.labels.finish(),
      samples: {
        count,
        stack: Uint32Array.from({ length: count }, (_, i) => rows.first[i]!),
        labelSet: Uint32Array.from({ length: count }, (_, i) => rows.second[i]!),
        values: this.values.map((column) => Float64Array.from(column)),
        ...(this.anyExact && {
          exactValues: this.exact.map((column) => BigInt64Array.from(column)),
        }),
      },
      header,
      warnings: [...this.warnings],
    }
  }

  /** From here on exact values are kept beside the doubles. */
  private keepExact(): void {
    if (this.anyExact) return
    this.anyExact = true
    this.values.forEach((column, type) => {
      this.exact[type] = column.map((value) => BigInt(value))
    })
  }

  private addValues(row: number, { samples }: Profile, i: number): void {
    for (let type = 0; type < this.values.length; type++) {
      const value = samples.values[type]![i]!
      const column = this.values[type]!
      column[row] = (column[row] ?? 0) + value
      if (!this.anyExact) continue
      const exact = this.exact[type]!
      exact[row] = (exact[row] ?? 0n) + (samples.exactValues?.[type]?.[i] ?? BigInt(value))
    }
  }
}

/**
 * The labels of a set, ordered so that equal sets are equal: texts first, then by key.
 * @param string the index, in the table that the sets go into, of one of the profile's strings
 */
export function orderedLabels(
  labels: LabelSets,
  set: number,
  string: (index: number) => number,
): LabelEntry[] {
  const entries: LabelEntry[] = []
  for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
    entries.push({
      key: string(labels.key[i]!),
      str: string(labels.str[i]!),
      num: labels.num[i]!,
      exact: inexactLabel(labels, i),
      unit: string(labels.unit[i]!),
    })
  }
  const numeric = ({ str }: LabelEntry): number => (str === 0 ? 1 : 0)
  return entries.sort((a, b) => numeric(a) - numeric(b) || a.key - b.key)
}

/** @throws ProfileError for different sample or period types */
export function checkCompatible(first: Profile, other: Profile): void {
  const words = (types: Profile['sampleTypes']): string =>
    `[${types.map(({ type, unit }) => `${type}/${unit}`).join(' ')}]`
  const a = first.header.periodType
  const b = other.header.periodType
  if (a.type !== b.type || a.unit !== b.unit) {
    throw incompatible(`incompatible period types ${words([a])} and ${words([b])}`)
  }
  if (words(first.sampleTypes) !== words(other.sampleTypes)) {
    throw incompatible(
      `incompatible sample types ${words(first.sampleTypes)} and ${words(other.sampleTypes)}`,
    )
  }
}

/** The header of the merged profile: earliest time, added durations, largest period. */
export function combineHeaders(profiles: readonly Profile[]): Header {
  const { dropFrames, keepFrames, periodType } = profiles[0]!.header
  let timeNanos = 0n
  let durationNanos = 0n
  let period = 0n
  let docUrl = ''
  const comments = new Set<string>()
  for (const { header } of profiles) {
    if (timeNanos === 0n || header.timeNanos < timeNanos) timeNanos = header.timeNanos
    durationNanos += header.durationNanos
    if (period === 0n || period < header.period) period = header.period
    docUrl ||= header.docUrl
    for (const comment of header.comments) comments.add(comment)
  }
  return {
    timeNanos,
    durationNanos,
    periodType,
    period,
    comments: [...comments],
    docUrl,
    dropFrames,
    keepFrames,
  }
}

/** The first default sample type among the profiles; "" if none has one. */
export function commonDefault(profiles: readonly Profile[]): string {
  return profiles.find(({ defaultSampleType }) => defaultSampleType !== '')?.defaultSampleType ?? ''
}
