import { keyOf, Memo } from '../memo.ts'
import type { Profile } from '../profile/profile.ts'
import { type StackTree, sharingColumns } from '../profile/stacks.ts'
import { Measure } from '../report/measure.ts'
import type { Options } from '../select/options.ts'
import { SELECTED_BY, type Selection, Selector } from '../select/selection.ts'
import type { Search } from './answers.ts'
import { type FrameTotals, frameTotals, type TopOrder, topOrder } from './frame-totals.ts'
import { type Found, searchFrames } from './search.ts'

/**
 * An open profile, with the results that several questions about it share (../questions asks them).
 */
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
   * The profile's session with nothing kept of what was asked, the steps that its stacks keep
   * included.
   * @param larger stacks that are there anyway: what they begin with alike is shared
   */
  afresh(larger: StackTree): EngineSession {
    const stacks = sharingColumns(this.profile.stacks, larger)
    return new EngineSession({ ...this.profile, stacks })
  }

  /** @param keepBinary tell functions of different binaries apart, as reports on source do */
  selection(options: Options, keepBinary = false): Selection {
    return this.selector.select(options, keepBinary)
  }

  /** Flat and cum of every frame of the selection. */
  totalsOf(options: Options): FrameTotals {
    const selection = this.selection(options)
    return this.totals.get(totalsKey(options), () => frameTotals(selection, options.drop_negative))
  }

  orderOf(options: Options, column: TopOrder['column'], reverse: boolean): TopOrder {
    return this.orders.get(totalsKey(options) + column + reverse, () =>
      topOrder(this.selection(options), this.totalsOf(options), column, reverse),
    )
  }

  found(options: Options, search: Search): Found {
    const selection = this.selection(options)
    const key = selection.structure + JSON.stringify(search)
    return this.searches.get(key, () => searchFrames(selection, search))
  }

  /** Prints values in the unit that the report `top` would choose. */
  measure(options: Options): Measure {
    const key = totalsKey(options) + keyOf(options, ['unit', 'divide_by', 'nodefraction', 'trim'])
    return this.measures.get(key, () => {
      const measure = this.unfitted(options)
      fitUnit(measure, options, this.totalsOf(options))
      return measure
    })
  }

  /** Prints each value in the unit that suits it. */
  unfitted(options: Options): Measure {
    const { profile, value, total } = this.selection(options)
    return new Measure(profile, value, total, options)
  }
}

/** Settles the unit "minimum" by the frames that the report `top` would not trim. */
export function fitUnit(measure: Measure, options: Options, { nodes, values }: FrameTotals): void {
  const sum = nodes.reduce((flat, node) => flat + values.flat[node]!, 0)
  const cutoff = options.trim ? Math.abs(Math.trunc(sum * options.nodefraction)) : 0
  measure.fitUnit(
    nodes.filter((node) => Math.abs(values.cum[node]!) >= cutoff),
    values,
  )
}

function totalsKey(options: Options): string {
  return keyOf(options, [...SELECTED_BY, 'drop_negative'])
}
