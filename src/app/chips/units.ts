/** Units that pprof chooses by itself, in words. */
export const AUTOMATIC_UNITS: Readonly<Record<string, string>> = {
  minimum: 'one for all, chosen by the smallest value',
  auto: 'chosen for each value',
}

/** Units that a value of this one can be shown in; none for plain counts. */
export function unitsFor(unit: string): readonly string[] {
  if (/^(b|bytes?|[kmgtp]i?b|(kilo|mega|giga|tera)bytes?)$/i.test(unit)) {
    return ['B', 'kB', 'MB', 'GB']
  }
  if (/^((nano|micro|milli)?seconds?|ns|us|μs|ms|s|minutes?|hours?)$/i.test(unit)) {
    return ['ns', 'us', 'ms', 's', 'hrs']
  }
  return []
}
