import { combine, ratiosToBase } from '../combine/base.ts'
import { checkCompatible, combineHeaders, commonDefault } from '../combine/merge.ts'
import { reconcile } from '../combine/reconcile.ts'
import { round, scaleProfile } from '../combine/scale.ts'
import { baseSets } from '../profile/base-label.ts'
import { ProfileError } from '../profile/error.ts'
import type { LabelSets } from '../profile/labels.ts'
import type { Profile, Samples } from '../profile/profile.ts'
import type { StackTree } from '../profile/stacks.ts'
import { type Checkpoint, noCheckpoint } from '../progress.ts'
import { addLabelFrames, type LabelFrameOptions } from '../select/label-frames.ts'
import { type SampleValue, totalOf } from '../select/weights.ts'
import { differenceTotal } from './difference-total.ts'
import { type CompareFacts, compareFacts } from './facts.ts'
import { perSecond, SECOND } from './per-second.ts'
import { addByRow, byRow, type Placed, type Rows, rowsOf } from './rows.ts'
import { layOnOneTree, type OnOneTree, renumbered } from './shared-tree.ts'
import type { Sides } from './sides.ts'

/** How a base is taken into account; combine/base.ts says what each means. */
export interface Mode {
  /** Mark the base (-diff_base) instead of letting it cancel the source (-base). */
  readonly diff: boolean
  /** Scale the new side to the total of the old one. */
  readonly normalize: boolean
  /** Compare what there is in a second of each recording; not together with `normalize`. */
  readonly perSecond?: boolean
}

