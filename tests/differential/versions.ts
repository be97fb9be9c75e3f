import { type CorpusProfile, mergedCopy } from './corpus.ts'
import { argumentsOf, type Command } from './draw.ts'

/**
 * What `go tool pprof` of Go 1.19 (google/pprof of July 2022) does otherwise than google/pprof of
 * July 2026, which Flamedrop follows, and why a comparison need not be equal byte for byte. Each is
 * taken out on the side where that can be done, so that all else is compared.
 */
export interface VersionDifference {
  readonly id: string
  readonly formerly: string
  readonly now: string
  /** Where it is dealt with, if not here. */
  readonly where?: string
  /** Reports that it is seen in; all if not said. */
  readonly reports?: readonly string[]
  /**
   * Makes of a line of ours the line that the older pprof prints.
   * @param theirs what it prints there, for where the older line does not follow from the new one
   *   but is only held against it
   */
  readonly line?: (line: string, theirs: string) => string
  /** Changes our flags so that we do what the older pprof does. */
  readonly flags?: (flags: readonly string[]) => readonly string[]
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Reports that show the numbers and the order of what was merged. */
const MERGED = ['raw', 'traces', 'proto', 'callgrind']

export const VERSION_DIFFERENCES: readonly VersionDifference[] = [
  {
    id: 'merged alone',
    formerly:
      'a single profile is merged with nothing: all is numbered anew, samples that are alike are added up, those that are zero left out',
    now: 'it stays as it is',
    where: 'ourArguments: we are given the profile merged where one of these shows',
  },
  {
    id: 'empty stacks',
    formerly: 'samples without a stack count in the total and are left out of every report',
    now: 'they are left out only where frames are filtered',
    where: 'draw.ts: frames of such profiles are always filtered',
  },
  {
    id: 'sample types',
    formerly: 'profiles that do not count the same are not merged',
    now: 'they are, as far as they count the same',
    where: 'draw.ts: profiles are drawn from one group, but for a mistake that both refuse',
  },
  {
    id: 'full names',
    formerly: '-symbolize=demangle=full and =none demangle as a library of 2022 does',
    now: 'as one of 2026 does; ours has no return types (docs/differences.md)',
    where: 'draw.ts: not drawn',
  },
  {
    id: 'time',
    formerly: 'Time: Jan 2, 2006 at 3:04pm (MST)',
    now: 'Time: 2006-01-02 15:04:05 MST',
    line: (line) =>
      line.replace(
        /Time: (\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):\d\d (\w+)/,
        (_, year, month, day, hour, minute, zone) =>
          `Time: ${MONTHS[month - 1]} ${Number(day)}, ${year} at ${hour % 12 || 12}:${minute}${hour < 12 ? 'am' : 'pm'} (${zone})`,
      ),
  },
  {
    id: 'columns',
    formerly: 'a line of a location is `name file:line s=start`',
    now: 'it is `name file:line:column s=start`',
    reports: ['raw'],
    line: (line) => line.replace(/:(\d+):0 s=(\d+)/, ':$1 s=$2'),
  },
  {
    id: 'noinlines',
    formerly: '-noinlines has no effect on raw, proto and callgrind',
    now: 'it has',
    reports: ['raw', 'proto', 'callgrind'],
    flags: (flags) => flags.filter((flag) => flag !== '-noinlines'),
  },
  {
    id: 'quotes',
    formerly: "quotes and backslashes in a graph's title and labels stand as they are",
    now: 'they still do; ours are escaped, for the file would be no DOT',
    reports: ['dot'],
    line: (line, theirs) => (unescaped(line) === unescaped(theirs) ? theirs : line),
  },
  {
    id: 'tags',
    formerly: 'a value of -tags is printed with one decimal, its share is that of its key',
    now: 'with two where it needs them; its share is that of the total',
    reports: ['tags'],
    line: (line, theirs) => (sameTag(line, theirs) ? theirs : line),
  },
  {
    id: 'tags divided',
    formerly: '-divide_by has no effect on tags',
    now: 'it has',
    reports: ['tags'],
    flags: (flags) => flags.filter((flag) => !/^-divide_by=(?!0$)/.test(flag)),
  },
]

/**
 * Flags and files for our command.
 * @param merged give it each profile merged; else only where it shows in the report
 */
export function ourArguments(
  { report, flags, ...sources }: Command,
  // Normalizing cuts the fraction of each sample off, so that it matters what is one.
  merged = MERGED.includes(report) || flags.includes('-normalize'),
): string[] {
  const ours = VERSION_DIFFERENCES.reduce(
    (given, { flags: change, reports }) =>
      change && (reports?.includes(report) ?? true) ? change(given) : given,
    flags,
  )
  const file = (profile: CorpusProfile): string =>
    merged || profile.loose ? mergedCopy(profile) : profile.file
  return argumentsOf({ report, flags: ours, ...sources }, file)
}

/** Our output as the older pprof would write it, and the ids of the differences in it. */
export function asOlder(
  report: string,
  ours: string,
  theirs: string,
): { text: string; seen: string[] } {
  const seen = new Set<string>()
  const old = theirs.split('\n')
  const rules = VERSION_DIFFERENCES.filter(({ reports }) => reports?.includes(report) ?? true)
  const lines = ours.split('\n').map((line, i) => {
    let older = line
    for (const { id, line: change } of rules) {
      const before = older
      if (change) older = change(before, old[i] ?? '')
      if (older !== before) seen.add(id)
    }
    return older
  })
  return { text: lines.join('\n'), seen: [...seen] }
}

/** Equal names, and values that differ by no more than the rounding. */
function sameTag(ours: string, theirs: string): boolean {
  const [a, b] = [readTag(ours), readTag(theirs)]
  if (!a || !b) return false
  // Zero had a unit.
  const alike = a.unit === b.unit || a.value === 0 || b.value === 0
  return a.name === b.name && alike && Math.abs(a.value - b.value) < 0.051
}

/** Of ` key: Total 12.34kB of …` and `12.34kB (…): name`. */
function readTag(line: string): { name: string; value: number; unit: string } | undefined {
  const total = /^ (?<name>.*: Total) (?<value>-?[\d.]+)(?<unit>\S*)/s
  const value = /^ +(?<value>-?[\d.]+)(?<unit>[^\s:]*)(?: \([^)]*\))?: (?<name>.*)$/s
  const parts = (total.exec(line) ?? value.exec(line))?.groups
  if (!parts) return undefined
  const { name = '', unit = '', value: digits } = parts
  return { name, unit, value: Number(digits) }
}

function unescaped(line: string): string {
  return line.replace(/\\(["\\])/g, '$1')
}
