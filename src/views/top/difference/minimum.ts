import { sameFamily, scale } from '../../../engine/profile/units.ts'

/** Changes that are smaller are left out: in the unit of the sample type, and in percent of old. */
export interface Minimum {
  readonly value: number
  readonly percent: number
}

export const NO_MINIMUM: Minimum = { value: 0, percent: 0 }

/**
 * @param text "10%", "1.5MB", or a number in the sample type's own unit
 * @returns null for a text that means nothing, or nothing for that unit
 */
export function parseMinimum(text: string, unit: string): Minimum | null {
  if (text.trim() === '') return NO_MINIMUM
  const parts = /^\s*(\d*\.?\d+)\s*(%|[a-zµμ]*)\s*$/i.exec(text)
  if (!parts) return null
  const amount = Number(parts[1])
  const wanted = parts[2]!
  if (wanted === '%') return { value: 0, percent: amount }
  if (wanted === '' || wanted.toLowerCase() === unit.toLowerCase()) {
    return { value: amount, percent: 0 }
  }
  return sameFamily(wanted, unit) ? { value: scale(amount, wanted, unit).value, percent: 0 } : null
}