/** All of a mode that the values of the sides depend on. */
export type Scaling = Omit<Mode, 'diff'>

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
  /** By whether the base is marked. */
  private readonly rows = new Map<boolean, Rows>()
  private readonly ratios: readonly number[]
  /** Made when they are first asked for. */
  private rates: Sides<readonly Float64Array[]> | undefined

  private constructor(
    private readonly shared: OnOneTree,
    readonly facts: CompareFacts,
  ) {
    this.ratios = ratiosToBase(shared.source, shared.base)
  }

  /**
   * @throws ProfileError where the profiles have nothing in common; CancelledError if the
   *   checkpoint says so
   */
  static async open(
    sources: readonly Scaled[],
    bases: readonly Scaled[],
    checkpoint: Checkpoint = noCheckpoint,
  ): Promise<ProfilePair> {
    const before = { old: addedUp(bases), new: addedUp(sources) }
    await checkpoint('stacks', 0, 1)
    const after = comparable(before)
    const shared = await layOnOneTree(after.new, after.old, checkpoint)
    return new ProfilePair(shared, compareFacts(before, after))
  }

  /** Those that both sides have, and the name of the one to show first. */
  get values(): Pick<Profile, 'sampleTypes' | 'defaultSampleType'> {
    const { source, base } = this.shared
    const { sampleTypes } = source
    return { sampleTypes, defaultSampleType: commonDefault([source, base]) }
  }

  /** The profile that `compareWithBase` gives, so the one that pprof reports on. */
  difference({ diff, ...scaling }: Mode): Profile {
    const { source, base, marked } = this.shared
    const placed = this.placedBase(diff)
    const rows = this.rowsOf(diff, placed)
    const { old, new: now } = this.valuesOf(scaling)
    const values = source.sampleTypes.map((_, type) => {
      const sums = new Float64Array(rows.count)
      addByRow(sums, rows.source, now[type]!, 1)
      addByRow(sums, rows.base, old[type]!, -1)
      return sums
    })
    const samples = nonZero({
      count: rows.count,
      stack: byRow(rows, source.samples.stack, placed.stack),
      labelSet: byRow(rows, source.samples.labelSet, placed.labelSet),
      values,
    })
    return this.timed(combined([source, base], diff ? marked : source.labels, samples), scaling)
  }

  /** What the difference says of itself. */
  header(scaling: Scaling): Profile['header'] {
    const { source, base } = this.shared
    return this.timedHeader(combineHeaders([source, base]), scaling)
  }

  /** The stacks of both, those of the one that is compared first. */
  get stacks(): StackTree {
    return this.shared.source.stacks
  }

  /** What 100 % is in the difference, whatever the filters leave. */
  totalOf(mode: Mode, value: SampleValue): number {
    const { source, base } = this.shared
    // Samples that are marked already belong to the base, too: look at the rows.
    if (mode.diff && baseSets(source)) return totalOf(this.difference(mode), value, null)
    const { old, new: now } = this.valuesOf(mode)
    const values = { source: now, base: old }
    return differenceTotal(this.rowsOf(false, base.samples), values, value, mode.diff)
  }

  /** What is compared, by itself: what grew is larger here. */
  new(scaling: Scaling): Profile {
    const { source } = this.shared
    const samples = nonZero({ ...source.samples, values: this.valuesOf(scaling).new })
    return this.timed(this.side(source, samples), scaling)
  }

  /** The base by itself. */
  old(scaling: Scaling): Profile {
    const { base } = this.shared
    const samples = nonZero({ ...base.samples, values: this.valuesOf(scaling).old })
    return this.timed(this.side(base, samples), scaling)
  }

  /** Both show the same sample type first, whichever of them names it. */
  private side(profile: Profile, samples: Samples): Profile {
    const { defaultSampleType } = this.values
    return { ...combined([profile], profile.labels, samples), defaultSampleType }
  }

  /** Both sides with frames made of labels, on one set of tables again. */
  withLabelFrames(scaling: Scaling, options: LabelFrameOptions): Sides<Profile> {
    const old = this.old(scaling)
    const now = this.new(scaling)
    // Every sample keeps its place.
    const both = addLabelFrames({ ...now, samples: joined(now.samples, old.samples) }, options)
    const { stack } = both.profile.samples
    const side = (profile: Profile, stack: Uint32Array): Profile => ({
      ...both.profile,
      header: profile.header,
      samples: { ...profile.samples, stack },
    })
    return {
      old: side(old, stack.slice(now.samples.count)),
      new: side(now, stack.slice(0, now.samples.count)),
    }
  }

  /** Columns as long as each side has samples. */
  private valuesOf({ normalize, perSecond: isRate }: Scaling): Sides<readonly Float64Array[]> {
    const { source, base } = this.shared
    if (isRate && this.facts.rates.possible) {
      this.rates ??= perSecond({ old: base, new: source })
      return this.rates
    }
    const { values } = source.samples
    return {
      old: base.samples.values,
      new: normalize ? scaled(values, this.ratios) : values,
    }
  }

  /** Of rates it is an average second. */
  private timed(profile: Profile, scaling: Scaling): Profile {
    return { ...profile, header: this.timedHeader(profile.header, scaling) }
  }

  private timedHeader(header: Profile['header'], scaling: Scaling): Profile['header'] {
    const isRate = scaling.perSecond && this.facts.rates.possible
    return isRate ? { ...header, durationNanos: BigInt(SECOND) } : header
  }

  /** The base's samples, their labels marked if they are to be. */
  private placedBase(diff: boolean): Placed {
    const { base, markOf } = this.shared
    const { stack, labelSet } = base.samples
    return { stack, labelSet: diff ? renumbered(labelSet, markOf) : labelSet }
  }

  private rowsOf(diff: boolean, placed: Placed): Rows {
    let rows = this.rows.get(diff)
    if (!rows) {
      const { source } = this.shared
      rows = rowsOf(source.samples, placed, source.stacks.count)
      this.rows.set(diff, rows)
    }
    return rows
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

/**
 * The two with common sample types and units.
 * @throws ProfileError where there are none
 */
function comparable({ old, new: now }: Sides<Profile>): Sides<Profile> {
  const words = ({ sampleTypes }: Profile): string => sampleTypes.map(({ type }) => type).join(', ')
  if (!old.sampleTypes.some(({ type }) => now.sampleTypes.some((other) => other.type === type))) {
    throw new ProfileError(
      'incompatible',
      `The profiles cannot be compared: the old one counts ${words(old) || 'nothing'}, ` +
        `the new one ${words(now) || 'nothing'}.`,
      'Compare profiles of one kind, such as two CPU profiles or two heap profiles.',
    )
  }
  const [source, base] = reconcile([now, old])
  checkCompatible(source!, base!)
  return { old: base!, new: source! }
}

/** A profile with these samples, its header put together as a merge does. */
function combined(sides: readonly Profile[], labels: LabelSets, samples: Samples): Profile {
  return {
    ...sides[0]!,
    defaultSampleType: commonDefault(sides),
    labels,
    samples,
    header: combineHeaders(sides),
    warnings: [...new Set(sides.flatMap(({ warnings }) => warnings))],
  }
}

/**
 * The values times the ratios, all rows kept: one of which scaleProfile would leave nothing is zero
 * in everything.
 */
function scaled(
  columns: readonly Float64Array[],
  ratios: readonly number[],
): readonly Float64Array[] {
  if (ratios.every((ratio) => ratio === 1)) return columns
  const values = columns.map((column, type) => {
    const ratio = ratios[type]!
    const products = new Float64Array(column.length)
    for (let i = 0; i < products.length; i++) products[i] = round(column[i]! * ratio)
    return products
  })
  const kept = nonZeroRows(values.filter((_, type) => ratios[type] !== 1))
  for (const column of values) {
    for (let i = 0; i < kept.length; i++) if (kept[i] === 0) column[i] = 0
  }
  return values
}

/** By row: 1 where some of the columns, of which there is one, has more than a zero. */
function nonZeroRows(columns: readonly Float64Array[]): Uint8Array {
  const rows = new Uint8Array(columns[0]!.length)
  for (const column of columns) {
    for (let i = 0; i < rows.length; i++) if (column[i] !== 0) rows[i] = 1
  }
  return rows
}

/** Without the rows that are zero in everything. */
function nonZero({ count, stack, labelSet, values }: Samples): Samples {
  const isKept = nonZeroRows(values)
  const kept = new Uint32Array(count)
  let length = 0
  for (let i = 0; i < count; i++) if (isKept[i] === 1) kept[length++] = i
  if (length === count) return { count, stack, labelSet, values }
  return {
    count: length,
    stack: picked(new Uint32Array(length), stack, kept),
    labelSet: picked(new Uint32Array(length), labelSet, kept),
    values: values.map((column) => picked(new Float64Array(length), column, kept)),
  }
}

function picked<T extends Uint32Array | Float64Array>(into: T, column: T, rows: Uint32Array): T {
  for (let i = 0; i < into.length; i++) into[i] = column[rows[i]!]!
  return into
}

function joined(a: Samples, b: Samples): Samples {
  const both = (of: (samples: Samples) => Uint32Array): Uint32Array => {
    const column = new Uint32Array(a.count + b.count)
    column.set(of(a))
    column.set(of(b), a.count)
    return column
  }
  return {
    count: a.count + b.count,
    stack: both(({ stack }) => stack),
    labelSet: both(({ labelSet }) => labelSet),
    values: [],
  }
}
