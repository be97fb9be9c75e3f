import { isReportName, type ReportOutput, report, reportNames, takesRegexp } from '../pprof.ts'
import type { Profile } from '../profile/profile.ts'
import { profileLabels } from '../report/labels.ts'
import { Measure } from '../report/measure.ts'
import { unitRemarks } from '../report/remarks.ts'
import type { ReadSource } from '../report/source.ts'
import { DEFAULT_OPTIONS, OptionError, type Options, optionNamed } from '../select/options.ts'
import { sampleValue, totalOf } from '../select/weights.ts'
import { help } from './help.ts'
import { assign, isAssignable, needsValue, optionsText } from './options-text.ts'

/** What one line at the prompt gives. */
export type PromptAnswer = PromptOutput | { readonly type: 'quit' }

/** What there is to print or to write. */
export type PromptOutput =
  /** Lines are generated when they are read, and can be read once. */
  | { readonly type: 'text'; readonly lines: Iterable<string> }
  /** The report goes to a file; bytes, or lines of text. */
  | { readonly type: 'file'; readonly name: string; readonly content: ReportOutput }
  | { readonly type: 'error'; readonly message: string }
  /** What pprof prints to stderr. */
  | { readonly type: 'remark'; readonly message: string }

/** Rows of top where neither the line nor the options say. */
const TOP_ROWS = 10
/** What ":" clears. */
const CLEARED = ['focus', 'ignore', 'hide', 'tagfocus', 'tagignore'] as const

/**
 * The prompt of `go tool pprof`: reports with arguments (`top20 -cum main`), options
 * (`focus=json`, `granularity=lines`, `cum`), `o`, `:`, `help`, `> file`.
 * (Rules: github.com/google/pprof, internal/driver/interactive.go.)
 */
export class Prompt {
  /** What the next report is made with; assignments change it. */
  options: Options

  constructor(
    private readonly profile: Profile,
    options: Options = DEFAULT_OPTIONS,
    private readonly readSource?: ReadSource,
  ) {
    this.options = { ...options, compact_labels: true }
  }

  /** What a session begins with: remarks, then the profile in a few lines. */
  greeting(): PromptOutput[] {
    return [...unitRemarks(this.profile).map(remarkOf), { type: 'text', lines: this.labels() }]
  }

  private labels(): string[] {
    const value = sampleValue(this.profile, this.options)
    const total = totalOf(this.profile, value, null)
    const measure = new Measure(this.profile, value, total, this.options)
    const lines = profileLabels(this.profile, measure)
    if (total === 0 && this.profile.sampleTypes.length > 1) {
      lines.push('No samples were found with the default sample value type.')
      lines.push('Try "sample_index" command to analyze different sample values.')
    }
    return [...lines, 'Entering interactive mode (type "help" for commands, "o" for options)']
  }

  /** Executes a line, which may be an abbreviation of several. */
  run(line: string): PromptAnswer[] {
    return this.expand(line.trim()).flatMap((command) => [...this.runOne(command)])
  }

  /** ":" and the names of sample types stand for assignments. */
  private expand(line: string): string[] {
    if (line === ':') return CLEARED.map((name) => `${name}=`)
    for (const { type } of this.profile.sampleTypes) {
      const choose = `sample_index=${type}`
      if (line === type) return [choose]
      if (line === `total_${type}`) return ['mean=0', choose]
      if (line === `mean_${type}`) return ['mean=1', choose]
    }
    return [line]
  }

  private *runOne(line: string): Generator<PromptAnswer> {
    try {
      const assigned = this.tryAssignment(line)
      if (assigned) yield assigned
      else yield* this.tryCommand(line)
    } catch (error) {
      if (!(error instanceof OptionError)) throw error
      yield { type: 'error', message: error.message }
    }
  }

  private tryAssignment(line: string): PromptAnswer | null {
    const equals = line.indexOf('=')
    const name = (equals < 0 ? line : line.slice(0, equals)).trim()
    if (!isAssignable(name)) return null
    if (equals < 0 && needsValue(name)) {
      return { type: 'error', message: `please specify a value, e.g. ${name}=<val>` }
    }
    const value = equals < 0 ? '' : withoutComment(line.slice(equals + 1))
    this.options = assign(this.profile, this.options, name, value)
    return { type: 'text', lines: [] }
  }

