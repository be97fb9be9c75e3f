import { findingLines } from '../../findings/wording.ts'
import { readArguments } from '../../prompt/prompt.ts'
import type { Options } from '../../select/options.ts'
import { compileRegexp } from '../../select/regexps.ts'
import type { FrameText } from '../../session/answers.ts'
import { frameText } from '../../session/frame-texts.ts'
import type { EngineSession } from '../../session/session.ts'
import { findingsOf } from '../findings/findings.ts'

/** What a command shows that would open a browser or a picture beside a terminal. */
export type CommandSubject = 'calls' | 'source-lines'

/** What a command of pprof's prompt is in the page, where it would start a program. */
export type PageCommandAnswer =
  /** Another view answers, under these options; `frame` is what it shows, where it shows one. */
  | {
      readonly type: 'show'
      readonly subject: CommandSubject
      readonly options: Options
      readonly frame: FrameText | null
    }
  | { readonly type: 'remark' | 'error'; readonly message: string }
  | { readonly type: 'lines'; readonly lines: readonly string[] }

interface PageCommand {
  readonly names: readonly string[]
  readonly usage: string
  readonly does: string
  readonly answer: (session: EngineSession, call: Call) => PageCommandAnswer
}

interface Call {
  readonly name: string
  readonly words: readonly string[]
  readonly options: Options
}

const COMMANDS: readonly PageCommand[] = [
  {
    names: ['web', 'gv', 'eog', 'evince'],
    usage: 'web [n] [focus_regex]* [-ignore_regex]*',
    does: 'Show the call graph in the Graph view',
    answer: (_, { name, words, options }) => ({
      type: 'show',
      subject: 'calls',
      options: readArguments(name, words, options).options,
      frame: null,
    }),
  },
  {
    names: ['weblist'],
    usage: 'weblist <func_regex> [focus_regex]* [-ignore_regex]*',
    does: 'Show the heaviest matching function in the Source view',
    answer: showSource,
  },
  {
    names: ['findings'],
    usage: 'findings',
    does: 'Say what the whole profile shows at first sight, whatever the filters',
    answer: (session) => ({ type: 'lines', lines: findingLines(findingsOf(session).findings) }),
  },
  {
    names: ['svg', 'pdf', 'png', 'ps', 'gif'],
    usage: 'svg',
    does: 'Needs Graphviz: web shows the graph, dot >FILE writes it for Graphviz',
    answer: (_, { name }) =>
      remark(
        `${name} needs Graphviz. “web” shows the graph here; “dot >graph.dot” writes it for “dot -T${name}”.`,
      ),
  },
  {
    names: ['kcachegrind'],
    usage: 'kcachegrind',
    does: 'Needs KCachegrind: callgrind >FILE writes what it opens',
    answer: () => remark('“callgrind >callgrind.out” writes the file; open it in KCachegrind.'),
  },
  {
    names: ['disasm'],
    usage: 'disasm',
    does: 'Needs the binary, which a profile does not have',
    answer: (_, { words }) =>
      remark(
        `Machine code is in the binary, not in the profile: “go tool pprof -disasm=${words[0] ?? '<regex>'} <binary> <profile>” shows it.`,
      ),
  },
]

/** Lines of the help for what the page answers in its own way. */
export function pageCommandHelp(): string[] {
  return [
    '',
    '  In this page:',
    ...COMMANDS.map(({ names, does }) => `    ${names.join('/').padEnd(20)} ${does}`),
    '    Ctrl-L clears, Ctrl-C cancels, Tab completes, arrows up and down go through the history',
  ]
}

/** Usage and explanation of one such command; null for others. */
export function pageCommandHelpOf(word: string): string[] | null {
  const command = COMMANDS.find(({ names }) => names.includes(word))
  return command ? [command.usage, command.does] : null
}

/** The names of the commands that only the page has. */
export function pageCommandNames(): string[] {
  return COMMANDS.flatMap(({ names }) => names)
}

/**
 * @returns null for a line that the prompt itself answers
 * @throws OptionError for arguments that the command cannot take
 */
export function pageCommand(
  session: EngineSession,
  line: string,
  options: Options,
): PageCommandAnswer | null {
  const [first = '', ...rest] = line.trim().split(/\s+/)
  const [, name = first, digits] = /^([a-z]+)(\d+)$/.exec(first) ?? []
  const command = COMMANDS.find(({ names }) => names.includes(name))
  if (!command) return null
  const words = digits === undefined ? rest : [digits, ...rest]
  return command.answer(session, { name, words, options })
}

function showSource(session: EngineSession, { name, words, options }: Call): PageCommandAnswer {
  const request = readArguments(name, words, options)
  const symbol = compileRegexp(request.regexp)
  // The Source view takes a function, whatever the granularity.
  const functions: Options = { ...request.options, granularity: 'functions' }
  const selection = session.selection(functions)
  const { keys } = session.orderOf(functions, 'cum', false)
  const found = keys.find((key) => symbol.test(selection.names.of(key)))
  if (found === undefined) {
    return { type: 'error', message: `no matches found for regexp: ${request.regexp}` }
  }
  return {
    type: 'show',
    subject: 'source-lines',
    options: functions,
    frame: frameText(selection, found),
  }
}

function remark(message: string): PageCommandAnswer {
  return { type: 'remark', message }
}
