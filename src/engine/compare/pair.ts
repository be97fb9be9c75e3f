import { combine, ratiosToBase } from '../combine/base.ts'
import { combineHeaders, commonDefault } from '../combine/merge.ts'
import { reconcile } from '../combine/reconcile.ts'
import { round, scaleProfile } from '../combine/scale.ts'
import type { LabelSets } from '../profile/labels.ts'
import { PairIndex } from '../profile/pairs.ts'
import type { Profile, Samples } from '../profile/profile.ts'
import { layOnOneTree, type OnOneTree, type Placed } from './shared-tree.ts'

/** How a base is taken into account; combine/base.ts says what each means. */
export interface Mode {
  /** Mark the base (-diff_base) instead of letting it cancel the source (-base). */
  readonly diff: boolean
  readonly normalize: boolean
}

/** A profile and what it is multiplied by. */
export interface Scaled {
  readonly profile: Profile
  readonly scale: number
}

/**
 * What is compared with its base, both on one set of tables and one stack tree. The profiles that it
 * gives differ in their samples alone, so whatever depends on the tables (frames, frame trees) is
 * made once for all of them.
 */
export class ProfilePair {
  private readonly shared: OnOneTree
  /** By sample: rows of what they add up to, those of the source and those of the base. */
  private readonly rows = new Map<boolean, Rows>()
  private normalizing: readonly number[] | undefined

  /** @throws ProfileError where the profiles have nothing in common */
  constructor(sources: readonly Scaled[], bases: readonly Scaled[]) {
    const [source, base] = reconcile([addedUp(sources), addedUp(bases)])
    this.shared = layOnOneTree(source!, base!)
  }

  /** The profile that `compareWithBase` gives, so the one that pprof reports on. */
  difference({ diff, normalize }: Mode): Profile {
    const { source, base, plain, marked } = this.shared
    const rows = this.rowsOf(diff)
    const types = source.profile.sampleTypes.length
    const values = Array.from({ length: types }, () => new Float64Array(rows.count))
    addSamples(values, source, rows.source, normalize ? this.ratios() : undefined)
    addSamples(values, base, rows.base, new Array<number>(types).fill(-1))
    const samples = nonZero({
      count: rows.count,
      stack: rows.stack,
      labelSet: rows.labelSet,
      values,
    })
    return this.profileOf([source, base], diff ? marked : plain, samples)
  }

  /** What is compared, by itself: what grew is larger here. */
  new({ normalize }: Pick<Mode, 'normalize'>): Profile {
    const { source, plain } = this.shared
    const ratios = normalize ? this.ratios() : undefined
    return this.profileOf([source], plain, placedSamples(source, ratios))
  }

  /** The base by itself. */
  old(): Profile {
    const { base, plain } = this.shared
    return this.profileOf([base], plain, placedSamples(base))
  }

  /**
   * What each sample type of the source is multiplied by in a normalized comparison.
   * @throws ProfileError where the two do not count the same in the same units
   */
  ratios(): readonly number[] {
    const { source, base } = this.shared
    this.normalizing ??= ratiosToBase(source.profile, base.profile)
    return this.normalizing
  }

  private rowsOf(diff: boolean): Rows {
    let rows = this.rows.get(diff)
    if (!rows) {
      rows = rowsOf(this.shared, diff)
      this.rows.set(diff, rows)
    }
    return rows
  }

  private profileOf(sides: readonly Placed[], labels: LabelSets, samples: Samples): Profile {
    const profiles = sides.map(({ profile }) => profile)
    return {
      ...this.shared.tables,
      sampleTypes: this.shared.source.profile.sampleTypes,
      defaultSampleType: commonDefault(profiles),
      labels,
      samples,
      header: combineHeaders(profiles),
      warnings: [...new Set(profiles.flatMap(({ warnings }) => warnings))],
    }
  }
}

/** Which row of the difference each sample goes into. */
interface Rows {
  readonly count: number
  readonly stack: Uint32Array
  readonly labelSet: Uint32Array
  readonly source: Int32Array
  readonly base: Int32Array
}

/** Samples of equal stacks and labels are one row, in the order of their first coming. */
function rowsOf({ source, base, baseMarked }: OnOneTree, diff: boolean): Rows {
  const pairs = new PairIndex()
  const number = ({ stack }: Placed, sets: Uint32Array): Int32Array =>
    Int32Array.from({ length: stack.length }, (_, i) => pairs.intern(stack[i]!, sets[i]!))
  const ofSource = number(source, source.labelSet)
  const ofBase = number(base, diff ? baseMarked : base.labelSet)
  return {
    count: pairs.count,
    stack: Uint32Array.from(pairs.first.subarray(0, pairs.count)),
    labelSet: Uint32Array.from(pairs.second.subarray(0, pairs.count)),
    source: ofSource,
    base: ofBase,
  }
}

function addedUp(profiles: readonly Scaled[]): Profile {
  return combine(
    profiles.map(({ profile, scale }) =>
      scaleProfile(
        profile,
        profile.sampleTypes.map(() => scale),
      ),
    ),
  )
}

/** Adds each sample, scaled as scaleProfile does, to its row. */
function addSamples(
  values: readonly Float64Array[],
  { profile }: Placed,
  rows: Int32Array,
  ratios: readonly number[] | undefined,
): void {
  const { count, values: own } = scaledSamples(profile, ratios)
  for (let type = 0; type < values.length; type++) {
    const sum = values[type]!
    const column = own[type]!
    for (let i = 0; i < count; i++) sum[rows[i]!]! += column[i]!
  }
}

function placedSamples({ profile, stack, labelSet }: Placed, ratios?: readonly number[]): Samples {
  return nonZero({ ...scaledSamples(profile, ratios), stack, labelSet })
}

/**
 * The samples' values times the ratios, all rows kept: a row of which scaleProfile would leave
 * nothing is zero in everything.
 */
function scaledSamples(
  { samples }: Profile,
  ratios: readonly number[] | undefined,
): Pick<Samples, 'count' | 'values'> {
  const { count } = samples
  if (!ratios || ratios.every((ratio) => ratio === 1)) return { count, values: samples.values }
  const values = samples.values.map((column, type) => {
    const ratio = ratios[type]!
    return ratio === 1 ? column.slice() : column.map((value) => round(value * ratio))
  })
  for (let i = 0; i < count; i++) {
    const left = ratios.some((ratio, type) => ratio !== 1 && values[type]![i] !== 0)
    if (!left) for (const column of values) column[i] = 0
  }
  return { count, values }
}

/** Without the rows that are zero in everything. */
function nonZero({ count, stack, labelSet, values }: Samples): Samples {
  const kept = new Uint32Array(count)
  let length = 0
  for (let i = 0; i < count; i++) {
    if (values.some((column) => column[i] !== 0)) kept[length++] = i
  }
  if (length === count) return { count, stack, labelSet, values }
  const rows = kept.subarray(0, length)
  return {
    count: length,
    stack: rows.map((i) => stack[i]!),
    labelSet: rows.map((i) => labelSet[i]!),
    values: values.map((column) => Float64Array.from(rows, (i) => column[i]!)),
  }
}
