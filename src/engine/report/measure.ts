import type { Profile, ValueType } from '../profile/profile.ts'
import { divided, percentage, scale, scaledLabel } from '../profile/units.ts'
import { OptionError, type Options } from '../select/options.ts'
import type { SampleValue } from '../select/weights.ts'
import { cumOf, flatOf, type NodeValues } from './graph/graph.ts'
import { outputUnit } from './output-unit.ts'

/** How the values of one report are printed: their type, unit and what 100 % is. */
export class Measure {
  readonly type: string
  /** The unit that the profile counts in. */
  readonly unit: string
  /** The unit that the report prints in. */
  private outputUnit: string

  /**
   * @param total what 100 % is, in the profile's unit
   * @throws OptionError where values are to be divided by 0
   */
  constructor(
    profile: Pick<Profile, 'sampleTypes'>,
    value: SampleValue,
    readonly total: number,
    private readonly options: Pick<Options, 'unit' | 'divide_by'>,
  ) {
    const { type, unit }: ValueType = profile.sampleTypes[value.column]!
    this.type = value.mean ? `mean_${type}` : type
    this.unit = unit
    this.outputUnit = options.unit
    if (options.divide_by === 0) throw new OptionError('zero divisor specified', 'divide_by')
  }

  /**
   * Settles the unit "minimum" by the values shown, so that the smallest may read 0.01.
   */
  fitUnit(nodes: Int32Array, values: NodeValues): void {
    const shown = Array.from(nodes, (key) => flatOf(values, key) || cumOf(values, key))
    this.outputUnit = outputUnit(this, this.options, shown, false)
  }

  format(value: number): string {
    return scaledLabel(this.scaled(value), this.unit, this.outputUnit)
  }

  /**
   * As the page's tables and cards show it: what the report's unit rounds to 0, or makes too long for
   * a column, is in the unit that fits it.
   */
  formatShown(value: number): string {
    const text = this.format(value)
    if (text === '0') return value === 0 ? text : this.formatAuto(value)
    if (isShort(text)) return text
    const fitting = this.formatAuto(value)
    return isShort(fitting) ? fitting : inPowersOfTen(fitting)
  }

  /** In the unit that fits it, whatever the report's. */
  formatAuto(value: number): string {
    return scaledLabel(this.scaled(value), this.unit, 'auto')
  }

  /** In the unit that fits another value, which it stands beside, unless that rounds it to 0. */
  formatLike(value: number, other: number): string {
    const { unit } = scale(this.scaled(other), this.unit, 'auto')
    const text = scaledLabel(this.scaled(value), this.unit, unit)
    return text === '0' && value !== 0 ? this.formatAuto(value) : text
  }

  /** Share of the total, padded to six characters. */
  percent(value: number): string {
    return percentage(value, this.total)
  }

  private scaled(value: number): number {
    return divided(value, this.options.divide_by)
  }
}

/** Characters that a column has room for, a sign aside. */
const ROOM = 11

function isShort(text: string): boolean {
  return text.length - (text.startsWith('-') ? 1 : 0) <= ROOM
}

/** 9007199254740991 → 9.01e15, 2562047.79hrs → 2.56e6hrs: of a value that no unit makes shorter. */
function inPowersOfTen(text: string): string {
  const [number = ''] = /^-?[\d.]+/.exec(text) ?? []
  return Number(number).toExponential(2).replace('e+', 'e') + text.slice(number.length)
}
