import { toFixedEven, toTwoDigits } from './format.ts'

/**
 * Units and their names, as pprof scales and prints them
 * (github.com/google/pprof, internal/measurement).
 */
interface Unit {
  readonly name: string
  /** Lower case, singular. */
  readonly aliases: readonly string[]
  /** In the family's base unit. */
  readonly factor: number
}

interface UnitFamily {
  readonly units: readonly Unit[]
  /** For values that are too small for every unit, and for target units of another family. */
  readonly fallback: Unit
}

function unit(name: string, factor: number, ...aliases: string[]): Unit {
  return { name, aliases, factor }
}

const MEMORY: UnitFamily = {
  units: [
    unit('B', 1, 'b', 'byte'),
    unit('kB', 2 ** 10, 'kb', 'kbyte', 'kilobyte'),
    unit('MB', 2 ** 20, 'mb', 'mbyte', 'megabyte'),
    unit('GB', 2 ** 30, 'gb', 'gbyte', 'gigabyte'),
    unit('TB', 2 ** 40, 'tb', 'tbyte', 'terabyte'),
    unit('PB', 2 ** 50, 'pb', 'pbyte', 'petabyte'),
  ],
  fallback: unit('B', 1),
}

const TIME: UnitFamily = {
  units: [
    unit('ns', 1, 'ns', 'nanosecond'),
    // The Greek letter (U+03BC) and the micro sign (U+00B5) are both written.
    unit('us', 1e3, '\u03bcs', '\u00b5s', 'us', 'microsecond'),
    unit('ms', 1e6, 'ms', 'millisecond'),
    unit('s', 1e9, 's', 'sec', 'second'),
    unit('hrs', 3600e9, 'hour', 'hr'),
  ],
  fallback: unit('s', 1e9),
}

/** Google Compute Units. */
const GCU: UnitFamily = {
  units: [
    unit('n*GCU', 1e-9, 'nanogcu'),
    unit('u*GCU', 1e-6, 'microgcu'),
    unit('m*GCU', 1e-3, 'milligcu'),
    unit('GCU', 1, 'gcu'),
    unit('k*GCU', 1e3, 'kilogcu'),
    unit('M*GCU', 1e6, 'megagcu'),
    unit('G*GCU', 1e9, 'gigagcu'),
    unit('T*GCU', 1e12, 'teragcu'),
    unit('P*GCU', 1e15, 'petagcu'),
  ],
  fallback: unit('GCU', 1),
}

const FAMILIES = [MEMORY, TIME, GCU]

function find(family: UnitFamily, name: string): Unit | undefined {
  let alias = name.toLowerCase()
  if (alias.length > 2 && alias.endsWith('s')) alias = alias.slice(0, -1)
  return family.units.find((candidate) => candidate.aliases.includes(alias))
}

/** Whether values of one unit can be converted to the other. */
export function sameFamily(a: string, b: string): boolean {
  return FAMILIES.some((family) => find(family, a) && find(family, b))
}

export interface Scaled {
  readonly value: number
  /** "" where the unit goes without saying (counts). */
  readonly unit: string
}

/**
 * Converts `value` from one unit to another; "minimum" and "auto" as a target take the largest
 * unit in which the value is at least 1.
 */
export function scale(value: number, from: string, to: string): Scaled {
  if (value < 0) {
    const positive = scale(-value, from, to)
    return { value: -positive.value, unit: positive.unit }
  }
  for (const family of FAMILIES) {
    const fromUnit = find(family, from)
    if (fromUnit) return toFamilyUnit(family, value * fromUnit.factor, to)
  }
  const bare = ['count', 'sample', 'unit', 'minimum', 'auto'].includes(to)
  return { value, unit: bare ? '' : to }
}

/** @param value in the family's base unit */
function toFamilyUnit(family: UnitFamily, value: number, to: string): Scaled {
  let target: Unit | undefined
  if (to === 'minimum' || to === 'auto') {
    for (const candidate of family.units) {
      const larger = !target || candidate.factor >= target.factor
      if (larger && value / candidate.factor >= 1) target = candidate
    }
  } else {
    target = find(family, to)
  }
  const { name, factor } = target ?? family.fallback
  return { value: value / factor, unit: name }
}

/**
 * The number of a label as the page shows it: as `scaledLabel` prints it, but to the last digit
 * where that prints the number as it is and a double cannot hold it.
 * @param exact the number exactly, if a double cannot hold it
 */
export function exactLabelText(
  value: number,
  exact: bigint | undefined,
  from: string,
  to: string,
): string {
  const text = scaledLabel(value, from, to)
  const rounded = BigInt(Math.trunc(value)).toString()
  return exact !== undefined && text.startsWith(rounded)
    ? exact.toString() + text.slice(rounded.length)
    : text
}

/** `value` as pprof prints it: at most two decimals and the unit, zero bare. */
export function scaledLabel(value: number, from: string, to: string): string {
  const scaled = scale(value, from, to)
  const fixed = toFixedEven(scaled.value, 2)
  const text = fixed.endsWith('.00') ? fixed.slice(0, -3) : fixed
  return text === '0' || text === '-0' ? '0' : text + scaled.unit
}

/** A value as the option divide_by says it: in whole numbers; by less than 0 nothing is divided. */
export function divided(value: number, by: number): number {
  const ratio = 1 / by
  return ratio > 0 && ratio !== 1 ? Math.trunc(value * ratio) : value
}

/** A share of `total`, five characters wide and the percent sign, without a sign of its own. */
export function percentage(value: number, total: number): string {
  const ratio = total === 0 ? 0 : Math.abs(value / total) * 100
  if (ratio >= 99.95 && ratio <= 100.05) return '  100%'
  const text = ratio >= 1 ? toFixedEven(ratio, 2) : toTwoDigits(ratio)
  return `${text.padStart(5)}%`
}
