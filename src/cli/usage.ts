import { reportNames, takesRegexp } from '../engine/pprof.ts'
import { reportHelp } from '../engine/prompt/report-help.ts'
import { OPTIONS } from '../engine/select/options.ts'

/** Flags that are no options of a report. */
const SOURCE_FLAGS: readonly [string, string][] = [
  ['base PROFILE', 'Subtract this profile'],
  ['diff_base PROFILE', 'Compare with this profile: it is 100 %'],
  ['add_comment TEXT', "Add a line to the profile's comments"],
  ['buildid ID', 'Build id of the main binary'],
  ['seconds N', 'Length of the recording, for sources that are addresses'],
  ['timeout N', 'Seconds to wait for such a source'],
  ['symbolize MODE', 'Names of functions: none, or demangle=none|full|templates|default'],
  ['interactive', 'Read commands from the terminal'],
]

/** The help of the command, from the tables of reports and options. */
export function usage(): string {
  const width = Math.max(...OPTIONS.map(({ name }) => name.length)) + 2
  const row = (name: string, text: string): string => `  -${name.padEnd(width)}${text}`
  return [
    'usage: flamedrop <report> [options] profile...',
    '',
    'Prints a report on a profile, as go tool pprof does.',
    '',
    'Reports:',
    ...reportNames().map((name) =>
      row(takesRegexp(name) ? `${name}=REGEXP` : name, reportHelp(name).does),
    ),
    '',
    'Options:',
    ...OPTIONS.map(({ name, help, choices }) =>
      row(name, choices ? `${help} (${choices.join(', ')})` : help),
    ),
    '',
    'Sources:',
    ...SOURCE_FLAGS.map(([name, text]) => row(name, text)),
  ].join('\n')
}
