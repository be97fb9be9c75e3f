import { keyOf, Memo } from '../memo.ts'
import type { Profile } from '../profile/profile.ts'
import { Measure } from '../report/measure.ts'
import { OptionError, type OptionName, type Options } from '../select/options.ts'
import { type Selection, Selector } from '../select/selection.ts'
import type {
  FlameAnswer,
  FlameRequest,
  FrameAnswer,
  FrameRequest,
  HeaderAnswer,
  Search,
  TopAnswer,
  TopRequest,
} from './answers.ts'
import { flameGraph } from './flame-graph.ts'
import { frameCard } from './frame-card.ts'
import { profileHeader } from './header.ts'
import { type Found, searchFrames } from './search.ts'
import { type FrameTotals, frameTotals, type TopOrder, topOrder, topWindow } from './top-table.ts'

/** Options that the selection depends on: all but those of printing and trimming. */
const SELECTED_BY = [
  'sample_index',
  'mean',
  'focus',
  'ignore',
  'hide',
  'show',
  'show_from',
  'prune_from',
  'tagroot',
  'tagleaf',
  'tagfocus',
  'tagignore',
  'tagshow',
  'taghide',
  'granularity',
  'noinlines',
  'showcolumns',
  'source_path',
  'trim_path',
  'relative_percentages',
] as const satisfies readonly OptionName[]

/** An open profile: answers the views' questions and keeps what the next one may use again. */
export class EngineSession {
  private readonly selector: Selector
  private readonly totals = new Memo<FrameTotals>(2)
  private readonly orders = new Memo<TopOrder>(2)
  private readonly found = new Memo<Found>(2)
  private readonly measures = new Memo<Measure>(4)

  constructor(profile: Profile) {
    this.selector = new Selector(profile)
  }

  header(options: Options): HeaderAnswer {
    const selection = this.selector.select(options)
    // The header prints each value in the unit that suits it: no need to fit one.
    const { profile, value, total } = selection
    return profileHeader(selection, new Measure(profile, value, total, options))
  }

  top(request: TopRequest): TopAnswer {
    const { options, column, reverse, search } = request
    const selection = this.selector.select(options)
    const totals = this.totalsOf(selection, options)
    const orderKey = totalsKey(options) + column + reverse
    const order = this.orders.get(orderKey, () => topOrder(selection, totals, column, reverse))
    const found = this.search(selection, search)
    const measure = this.measure(selection, options)
    return topWindow(selection, totals, order, found, measure, request)
  }

  flame(request: FlameRequest): FlameAnswer {
    const { options, search } = request
    const selection = this.selector.select(options)
    const found = this.search(selection, search)
    return flameGraph(selection, found, () => this.measure(selection, options), request)
  }

  /** @throws OptionError if there is no such frame in the selection */
  frame({ options, key, name, node }: FrameRequest): FrameAnswer {
    const selection = this.selector.select(options)
    const { values } = this.totalsOf(selection, options)
    const measure = this.measure(selection, options)
    const wanted = key >= 0 ? key : frameNamed(selection, name ?? '')
    if (wanted < 0 || wanted >= selection.frames.count) {
      throw new OptionError(`no frame is called ${name ?? key}`)
    }
    return frameCard(selection, values, measure, wanted, node)
  }

  private totalsOf(selection: Selection, options: Options): FrameTotals {
    return this.totals.get(totalsKey(options), () => frameTotals(selection, options.drop_negative))
  }

  private search(selection: Selection, search: Search): Found {
    const key = selection.structure + JSON.stringify(search)
    return this.found.get(key, () => searchFrames(selection, search))
  }

  /** Prints values in the unit that the report `top` would choose. */
  private measure(selection: Selection, options: Options): Measure {
    const key = totalsKey(options) + keyOf(options, ['unit', 'divide_by', 'nodefraction', 'trim'])
    return this.measures.get(key, () => {
      const measure = new Measure(selection.profile, selection.value, selection.total, options)
      const { nodes, values } = this.totalsOf(selection, options)
      const sum = nodes.reduce((flat, node) => flat + values.flat[node]!, 0)
      const cutoff = options.trim ? Math.abs(Math.trunc(sum * options.nodefraction)) : 0
      measure.fitUnit(
        nodes.filter((node) => Math.abs(values.cum[node]!) >= cutoff),
        values,
      )
      return measure
    })
  }
}

function totalsKey(options: Options): string {
  return keyOf(options, [...SELECTED_BY, 'drop_negative'])
}

function frameNamed({ frames, names }: Selection, name: string): number {
  for (let key = 0; key < frames.count; key++) if (names.of(key) === name) return key
  return -1
}
