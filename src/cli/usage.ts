import { reportNames, takesRegexp } from '../engine/pprof.ts'
import { reportHelp } from '../engine/prompt/report-help.ts'
import { OPTIONS } from '../engine/select/options.ts'

/** Flags of the page. */
const PAGE_FLAGS: readonly [string, string][] = [
  ['http HOST:PORT', 'Where to serve it; by default on this machine alone, from port 8711 on'],
  ['no_browser', 'Print the link only'],
]

/** Flags of the verdict on several snapshots. */
const VERDICT_FLAGS: readonly [string, string][] = [
  ['verdict', 'Print what leaks, grows, has filled or varies; exit code 3 if anything leaks'],
  ['json', 'As one JSON document'],
  ['every TIME', 'Take the snapshots from a service: every 10, 10s, 2m (10 s)'],
  ['count N', 'Snapshots at most (6); fewer once a leak is certain'],
]

/** Flags that are not options of a report. */
const SOURCE_FLAGS: readonly [string, string][] = [
  ['base PROFILE', 'Subtract this profile'],
  ['diff_base PROFILE', 'Compare with this profile: it is 100 %'],
  ['add_comment TEXT', "Add a line to the profile's comments"],
  ['buildid ID', 'Build id of the main binary'],
  ['seconds N', 'Length of the recording, for sources that are addresses'],
  ['timeout N', 'Seconds to wait for such a source'],
  ['symbolize MODE', 'Names of functions: none, or demangle=none|full|templates|default'],
  ['trace KIND', 'Of an execution trace: net, sync, syscall or sched delays, or cpu samples'],
  ['interactive', 'Read commands from the terminal'],
]

/** The help text of the command, from the tables of reports and options. */
export function usage(): string {
  const width = Math.max(...OPTIONS.map(({ name }) => name.length)) + 2
  const row = (name: string, text: string): string => `  -${name.padEnd(width)}${text}`
  return [
    'usage: flamedrop [options] [source...]',
    '       flamedrop <report> [options] source...',
    '       flamedrop -verdict [options] snapshot...',
    '',
    'Opens profiles in the browser or, with a report, prints it as go tool pprof does. A source is',
    'a file or the address of a service: localhost:6060, http://host:6060/debug/pprof/heap,',
    'https+insecure://host/debug/pprof/profile. Several are added up. A file that holds several',
    'profiles (zip, tar, concatenated) lists them; run.zip#2 is the second. What is fetched',
    'is saved in $PPROF_TMPDIR or ~/pprof. HTTP_PROXY, HTTPS_PROXY and NO_PROXY name a proxy, as for Go.',
    '',
    'The page:',
    ...PAGE_FLAGS.map(([name, text]) => row(name, text)),
    '',
    'Several snapshots of one program:',
    ...VERDICT_FLAGS.map(([name, text]) => row(name, text)),
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
