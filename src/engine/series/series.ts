import { incompatible } from '../profile/error.ts'
import { divided, scaledLabel } from '../profile/units.ts'
import { type Checkpoint, noCheckpoint } from '../progress.ts'
import { OptionError, type Options } from '../select/options.ts'
import { SELECTED_BY } from '../select/selection.ts'
import { counts, sampleValue } from '../select/weights.ts'
import type { Finding } from './finding.ts'
import { findingsOf } from './findings.ts'
import { type SeriesFunctions, seriesFunctions } from './functions.ts'
import type { SeriesMember } from './member.ts'
import { type Placed, placeSnapshots } from './order.ts'
import { type CountedProfile, type SeriesStacks, seriesStacks } from './stacks.ts'
import { type Trend, trendOf } from './trend.ts'

/** The options that a series depends on. */
export const SERIES_BY = [...SELECTED_BY, 'drop_negative', 'divide_by'] as const
export type SeriesOptions = Pick<Options, (typeof SERIES_BY)[number]>

/** The sample type of the profiles of a series. */
interface Counted {
  readonly type: string
  readonly unit: string
  readonly snapshots: readonly CountedProfile[]
}

/** Several open profiles of one kind, under the same options. */
export class Series {
  readonly type: string
  readonly unit: string
  /** The total of each snapshot after the filters. */
  readonly totals: Float64Array
  readonly total: Trend
  private readonly snapshots: readonly CountedProfile[]
  private functionRows: SeriesFunctions | undefined
  private found: readonly Finding[] | undefined

  /** @param members in order */
  private constructor(
    readonly placed: Placed,
    readonly members: readonly SeriesMember[],
    readonly options: SeriesOptions,
    { type, unit, snapshots }: Counted,
    readonly stacks: SeriesStacks,
  ) {
    this.type = type
    this.unit = unit
    this.snapshots = snapshots
    this.totals = Float64Array.from(stacks.values, (column) =>
      column.reduce((sum, value) => sum + value, 0),
    )
    this.total = trendOf(this.totals, placed.places)
  }

  /**
   * @param given whether the members are in order already
   * @throws ProfileError if they do not count the same in the same unit; OptionError if values are
   *   to be divided by 0; CancelledError if the checkpoint is cancelled
   */
  static async open(
    members: readonly SeriesMember[],
    asked: SeriesOptions,
    given: boolean,
    checkpoint: Checkpoint = noCheckpoint,
  ): Promise<Series> {
    if (asked.divide_by === 0) throw new OptionError('zero divisor specified', 'divide_by')
    // Means of different snapshots cannot be added up.
    const options = { ...asked, mean: false }
    const placed = placeSnapshots(
      members.map(({ name, session, taken }) => ({
        ...{ name, taken },
        timeNanos: session.profile.header.timeNanos,
      })),
      given,
    )
    const ordered = placed.order.map((i) => members[i]!)
    const counted = await countedProfiles(ordered, options, checkpoint)
    const stacks = await seriesStacks(counted.snapshots, checkpoint)
    return new Series(placed, ordered, options, counted, stacks)
  }

  /**
   * The frames of all snapshots; built when first needed, as that takes the frame trees of all of
   * them.
   */
  async functions(checkpoint: Checkpoint = noCheckpoint): Promise<SeriesFunctions> {
    this.functionRows ??= await seriesFunctions(
      this.members.map(({ session }) => session),
      this.options,
      checkpoint,
    )
    return this.functionRows
  }

  /** The findings, the most serious first; never empty. Computed once. */
  findings(): readonly Finding[] {
    this.found ??= findingsOf({
      type: this.type,
      unit: this.unit,
      meaning: this.meaning(),
      snapshots: this.snapshots,
      stacks: this.stacks,
      placed: this.placed,
      names: this.members.map(({ name }) => name),
      totals: this.totals,
      format: (value) => this.format(value),
    })
    return this.found
  }

  /** Formats a value: counts with commas, others in a suitable unit or the one of the options. */
  format(value: number): string {
    const { unit, divide_by } = this.options
    const said = divided(value, divide_by)
    if (this.unit === 'count') return said.toLocaleString('en')
    return scaledLabel(said, this.unit, unit === 'minimum' ? 'auto' : unit)
  }

  private meaning(): 'level' | 'counter' | 'interval' {
    if (this.members.some(({ session }) => session.profile.header.durationNanos !== 0n)) {
      return 'interval'
    }
    return /^(alloc_|contentions$|delay$|threadcreate$)/.test(this.type) ? 'counter' : 'level'
  }
}

async function countedProfiles(
  members: readonly SeriesMember[],
  options: SeriesOptions,
  checkpoint: Checkpoint,
): Promise<Counted> {
  const types = members.map(({ session }) => {
    const { column } = sampleValue(session.profile, options)
    return { ...session.profile.sampleTypes[column]!, column }
  })
  const { type = '', unit = '' } = types[0] ?? {}
  const other = types.find((each) => each.type !== type || each.unit !== unit)
  if (other) {
    throw incompatible(
      `a series of ${type}/${unit} and ${other.type}/${other.unit}: profiles of one kind are needed`,
    )
  }
  const snapshots: CountedProfile[] = []
  for (const [i, { session }] of members.entries()) {
    await checkpoint('aggregate', i, members.length)
    // Where labels are frames, the samples are the same, but their stacks are others.
    const { profile: shown, counted } = session.selection(options)
    const { stack, labelSet } = shown.samples
    snapshots.push({
      profile: session.profile,
      column: types[i]!.column,
      counts: (sample) => counts(counted, stack[sample]!, labelSet[sample]!),
    })
  }
  return { type, unit, snapshots }
}
