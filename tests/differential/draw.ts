import type { Random } from '../bench/random.ts'
import type { CorpusProfile } from './corpus.ts'
import { namePattern, OPTION_DRAWS } from './draw-options.ts'
import { drawFrom } from './made/names.ts'

/** A command line without the name of the command. */
export interface Command {
  readonly report: string
  readonly flags: readonly string[]
  readonly profiles: readonly CorpusProfile[]
  /** Subtracted, at most one: of several `go tool pprof` takes the last. */
  readonly base: { readonly flag: string; readonly profile: CorpusProfile } | undefined
}

/** Reports that both write; those of bytes are compared by what pprof reads in them. */
const REPORTS = [
  ...['top', 'text', 'tree', 'peek', 'traces', 'tags', 'raw', 'comments', 'dot', 'dot'],
  ...['callgrind', 'list', 'weblist', 'topproto', 'proto'],
]

/** Not demangle=none, which pprof takes for full, nor full, where ours has no return types. */
const SYMBOLIZE = [
  'none',
  'local',
  'force',

  'demangle=templates',
  'demangle=default',
]

const WITH_PATTERN = ['peek', 'list', 'weblist']

export function drawCommand(random: Random, corpus: readonly CorpusProfile[]): Command {
  const draw = drawFrom(random)
  // Most of the corpus is made up, half of what is drawn is recorded.
  const half = random.chance(0.5)
  const profile = draw(corpus.filter(({ recorded }) => recorded === half))
  const command = drawGood(random, profile, corpus)
  // One mistake at most: of two, pprof names the one that it happens to look at first.
  return random.chance(0.06) ? withMistake(random, command, corpus) : command
}

function drawGood(
  random: Random,
  profile: CorpusProfile,
  corpus: readonly CorpusProfile[],
): Command {
  const draw = drawFrom(random)
  const { words, group } = profile
  const report = draw(REPORTS)
  const regexp = WITH_PATTERN.includes(report) ? `=${namePattern(random, words)}` : ''
  const flags = [`-${report}${regexp}`]
  // pprof would show it in a browser.
  if (report === 'weblist') flags.push('-output=weblist.html')
  const drawn = new Set<string>()
  const most = random.chance(0.15) ? 20 : 8
  for (let more = random.warm(most); more > 0; more--) {
    const { name, flag } = draw(OPTION_DRAWS)
    // One option given twice is a matter of flags, not of reports.
    if (drawn.has(name)) continue
    drawn.add(name)
    flags.push(...flag(random, words))
  }
  // pprof would look for symbols in the programs that we have recorded.
  if (!profile.recorded && random.chance(0.06)) flags.push(`-symbolize=${draw(SYMBOLIZE)}`)
  const family = corpus.filter((other) => other.group === group)
  const profiles = [profile]
  while (random.chance(0.12)) profiles.push(draw(family))
  const base = random.chance(0.22)
    ? { flag: draw(['base', 'diff_base']), profile: draw(family) }
    : undefined
  if (base && random.chance(0.3)) flags.push('-normalize')
  return { report, flags, profiles, base }
}

function withMistake(random: Random, command: Command, corpus: readonly CorpusProfile[]): Command {
  const draw = drawFrom(random)
  const [profile] = command.profiles as [CorpusProfile]
  const stranger = draw(corpus.filter(({ group }) => group !== profile.group))
  const own = command.report === 'weblist' ? 2 : 1
  const plain = { ...command, flags: command.flags.slice(0, own), base: undefined }
  return draw<() => Command>([
    () => ({ ...plain, flags: [...plain.flags, draw(WRONG_FLAGS)] }),
    () => ({ ...plain, flags: [...plain.flags, `-${draw(PATTERNS)}=${draw(NO_REGEXPS)}`] }),
    () => ({ ...plain, flags: [`-${draw(['peek', 'list'])}=${draw(NO_REGEXPS)}`] }),
    () => ({ ...plain, profiles: [...plain.profiles, stranger] }),
    () => ({ ...plain, base: { flag: 'base', profile: stranger } }),
  ])()
}

const WRONG_FLAGS = [
  ...['-nodecount=many', '-nodefraction=x', '-trim=perhaps', '-divide_by=0', '-normalize'],
  ...['-sample_index=none', '-sample_index=9', '-sample_index=-1', '-no_such_flag', '-focus'],
]

const PATTERNS = [
  ...['focus', 'ignore', 'hide', 'show', 'show_from', 'prune_from', 'tagshow', 'taghide'],
  ...['tagfocus', 'tagignore', 'tagfocus=key', 'tagignore=key'],
]

const NO_REGEXPS = ['(', 'a**', '[z-a]', '\\8', '(?P<x', 'x{1001}', '(?=a)']

/** @param file where a profile is */
export function argumentsOf(
  { flags, profiles, base }: Command,
  file: (profile: CorpusProfile) => string = (profile) => profile.file,
): string[] {
  const subtracted = base ? [`-${base.flag}=${file(base.profile)}`] : []
  return [...flags, ...subtracted, ...profiles.map(file)]
}
