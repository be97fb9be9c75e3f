import { RE2JS } from 're2js'
import { takesRegexp } from '../../pprof.ts'
import { promptWords } from '../../prompt/prompt.ts'
import { OPTIONS, type Options, optionNamed } from '../../select/options.ts'
import type { EngineSession } from '../../session/session.ts'
import { namesWith } from '../page/names-search.ts'
import { pageCommandNames } from './page-commands.ts'

/** What may stand where the line ends. */
export interface CompletionRequest {
  /** The line up to the caret. */
  readonly line: string
  /** Options of the page: the names are those of its frames, the heaviest first. */
  readonly options: Options
}

export interface CompletionAnswer {
  /** Where the word begins that completions stand for. */
  readonly from: number
  /** At most 50. */
  readonly words: readonly Completion[]
}

export interface Completion {
  /** What goes into the line. */
  readonly text: string
  /** What it is, as people read it: a name without the escapes of its regexp. */
  readonly label: string
  /** A figure or a few words beside it; "" for none. */
  readonly detail: string
}

const MOST = 50
/** Options whose text is a regexp on names. */
const NAME_OPTIONS = ['focus', 'ignore', 'hide', 'show', 'show_from', 'prune_from']

/** Completes commands, options, the values of options, and the names of frames. */
export function completions(
  session: EngineSession,
  { line, options }: CompletionRequest,
): CompletionAnswer {
  const start = /^\s*/.exec(line)![0].length
  const assignment = /^\s*(\w+)\s*=\s*/.exec(line)
  if (assignment) {
    const from = assignment[0].length
    return { from, words: valuesOf(session, options, assignment[1]!, line.slice(from)) }
  }
  const command = /^\s*(\S+)\s/.exec(line)?.[1]
  if (command === undefined) {
    return { from: start, words: startingWith(line.slice(start), lineWords(session)) }
  }
  const word = /[^\s]*$/.exec(line)![0]
  const sign = /^-?/.exec(word)![0]
  const from = line.length - word.length + sign.length
  if (command === 'help') return { from, words: startingWith(word, lineWords(session)) }
  const plain = command.replace(/\d+$/, '')
  const named = takesRegexp(plain) || promptWords().includes(plain)
  if (!named && !pageCommandNames().includes(plain)) return { from, words: [] }
  return { from, words: namesLike(session, options, word.slice(sign.length)) }
}

/** What a line may begin with: commands, options with their sign, values of options, sample types. */
function lineWords(session: EngineSession): Completion[] {
  const word = (text: string, detail = ''): Completion => ({ text, label: text, detail })
  const all = [
    ...[...promptWords(), ...pageCommandNames()].map((name) => word(name)),
    ...OPTIONS.map(({ name, type, help }) => word(type === 'bool' ? name : `${name}=`, help)),
    ...OPTIONS.flatMap(({ name, choices = [] }) =>
      choices.map((choice) => word(choice, `${name}=${choice}`)),
    ),
    ...session.profile.sampleTypes.map(({ type }) => word(type, `sample_index=${type}`)),
  ]
  return [...new Map(all.map((completion) => [completion.text, completion])).values()]
}

function valuesOf(
  session: EngineSession,
  options: Options,
  name: string,
  typed: string,
): Completion[] {
  if (NAME_OPTIONS.includes(name)) return namesLike(session, options, typed)
  const option = optionNamed(name)
  const values =
    name === 'sample_index'
      ? session.profile.sampleTypes.map(({ type }) => type)
      : (option?.choices ?? (option?.type === 'bool' ? ['true', 'false'] : []))
  return startingWith(
    typed,
    values.map((text) => ({ text, label: text, detail: '' })),
  )
}

function startingWith(typed: string, words: readonly Completion[]): Completion[] {
  return words
    .filter(({ text }) => text.startsWith(typed))
    .sort((a, b) => (a.text < b.text ? -1 : 1))
    .slice(0, MOST)
}

/** Names that have what is typed, as regexps that match nothing else and have no space. */
function namesLike(session: EngineSession, options: Options, typed: string): Completion[] {
  // What has been completed before is a regexp already.
  const text = typed.replace(/\\(.)/g, '$1').replace(/^\^|\$$/g, '')
  return namesWith(session, { options, text, limit: MOST }).names.map(
    ({ frame, cumText, cumPercent }) => ({
      text: RE2JS.quote(frame.name).replaceAll(' ', '\\x20'),
      label: frame.name,
      detail: `${cumText} ${cumPercent}`,
    }),
  )
}
