import { RE2JS } from 're2js'
import { scale } from '../profile/units.ts'

/** Texts for the options tagfocus and tagignore; "" where pprof's syntax has none. */
export interface LabelFilterTexts {
  /** For tagfocus: only samples with the label. */
  readonly focus: string
  /** For tagignore: no sample with the label. */
  readonly ignore: string
}

const NONE: LabelFilterTexts = { focus: '', ignore: '' }

/**
 * Filters that match a label with just this text. One to leave it out names the key within its
 * regexp, so that several of them can be joined by "|" whatever their keys.
 */
export function textFilters(key: string, text: string): LabelFilterTexts {
  const pair = `^${literal(`${key}:${text}`)}$`
  return { focus: key.includes('=') ? pair : `${key}=^${literal(text)}$`, ignore: pair }
}

/**
 * Filters that match the key's numbers from `from` to `to`. pprof reads a unit of letters only,
 * and cannot read back all of those that it knows.
 */
export function rangeFilters(
  key: string,
  from: number,
  to: number,
  unit: string,
): LabelFilterTexts {
  if (key.includes('=')) return NONE
  const suffix = suffixOf(unit)
  if (suffix === null) return NONE
  const range = from === to ? `${from}${suffix}` : `${from}${suffix}:${to}${suffix}`
  return { focus: `${key}=${range}`, ignore: `${key}=${range}` }
}

/** Filters that match the key with any value. */
export function keyFilters(key: string, unit: string, numeric: boolean): LabelFilterTexts {
  if (key.includes('=')) return NONE
  if (!numeric) return { focus: `${key}=`, ignore: `${key}=` }
  return rangeFilters(key, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, unit)
}

/**
 * RE2 for a text and nothing else; a comma separates regexps and "=" ends a key, so both are
 * escaped.
 */
function literal(text: string): string {
  return RE2JS.quote(text).replaceAll(',', '\\x2c').replaceAll('=', '\\x3d')
}

/** What to write after a number of the unit; null where pprof would read it differently. */
function suffixOf(unit: string): string | null {
  const known = scale(1, unit, unit)
  // A unit of no family: numbers without a unit match it.
  if (known.unit === unit && scale(1, unit, 'auto').unit === '') return ''
  return /^[A-Za-z]+$/.test(unit) && /^[A-Za-z]+$/.test(known.unit) ? unit : null
}
