import { keyOf, Memo } from '../memo.ts'
import type { Profile } from '../profile/profile.ts'
import { type StackTree, sharingColumns } from '../profile/stacks.ts'
import { cutoffOf, flatSum } from '../report/graph/graph.ts'
import { Measure } from '../report/measure.ts'
import type { Options } from '../select/options.ts'
import {
  SELECTED_BY,
  type Selection,
  type SelectionOptions,
  Selector,
} from '../select/selection.ts'
import type { Search } from './answers.ts'
import { type FrameTotals, frameTotals, type TopOrder, topOrder } from './frame-totals.ts'
import { type Found, searchFrames } from './search.ts'

/** The options that the values of all frames depend on. */
export const TOTALS_BY = [...SELECTED_BY, 'drop_negative'] as const
export type TotalsOptions = Pick<Options, (typeof TOTALS_BY)[number]>

/** The options that formatting depends on, if the unit is chosen automatically. */
export const MEASURED_BY = [...TOTALS_BY, 'divide_by', 'nodefraction', 'trim'] as const
export type MeasureOptions = Pick<Options, (typeof MEASURED_BY)[number]>

/** An open profile, with the results that several questions share (../questions). */
export class EngineSession {
  private readonly selector: Selector
  private readonly totals = new Memo<FrameTotals>(2)
  private readonly orders = new Memo<TopOrder>(2)
  private readonly searches = new Memo<Found>(2)
  private readonly measures = new Memo<Measure>(4)

  constructor(readonly profile: Profile) {
    this.selector = new Selector(profile)
  }

  /**
   * A new session of the profile with empty caches, including those kept by its stacks.
   * @param larger stacks that stay in memory anyway: columns with the same beginning are shared
   *   with them
   */
  withEmptyCaches(larger: StackTree): EngineSession {
    const stacks = sharingColumns(this.profile.stacks, larger)
    return new EngineSession({ ...this.profile, stacks })
  }

  /**
   * The selection under some options.
   * @param keepBinary distinguish functions of different binaries, as reports on source code do
   */
  selection(options: SelectionOptions, keepBinary = false): Selection {
    return this.selector.select(options, keepBinary)
  }

  /** Flat and cum of every frame of the selection. */
  totalsOf(options: TotalsOptions): FrameTotals {
    const selection = this.selection(options)
    return this.totals.get(keyOf(options, TOTALS_BY), () =>
      frameTotals(selection, options.drop_negative),
    )
  }

  orderOf(options: TotalsOptions, column: TopOrder['column'], reverse: boolean): TopOrder {
    return this.orders.get(keyOf(options, TOTALS_BY) + column + reverse, () =>
      topOrder(this.selection(options), this.totalsOf(options), column, reverse),
    )
  }

  found(options: SelectionOptions, search: Search): Found {
    const { frames, names, structure } = this.selection(options)
    const key = structure + JSON.stringify(search)
    return this.searches.get(key, () => searchFrames({ frames, names }, search))
  }

  /** Formats values in the unit that the report `top` would choose. */
  measure(options: MeasureOptions): Measure {
    return this.measures.get(keyOf(options, MEASURED_BY), () => {
      const measure = this.unfitted(options)
      fitUnit(measure, options, this.totalsOf(options))
      return measure
    })
  }

  /** Formats each value in a suitable unit. */
  unfitted(options: SelectionOptions & Pick<Options, 'divide_by'>): Measure {
    const { profile, value, total } = this.selection(options)
    return new Measure(profile, value, total, options)
  }
}

/** Replaces the unit "minimum", by the frames that the report `top` would not trim. */
export function fitUnit(
  measure: Measure,
  options: Pick<Options, 'trim' | 'nodefraction'>,
  { nodes, values }: FrameTotals,
): void {
  const cutoff = options.trim ? cutoffOf(flatSum(nodes, values), options.nodefraction) : 0
  measure.fitUnit(
    nodes.filter((node) => Math.abs(values.cum[node]!) >= cutoff),
    values,
  )
}
