import { startsAsJson } from '../text.ts'
import { notAProfile, quoted, type Recognizer, type TextRow } from './head.ts'

const OTHER_TOOL =
  'Of JSON, Flamedrop reads OpenTelemetry profiles, V8’s .cpuprofile and .heapprofile, and logs with goroutines in them.'

/** JSON by its keys: which tool wrote it, what to do. */
const TOOLS: readonly TextRow[] = [
  [
    /speedscope\.app\/file-format-schema|"exporter"\s*:\s*"speedscope/,
    'a file of speedscope (JSON)',
    'It opens in speedscope.app. Take the profile that it was made from, if there is one: it holds more.',
  ],
  [
    /"traceEvents"\s*:|^\[\s*\{[^{}]*"ph"\s*:\s*"/,
    'a trace of Chrome (JSON)',
    'It opens in chrome://tracing, ui.perfetto.dev or the browser’s Performance panel: it holds events, not samples.',
  ],
  [
    /"log"\s*:\s*\{[\s\S]{0,400}?"(creator|entries|browser)"\s*:/,
    'a recording of network requests (HAR)',
    'The browser’s Network panel opens it.',
  ],
  [
    /"preprocessedProfileVersion"|"meta"\s*:\s*\{[\s\S]*?"(processType|stackwalk|geckoProfile)|"libs"\s*:[\s\S]*"threads"\s*:/,
    'a profile of Firefox (JSON)',
    'It opens in profiler.firefox.com.',
  ],
  [
    /^\{\s*"snapshot"\s*:\s*\{\s*"meta"/,
    'a heap snapshot of V8',
    'The Memory panel of Chrome’s DevTools opens it: it holds objects, not where they were allocated. A .heapprofile (sampling) says that.',
  ],
  [/"cost_centres"\s*:/, 'a profile of GHC (JSON)', 'It opens in speedscope.app.'],
  [
    /"flamebearer"\s*:/,
    'a flame graph of Pyroscope (JSON)',
    'Take the same as pprof: “Export → pprof” there.',
  ],
  [
    /"memstats"\s*:/,
    'what /debug/vars serves (expvar)',
    'It has numbers without stacks: profiles are at /debug/pprof/….',
  ],
  [/"\$schema"\s*:\s*"[^"]*sarif|"sarif/, 'findings of a static analysis (SARIF)', OTHER_TOOL],
  [/"nbformat"\s*:/, 'a notebook of Jupyter', OTHER_TOOL],
  [/"version"\s*:\s*3\s*,[\s\S]*"(mappings|sources)"\s*:/, 'a source map (JSON)', OTHER_TOOL],
]

/** An answer instead of a profile: its message is the cause. */
const COMPLAINT =
  /"(?:error|message|msg|detail|error_description|title)"\s*:\s*"((?:[^"\\]|\\.){1,300})"/
const LONGEST_COMPLAINT = 4096

export const json: Recognizer = ({ bytes, text }) => {
  if (!startsAsJson(bytes)) return null
  const row = TOOLS.find(([pattern]) => pattern.test(text))
  if (row) return notAProfile(`This is ${row[1]}`, row[2])
  const said = bytes.length <= LONGEST_COMPLAINT ? COMPLAINT.exec(text)?.[1] : undefined
  if (said !== undefined) {
    return notAProfile(
      `This is an answer in JSON, which says ${quoted(said)}`,
      'The message is the cause: the server sent this instead of a profile.',
    )
  }
  return notAProfile('This is JSON', OTHER_TOOL)
}