  private *tryCommand(line: string): Generator<PromptAnswer> {
    const words = line.split(/\s+/).filter((word) => word !== '')
    const [first, ...rest] = words
    switch (first) {
      case undefined:
        return
      case 'o':
      case 'options':
        yield { type: 'text', lines: optionsText(this.profile, this.options) }
        return
      case 'exit':
      case 'quit':
      case 'q':
        yield { type: 'quit' }
        return
      case 'help': {
        const lines = help(rest.join(' '))
        if (lines) yield { type: 'text', lines }
        else yield { type: 'error', message: `Unknown command: ${rest.join(' ')}` }
        return
      }
      default:
        yield* this.runReport(first, rest)
    }
  }

  private *runReport(first: string, rest: string[]): Generator<PromptAnswer> {
    const { name, words } = reportAndWords(first, rest)
    const request = readArguments(name, words, this.options)
    const remarks: string[] = []
    const content = report(this.profile, {
      name,
      options: request.options,
      regexp: request.regexp,
      ...(this.readSource && { readSource: this.readSource }),
      remark: (text) => remarks.push(text),
    })
    yield* remarks.map(remarkOf)
    if (request.file !== '') yield { type: 'file', name: request.file, content }
    else if (content instanceof Uint8Array) yield { type: 'file', name: `${name}.pb.gz`, content }
    else yield { type: 'text', lines: begun(content) }
  }
}

/** A report of which the first line is there: what is wrong with its arguments is thrown by then. */
function begun(lines: Iterable<string>): Iterable<string> {
  const rest = lines[Symbol.iterator]()
  const first = rest.next()
  return (function* () {
    for (let next = first; !next.done; next = rest.next()) yield next.value
  })()
}

function remarkOf(message: string): PromptOutput {
  return { type: 'remark', message }
}

/** The report that a word names; digits at its end are its first argument (top10). */
function reportAndWords(first: string, rest: string[]): { name: string; words: string[] } {
  if (isReportName(first)) return { name: first, words: rest }
  const digits = /\d+$/.exec(first)?.[0]
  if (digits !== undefined && isReportName(first.slice(0, -digits.length))) {
    return { name: first.slice(0, -digits.length), words: [digits, ...rest] }
  }
  if (optionNamed(first)) {
    throw new OptionError(`did you mean: ${first}=${rest[0] ?? '<val>'}`)
  }
  throw new OptionError(`unrecognized command: ${JSON.stringify(first)}`)
}

export interface Arguments {
  readonly regexp: string
  readonly options: Options
  readonly file: string
}

/** Reads what follows a report's name: [n] [focus]* [-ignore]* [-cum] [> file]. */
export function readArguments(name: string, words: readonly string[], options: Options): Arguments {
  let at = 0
  let regexp = ''
  if (takesRegexp(name)) {
    if (words.length === 0) throw new OptionError(`command ${name} requires an argument`)
    regexp = words[at++]!
  }
  let { nodecount, sort } = options
  let file = options.output
  const focus: string[] = []
  const ignore: string[] = []
  for (; at < words.length; at++) {
    const word = words[at]!
    if (/^[+-]?\d+$/.test(word)) nodecount = Number(word)
    else if (word.startsWith('>')) {
      file = word.slice(1) || (words[++at] ?? '')
      if (file === '') throw new OptionError('unexpected end of line after >')
    } else if (word === '-cum' || word === '--cum') sort = 'cum'
    else if (word.startsWith('-')) ignore.push(word.slice(1))
    else focus.push(word)
  }
  if (nodecount === -1 && (name === 'top' || name === 'text')) nodecount = TOP_ROWS
  const [focusOption, ignoreOption] =
    name === 'tags' ? (['tagfocus', 'tagignore'] as const) : (['focus', 'ignore'] as const)
  return {
    regexp,
    file,
    options: {
      ...options,
      nodecount,
      sort,
      ...(focus.length > 0 && { [focusOption]: focus.join('|') }),
      ...(ignore.length > 0 && { [ignoreOption]: ignore.join('|') }),
    },
  }
}

/** A value ends where a comment begins, as in the list that `o` prints. */
function withoutComment(text: string): string {
  const comment = text.lastIndexOf('//:')
  return (comment < 0 ? text : text.slice(0, comment)).trim()
}

/** The words that a line may begin with, for completion. */
export function promptWords(): string[] {
  return [...reportNames(), 'options', 'help', 'quit'].sort()
}
