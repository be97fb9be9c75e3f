import type { Mode, ProfilePair, Scaling } from '../compare/pair.ts'
import { keyOf, Memo } from '../memo.ts'
import { Measure } from '../report/measure.ts'
import { LABEL_FRAMES_BY, type LabelFrameOptions } from '../select/label-frames.ts'
import type { Options } from '../select/options.ts'
import type { Selection, SelectionOptions } from '../select/selection.ts'
import { sampleValue } from '../select/weights.ts'
import type { Search } from './answers.ts'
import type { CompareColumn, CompareMetric } from './compare-answers.ts'
import { compareOrder } from './compare-order.ts'
import { type ComparedTotals, comparedTotals } from './compare-totals.ts'
import type { Found } from './search.ts'
import {
  EngineSession,
  fitUnit,
  MEASURED_BY,
  type MeasureOptions,
  TOTALS_BY,
  type TotalsOptions,
} from './session.ts'

/** The selections of both sides under the same options, with the same frames and tree. */
export interface ComparedSides {
  readonly old: Selection
  readonly new: Selection
}

/** The sessions of both sides, with the same frames. */
interface Sessions {
  readonly old: EngineSession
  readonly new: EngineSession
}

const SCALING_FIELDS = ['normalize', 'perSecond'] as const
const MODE_FIELDS = ['diff', 'normalize', 'perSecond'] as const

/** The part of the mode that the sides depend on: of a whole mode, too. */
function scalingOf({ normalize, perSecond = false }: Scaling): string {
  return keyOf({ normalize, perSecond }, SCALING_FIELDS)
}

function modeOf({ diff, normalize, perSecond = false }: Mode): string {
  return keyOf({ diff, normalize, perSecond }, MODE_FIELDS)
}

/**
 * A comparison of two profiles: a session for each side and one for their difference, and the
 * results that several questions about both share (../questions/compare-questions.ts). All use the
 * same frame keys if their selections have the same `structure`, unless labels are frames
 * (tagroot, tagleaf): then the sessions for questions about both have keys of their own.
 */
export class CompareSession {
  private readonly olds = new Memo<EngineSession>(1)
  // Large results: only the latest one is kept.
  private readonly news = new Memo<EngineSession>(1)
  private readonly differences = new Memo<EngineSession>(1)
  private readonly labelled = new Memo<Sessions>(1)
  private readonly totals = new Memo<ComparedTotals>(2)
  private readonly orders = new Memo<Int32Array>(2)
  private readonly measures = new Memo<Measure>(4)
  private readonly hundreds = new Memo<number>(16)

  constructor(readonly pair: ProfilePair) {}

  old(scaling: Scaling): EngineSession {
    // Only rates change the base.
    const isRate = scaling.perSecond ?? false
    return this.olds.get(`${isRate}`, () => new EngineSession(this.pair.old(scaling)))
  }

  new(scaling: Scaling): EngineSession {
    return this.news.get(scalingOf(scaling), () => new EngineSession(this.pair.new(scaling)))
  }

  difference(mode: Mode): EngineSession {
    const key = modeOf(mode)
    return this.differences.get(key, () => new EngineSession(this.pair.difference(mode)))
  }

  sides(options: SelectionOptions, mode: Scaling): ComparedSides {
    const { old, new: now } = this.sessionsFor(options, mode)
    const asked = withoutLabelFrames(options)
    return { old: old.selection(asked), new: now.selection(asked) }
  }

  /** The values of every frame on both sides. */
  totalsOf(options: TotalsOptions, mode: Scaling): ComparedTotals {
    return this.totals.get(keyOf(options, TOTALS_BY) + scalingOf(mode), () => {
      const { old, new: now } = this.sessionsFor(options, mode)
      // The option drops what has shrunk, not what one side has.
      const all = { ...withoutLabelFrames(options), drop_negative: false }
      return comparedTotals(old.totalsOf(all), now.totalsOf(all), options.drop_negative)
    })
  }

  /** The frames in the order of a column. */
  orderOf(
    options: TotalsOptions,
    mode: Scaling,
    by: { metric: CompareMetric; column: CompareColumn },
  ): Int32Array {
    const key = keyOf(options, TOTALS_BY) + scalingOf(mode) + keyOf(by, ['metric', 'column'])
    return this.orders.get(key, () =>
      compareOrder(this.totalsOf(options, mode), this.sides(options, mode).new.names, by),
    )
  }

  found(options: SelectionOptions, mode: Scaling, search: Search): Found {
    return this.sessionsFor(options, mode).new.found(withoutLabelFrames(options), search)
  }

  /**
   * Formats values in the unit that the report `top` on the difference would choose; 100 % is its
   * total. If there is no difference, the unit fits the values themselves.
   */
  measure(options: MeasureOptions, mode: Mode): Measure {
    const key = keyOf(options, MEASURED_BY) + modeOf(mode)
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

  /** Formats each value in a suitable unit. */
  unfitted(options: SelectionOptions & Pick<Options, 'divide_by'>, mode: Mode): Measure {
    // The total after the filters needs the samples of the difference.
    if (options.relative_percentages) return this.difference(mode).unfitted(options)
    const { values } = this.pair
    const value = sampleValue(values, options)
    const key = JSON.stringify(value) + modeOf(mode)
    const total = this.hundreds.get(key, () => this.pair.totalOf(mode, value))
    return new Measure(values, value, total, options)
  }

  /** The options must not have tagroot and tagleaf: if they are set, labels are frames already. */
  private sessionsFor(options: LabelFrameOptions, mode: Scaling): Sessions {
    if (options.tagroot === '' && options.tagleaf === '') {
      return { old: this.old(mode), new: this.new(mode) }
    }
    const key = keyOf(options, LABEL_FRAMES_BY) + scalingOf(mode)
    return this.labelled.get(key, () => {
      const sides = this.pair.withLabelFrames(mode, options)
      return { old: new EngineSession(sides.old), new: new EngineSession(sides.new) }
    })
  }
}

function withoutLabelFrames<T extends LabelFrameOptions>(options: T): T {
  return { ...options, tagroot: '', tagleaf: '' }
}
