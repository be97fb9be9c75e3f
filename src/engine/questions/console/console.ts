import { isReportName } from '../../pprof.ts'
import { Prompt, type PromptAnswer } from '../../prompt/prompt.ts'
import { OptionError, type Options } from '../../select/options.ts'
import type { EngineSession } from '../../session/session.ts'
import {
  type PageCommandAnswer,
  pageCommand,
  pageCommandHelp,
  pageCommandHelpOf,
} from './page-commands.ts'

/** A line at the prompt. The console keeps the options: they come with each line and go back. */
export interface ConsoleRequest {
  /** null asks for the greeting. */
  readonly line: string | null
  /** The prompt's options before the line. */
  readonly options: Options
  /** Texts of source files that an answer before said to be missing. */
  readonly sources?: readonly SourceLines[]
}

export interface SourceLines {
  /** As the profile names it. */
  readonly file: string
  readonly lines: readonly string[]
}

export interface ConsoleAnswer {
  readonly outputs: readonly ConsoleOutput[]
  /** The prompt's options after the line. */
  readonly options: Options
  /** Source files that the line would have shown, which the engine cannot read: the first ones. */
  readonly missing: readonly string[]
}

export type ConsoleOutput =
  | PrintedOutput
  | { readonly type: 'file'; readonly name: string; readonly file: Blob }
  | { readonly type: 'quit' }
  | Exclude<PageCommandAnswer, { readonly type: 'lines' }>

export interface PrintedOutput {
  readonly type: 'text'
  /** The report that printed it; "" for other texts. */
  readonly report: string
  /** Lines, of a long output the first ones. */
  readonly text: string
  /** There are more, which were not made. */
  readonly cut: boolean
}

/** Characters of one output that go to the page. */
const PRINTED = 2 ** 19
/** Lines of one output that go to the page. */
const PRINTED_LINES = 20_000
/** Source files that are named as missing, at most. */
const MISSING = 50
/** Approximate characters of a piece of a file. */
const PIECE = 2 ** 20

/** Runs a line of the prompt; errors are part of the answer. */
export function consoleLine(session: EngineSession, request: ConsoleRequest): ConsoleAnswer {
  const { line, options, sources = [] } = request
  const texts = new Map(sources.map(({ file, lines }) => [file, lines]))
  const missing = new Set<string>()
  const prompt = new Prompt(session.profile, options, (file) => {
    const lines = texts.get(file)
    if (lines) return lines
    if (missing.size < MISSING) missing.add(file)
    throw new Error(`could not find file ${file}`)
  })
  // Also where they ask for a long header, which a new prompt does not.
  prompt.options = options
  if (line === null) {
    const outputs = prompt.greeting().map((said) => outputOf(said, ''))
    return { outputs, options: prompt.options, missing: [] }
  }
  const report = reportOf(line)
  const own = ownAnswer(session, line, options)
  const outputs = own ? [own] : prompt.run(line).map((said) => outputOf(said, report))
  if (/^\s*help\s*$/.test(line)) outputs.push(printed(pageCommandHelp(), ''))
  if (report === 'list' && missing.size > 0) {
    outputs.push({ type: 'remark', message: noSource(line) })
  }
  return { outputs, options: prompt.options, missing: [...missing] }
}

/** The Source view asks before it fetches, and takes a folder: it may have what is missing here. */
function noSource(line: string): string {
  const asked = line.trim().replace(/^list/, '')
  return `Not all source was found. Type “weblist${asked}”: the Source view says where it has looked, and takes a folder of yours.`
}

/** What the page answers in the prompt's place. */
function ownAnswer(session: EngineSession, line: string, options: Options): ConsoleOutput | null {
  const helped = /^\s*help\s+(\S+)\s*$/.exec(line)
  const help = helped && pageCommandHelpOf(helped[1]!)
  if (help) return printed(help, '')
  try {
    const answer = pageCommand(session, line, options)
    return answer?.type === 'lines' ? printed(answer.lines, '') : answer
  } catch (error) {
    if (!(error instanceof OptionError)) throw error
    return { type: 'error', message: error.message }
  }
}

/** The report that a line asks for; "" for none. */
function reportOf(line: string): string {
  const name = /^\s*([a-z]+)\d*(\s|$)/.exec(line)?.[1] ?? ''
  return isReportName(name) ? name : ''
}

function outputOf(said: PromptAnswer, report: string): ConsoleOutput {
  switch (said.type) {
    case 'text':
      return printed(said.lines, report)
    case 'file': {
      const { name, content } = said
      if (!(content instanceof Uint8Array)) return { type: 'file', name, file: fileOf(content) }
      return { type: 'file', name, file: new Blob([content as Uint8Array<ArrayBuffer>]) }
    }
    default:
      return said
  }
}

function printed(lines: Iterable<string>, report: string): PrintedOutput {
  const shown: string[] = []
  let room = PRINTED
  let cut = false
  for (const line of lines) {
    room -= line.length + 1
    cut = room < 0 || shown.length === PRINTED_LINES
    if (cut) break
    shown.push(line)
  }
  return { type: 'text', report, text: shown.join('\n'), cut }
}

/** The lines in a file that need not fit into one text. */
function fileOf(lines: Iterable<string>): Blob {
  const pieces: string[] = []
  let piece = ''
  for (const line of lines) {
    piece += `${line}\n`
    if (piece.length < PIECE) continue
    pieces.push(piece)
    piece = ''
  }
  return new Blob([...pieces, piece], { type: 'text/plain' })
}
