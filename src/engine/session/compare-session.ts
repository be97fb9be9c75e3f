import type { Mode, ProfilePair } from '../compare/pair.ts'
import { keyOf, Memo } from '../memo.ts'
import { Measure } from '../report/measure.ts'
import type { Options } from '../select/options.ts'
import { SELECTED_BY, type Selection } from '../select/selection.ts'
import { sampleValue } from '../select/weights.ts'
import type { Search } from './answers.ts'
import type { CompareColumn, CompareMetric } from './compare-answers.ts'
import { compareOrder } from './compare-order.ts'
import { type ComparedTotals, comparedTotals } from './compare-totals.ts'
import type { Found } from './search.ts'
import { EngineSession, fitUnit } from './session.ts'

/** Both sides under some options, with the same frames and the same tree. */
export interface ComparedSides {
  readonly old: Selection
  readonly new: Selection
}

/** Sessions of one set of frames, and the options to ask them with. */
interface Sessions {
  readonly old: EngineSession
  readonly new: EngineSession
  readonly options: Options
}

const LABEL_FRAMES_BY = ['tagroot', 'tagleaf', 'unit'] as const

/**
 * Two profiles that are compared: a session for each side and one for their difference, and the
 * results that several questions about both share (../questions/compare-questions.ts). All number their frames alike where their selections have the same `structure`, unless labels are
 * frames (tagroot, tagleaf): then those of the questions about both have numbers of their own.
 */
export class CompareSession {
  private readonly olds = new Memo<EngineSession>(1)
  // Of what is as large as a profile only the latest is kept.
  private readonly news = new Memo<EngineSession>(1)
  private readonly differences = new Memo<EngineSession>(1)
  private readonly labelled = new Memo<Omit<Sessions, 'options'>>(1)
  private readonly totals = new Memo<ComparedTotals>(2)
  private readonly orders = new Memo<Int32Array>(2)
  private readonly measures = new Memo<Measure>(4)
  private readonly hundreds = new Memo<number>(16)

  constructor(readonly pair: ProfilePair) {}

  old(): EngineSession {
    return this.olds.get('', () => new EngineSession(this.pair.old()))
  }

  new({ normalize }: Pick<Mode, 'normalize'>): EngineSession {
    return this.news.get(String(normalize), () => new EngineSession(this.pair.new({ normalize })))
  }

  difference(mode: Mode): EngineSession {
    const key = keyOf(mode, ['diff', 'normalize'])
    return this.differences.get(key, () => new EngineSession(this.pair.difference(mode)))
  }

  sides(options: Options, mode: Mode): ComparedSides {
    const sessions = this.sessionsFor(options, mode)
    return {
      old: sessions.old.selection(sessions.options),
      new: sessions.new.selection(sessions.options),
    }
  }

  /** The values of every frame on both sides. */
  totalsOf(options: Options, mode: Mode): ComparedTotals {
    return this.totals.get(totalsKey(options, mode), () => {
      const { old, new: now, options: asked } = this.sessionsFor(options, mode)
      // What is to be dropped is what has shrunk, not what one side has.
      const all = { ...asked, drop_negative: false }
      return comparedTotals(old.totalsOf(all), now.totalsOf(all), options.drop_negative)
    })
  }

  /** The frames in the order of a column. */
  orderOf(
    options: Options,
    mode: Mode,
    by: { metric: CompareMetric; column: CompareColumn },
  ): Int32Array {
    const key = totalsKey(options, mode) + by.metric + by.column
    return this.orders.get(key, () =>
      compareOrder(this.totalsOf(options, mode), this.sides(options, mode).new.names, by),
    )
  }

  found(options: Options, mode: Mode, search: Search): Found {
    const { new: now, options: asked } = this.sessionsFor(options, mode)
    return now.found(asked, search)
  }

  /**
   * Prints values in the unit that the report `top` on the difference would choose; 100 % is its
   * total. Where nothing differs, it is the unit that suits the values themselves.
   */
  measure(options: Options, mode: Mode): Measure {
    const key =
      totalsKey(options, mode) +
      keyOf(options, ['unit', 'divide_by', 'nodefraction', 'trim']) +
      mode.diff
    return this.measures.get(key, () => {
      const measure = this.unfitted(options, mode)
      const { nodes, flat, cum } = this.totalsOf(options, mode)
      const of = (side: 'new' | 'delta') => ({
        flat: flat[side],
        cum: cum[side],
        flatDiv: null,
        cumDiv: null,
      })
      const changed = nodes.filter((node) => flat.delta[node] !== 0 || cum.delta[node] !== 0)
      if (changed.length > 0) fitUnit(measure, options, { nodes: changed, values: of('delta') })
      else fitUnit(measure, options, { nodes, values: of('new') })
      return measure
    })
  }

  /** Prints each value in the unit that suits it. */
  unfitted(options: Options, mode: Mode): Measure {
    // What the filters leave takes the samples of the difference to tell.
    if (options.relative_percentages) return this.difference(mode).unfitted(options)
    const { values } = this.pair
    const value = sampleValue(values, options)
    const key = JSON.stringify(value) + keyOf(mode, ['diff', 'normalize'])
    const total = this.hundreds.get(key, () => this.pair.totalOf(mode, value))
    return new Measure(values, value, total, options)
  }

  private sessionsFor(options: Options, mode: Mode): Sessions {
    if (options.tagroot === '' && options.tagleaf === '') {
      return { old: this.old(), new: this.new(mode), options }
    }
    const key = keyOf(options, LABEL_FRAMES_BY) + mode.normalize
    const sessions = this.labelled.get(key, () => {
      const sides = this.pair.withLabelFrames(mode, options)
      return { old: new EngineSession(sides.old), new: new EngineSession(sides.new) }
    })
    return { ...sessions, options: { ...options, tagroot: '', tagleaf: '' } }
  }
}

/** What the values of both sides depend on, which the way they are compared is no part of. */
function totalsKey(options: Options, mode: Mode): string {
  return keyOf(options, [...SELECTED_BY, 'drop_negative']) + mode.normalize
}
