import { type CorpusProfile, withoutSymbols } from './corpus.ts'
import { argumentsOf, type Command } from './draw.ts'

/**
 * What `go tool pprof` of Go 1.26 (google/pprof of November 2025) does otherwise than Flamedrop, which
 * follows google/pprof of July 2026, and why a comparison need not be equal byte for byte. Each is
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

export const VERSION_DIFFERENCES: readonly VersionDifference[] = [
  {
    id: 'symbols of texts',
    formerly: 'the symbols in the comments of Go’s text forms are thrown away',
    now: 'they still are; ours are kept (docs/differences.md)',
    where: 'ourArguments: we are given the text without them',
  },
  {
    id: 'full names',
    formerly: '-symbolize=demangle=full prints return types; =none demangles all the same',
    now: 'both still do; ours differ (docs/differences.md)',
    where: 'draw.ts: not drawn',
  },
  {
    id: 'quotes',
    formerly: "quotes and backslashes in a graph's title and labels stand as they are",
    now: 'in those of July 2026 too; ours are escaped, for the file would be no DOT (as in pprof since)',
    reports: ['dot'],
    line: (line, theirs) => (unescaped(line) === unescaped(theirs) ? theirs : line),
  },
]

/** Flags and files for our command. */
export function ourArguments({ report, flags, ...sources }: Command): string[] {
  const ours = VERSION_DIFFERENCES.reduce(
    (given, { flags: change, reports }) =>
      change && (reports?.includes(report) ?? true) ? change(given) : given,
    flags,
  )
  const file = (profile: CorpusProfile): string =>
    profile.text ? withoutSymbols(profile) : profile.file
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

function unescaped(line: string): string {
  return line.replace(/\\(["\\])/g, '$1')
}
