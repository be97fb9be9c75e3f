import { reportNames, report as writeReport } from '../engine/pprof.ts'
import { cumOf, flatOf } from '../engine/report/graph/graph.ts'
import { DEFAULT_OPTIONS, type Options } from '../engine/select/options.ts'
import { frameText } from '../engine/session/frame-texts.ts'
import { EngineSession } from '../engine/session/session.ts'
import { heldOf, type OpenedProfile } from './opened.ts'

/** Reports that are bytes of a file; all others are text. */
export type BinaryReport = 'proto' | 'topproto'

/** What a report takes beside the profile: pprof's options by their names, and its own argument. */
export interface ReportSettings extends Partial<Options> {
  /** The regexp of `peek`, `list` and `weblist`. */
  readonly regexp?: string
  /** Gives the text of a source file for `list` and `weblist`; throws if there is none. */
  readonly readSource?: (file: string) => string
}

/** The names of all reports: "top", "tree", "peek", "dot", … */
export const reports: readonly string[] = reportNames()

/**
 * A report as the command `flamedrop -NAME` prints it, byte for byte as `go tool pprof` does.
 * @throws OptionError for a name or an option that pprof would refuse, too
 */
export function report(
  profile: OpenedProfile,
  name: BinaryReport,
  settings?: ReportSettings,
): Uint8Array
export function report(profile: OpenedProfile, name: string, settings?: ReportSettings): string
export function report(
  profile: OpenedProfile,
  name: string,
  { regexp = '', readSource, ...options }: ReportSettings = {},
): string | Uint8Array {
  const output = writeReport(heldOf(profile).ready, {
    ...{ name, regexp },
    options: { ...DEFAULT_OPTIONS, ...options },
    ...(readSource && { readSource: (file: string) => linesOf(readSource(file)) }),
  })
  return output instanceof Uint8Array ? output : `${[...output].join('\n')}\n`
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/)
  // The end of the last line begins no other.
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** A function, or what else the option `granularity` makes of frames. */
export interface FunctionRow {
  readonly name: string
  /** Path of its source; "" if it is not known. */
  readonly file: string
  /** Its own value, and that with all that it calls, in the unit of the sample type. */
  readonly flat: number
  readonly cum: number
}

/**
 * All functions with their values as numbers, the largest flat value first: what `top` prints
 * before anything is trimmed.
 * @returns `total` is what 100 % is
 * @throws OptionError for an option that pprof would refuse, too
 */
export function functions(
  profile: OpenedProfile,
  settings: Partial<Options> = {},
): { readonly unit: string; readonly total: number; readonly rows: readonly FunctionRow[] } {
  const options = { ...DEFAULT_OPTIONS, ...settings }
  const session = new EngineSession(heldOf(profile).ready)
  const selection = session.selection(options)
  const { values } = session.totalsOf(options)
  const { keys } = session.orderOf(options, options.sort === 'cum' ? 'cum' : 'flat', false)
  return {
    unit: profile.sampleTypes[selection.value.column]?.unit ?? '',
    total: selection.total,
    rows: Array.from(keys, (key) => {
      const { name, file } = frameText(selection, key)
      return { name, file, flat: flatOf(values, key), cum: cumOf(values, key) }
    }),
  }
}
