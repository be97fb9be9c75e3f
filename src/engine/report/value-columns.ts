import type { Measure } from './measure.ts'

export const VALUE_HEADING = '      flat  flat%   sum%        cum   cum%'

/**
 * What a frame's row begins with in `top` and `tree`: its values and their shares of the total.
 * @param sum flat of the rows so far, with this one
 */
export function valueColumns(measure: Measure, flat: number, sum: number, cum: number): string {
  return [
    measure.format(flat).padStart(10),
    measure.percent(flat),
    measure.percent(sum),
    measure.format(cum).padStart(10),
    measure.percent(cum),
  ].join(' ')
}
