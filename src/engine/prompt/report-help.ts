export interface ReportHelp {
  readonly usage: string
  readonly does: string
}

const FILTERS = '[n] [focus_regex]* [-ignore_regex]*'

/** What each report is and how it is requested at the prompt. */
const HELP: Readonly<Record<string, ReportHelp>> = {
  callgrind: { usage: `callgrind ${FILTERS} >f`, does: 'Write the call graph for KCachegrind' },
  comments: { usage: 'comments', does: "Print the profile's comments" },
  dot: { usage: `dot ${FILTERS} >f`, does: 'Print the call graph in the language of Graphviz' },
  list: {
    usage: 'list <func_regex> [focus_regex]* [-ignore_regex]*',
    does: 'Print the source of matching functions with a value on each line',
  },
  peek: { usage: 'peek <func_regex>', does: 'Print callers and callees of matching functions' },
  proto: { usage: 'proto >f', does: 'Write the profile, filtered, as profile.proto' },
  raw: { usage: 'raw', does: 'Print the profile as it is stored' },
  tags: {
    usage: 'tags [tag_regex]* [-ignore_regex]* [>f]',
    does: 'Print labels and their values with totals',
  },
  text: { usage: `text ${FILTERS} [-cum] >f`, does: 'Print the heaviest frames (as top)' },
  top: { usage: `top ${FILTERS} [-cum] >f`, does: 'Print the heaviest frames' },
  topproto: { usage: 'topproto >f', does: 'Write the heaviest frames as profile.proto' },
  traces: { usage: 'traces', does: 'Print every sample with its stack' },
  tree: { usage: `tree ${FILTERS} [-cum] >f`, does: 'Print each frame with callers and callees' },
  weblist: {
    usage: 'weblist <func_regex> [focus_regex]* [-ignore_regex]*',
    does: 'Write the source of matching functions as a page',
  },
}

/** The help text of a report. */
export function reportHelp(name: string): ReportHelp {
  return HELP[name] ?? { usage: name, does: '' }
}
