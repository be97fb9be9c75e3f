import type { Profile, ValueType } from '../profile/profile.ts'
import { percentage, scale, scaledLabel } from '../profile/units.ts'
import type { Options } from '../select/options.ts'
import type { SampleValue } from '../select/weights.ts'
import { cumOf, flatOf, type NodeValues } from './graph.ts'

/** How the values of one report are printed: their type, unit and what 100 % is. */
export class Measure {
  readonly type: string
  /** The unit that the profile counts in. */
  readonly unit: string
  /** The unit that the report prints in. */
  private outputUnit: string
  private readonly ratio: number

  /** @param total what 100 % is, in the profile's unit */
  constructor(
    profile: Profile,
    value: SampleValue,
    readonly total: number,
    options: Pick<Options, 'unit' | 'divide_by'>,
  ) {
    const { type, unit }: ValueType = profile.sampleTypes[value.column]!
    this.type = value.mean ? `mean_${type}` : type
    this.unit = unit
    this.outputUnit = options.unit
    this.ratio = 1 / options.divide_by
  }

  /**
   * Settles the unit "minimum": the one that suits the smallest value shown, or that of 100 times
   * it where the total is far larger (so that the smallest may read 0.01).
   * (Rule: github.com/google/pprof, internal/report selectOutputUnit.)
   */
  fitUnit(nodes: Int32Array, values: NodeValues): void {
    if (this.outputUnit !== 'minimum' || nodes.length === 0) return
    let smallest = 0
    for (const key of nodes) {
      const value = Math.abs(flatOf(values, key)) || Math.abs(cumOf(values, key))
      if (value > 0 && (smallest === 0 || value < smallest)) smallest = value
    }
    const largest = this.scaled(this.total)
    smallest = this.scaled(smallest || this.total)
    const smallestUnit = scale(smallest, this.unit, 'minimum').unit
    const largestUnit = scale(largest, this.unit, 'minimum').unit
    const unit =
      smallestUnit !== largestUnit && smallest * 100 < largest
        ? scale(100 * smallest, this.unit, 'minimum').unit
        : smallestUnit
    this.outputUnit = unit || this.unit
  }

  format(value: number): string {
    return scaledLabel(this.scaled(value), this.unit, this.outputUnit)
  }

  /** The same, but a value that the report's unit rounds to 0 is shown in one that fits it. */
  formatNonZero(value: number): string {
    const text = this.format(value)
    return text === '0' && value !== 0 ? scaledLabel(this.scaled(value), this.unit, 'auto') : text
  }

  /** Share of the total, padded to six characters. */
  percent(value: number): string {
    return percentage(value, this.total)
  }

  private scaled(value: number): number {
    return this.ratio > 0 && this.ratio !== 1 ? Math.trunc(value * this.ratio) : value
  }
}
