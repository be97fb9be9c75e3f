import { incompatible } from '../profile/error.ts'
import { scaledLabel } from '../profile/units.ts'
import type { Options } from '../select/options.ts'
import { counts, sampleValue } from '../select/weights.ts'
import type { EngineSession } from '../session/session.ts'
import { type SeriesFunctions, seriesFunctions } from './functions.ts'
import { goroutineFacts } from './goroutine-facts.ts'
import { type Placed, placeSnapshots } from './order.ts'
import { type CountedProfile, type SeriesStacks, seriesStacks } from './stacks.ts'
import { type Suspect, suspectsOf } from './suspects.ts'
import { type Trend, trendOf } from './trend.ts'
import { type Verdict, verdictOf } from './verdict.ts'

export interface SeriesMember {
  readonly session: EngineSession
  /** File name. */
  readonly name: string
}

/** Several open profiles of one kind under some options. */
export class Series {
  readonly placed: Placed
  /** In order. */
  readonly members: readonly SeriesMember[]
  readonly type: string
  readonly unit: string
  /** What the filters leave of each snapshot. */
  readonly totals: Float64Array
  readonly total: Trend
  readonly stacks: SeriesStacks
  private readonly snapshots: readonly CountedProfile[]
  private readonly options: Options
  private functionRows: SeriesFunctions | undefined
  private said: Verdict | undefined

  /**
   * @param given the members are in order already
   * @throws ProfileError where they do not count the same in the same unit
   */
  constructor(members: readonly SeriesMember[], options: Options, given: boolean) {
    // Averages of snapshots do not add up to anything.
    this.options = { ...options, mean: false }
    this.placed = placeSnapshots(
      members.map(({ name, session }) => ({
        name,
        timeNanos: session.profile.header.timeNanos,
      })),
      given,
    )
    this.members = this.placed.order.map((i) => members[i]!)
    const types = this.members.map(({ session }) => {
      const { column } = sampleValue(session.profile, this.options)
      return { ...session.profile.sampleTypes[column]!, column }
    })
    const [first] = types
    this.type = first?.type ?? ''
    this.unit = first?.unit ?? ''
    const other = types.find(({ type, unit }) => type !== this.type || unit !== this.unit)
    if (other) {
      throw incompatible(
        `a series of ${this.type}/${this.unit} and ${other.type}/${other.unit}: profiles of one kind are needed`,
      )
    }
    this.snapshots = this.members.map(({ session }, i): CountedProfile => {
      // With frames made of labels the samples are the same, on other stacks.
      const { profile: shown, counted } = session.selection(this.options)
      const { stack, labelSet } = shown.samples
      return {
        profile: session.profile,
        column: types[i]!.column,
        counts: (sample) => counts(counted, stack[sample]!, labelSet[sample]!),
      }
    })
    this.stacks = seriesStacks(this.snapshots)
    this.totals = Float64Array.from(this.stacks.values, (column) =>
      column.reduce((sum, value) => sum + value, 0),
    )
    this.total = trendOf(this.totals, this.placed.places)
  }

  /** Made when first asked for: they need the frame trees of all snapshots. */
  functions(): SeriesFunctions {
    this.functionRows ??= seriesFunctions(
      this.members.map(({ session }) => session),
      this.options,
    )
    return this.functionRows
  }

  /** Functions by what ends in them, whatever is most suspicious first. */
  suspects(): Suspect[] {
    return suspectsOf(this.stacks, this.placed.places)
  }

  verdict(): Verdict {
    if (!this.said) {
      this.said = verdictOf({
        type: this.type,
        meaning: this.meaning(),
        totals: this.totals,
        total: this.total,
        timed: this.placed.timed,
        suspects: this.suspects(),
        factsOf: (suspect) => goroutineFacts(this.snapshots, this.stacks, suspect),
        format: (value) => this.format(value),
      })
    }
    return this.said
  }

  /** Counts with commas, other values in the unit that suits them or that is asked for. */
  format(value: number): string {
    const { unit } = this.options
    if (this.unit === 'count') return value.toLocaleString('en')
    return scaledLabel(value, this.unit, unit === 'minimum' ? 'auto' : unit)
  }

  private meaning(): 'level' | 'counter' | 'interval' {
    if (this.members.some(({ session }) => session.profile.header.durationNanos !== 0n)) {
      return 'interval'
    }
    return /^(alloc_|contentions$|delay$|threadcreate$)/.test(this.type) ? 'counter' : 'level'
  }
}
