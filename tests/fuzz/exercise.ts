import { ProfilePair } from '../../src/engine/compare/pair.ts'
import { encodeProto } from '../../src/engine/encode/proto.ts'
import { prepareProfile, readProfiles } from '../../src/engine/load.ts'
import { report, reportNames, takesRegexp } from '../../src/engine/pprof.ts'
import { ProfileError } from '../../src/engine/profile/error.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'
import { noCheckpoint } from '../../src/engine/progress.ts'
import {
  askPair,
  type CompareQuestionName,
  type CompareRequestOf,
} from '../../src/engine/questions/compare-questions.ts'
import { ask, type QuestionName, type RequestOf } from '../../src/engine/questions/questions.ts'
import {
  askSeries,
  type SeriesQuestionName,
  type SeriesRequestOf,
} from '../../src/engine/questions/series-questions.ts'
import { OptionError, type Options } from '../../src/engine/select/options.ts'
import { CompareSession } from '../../src/engine/session/compare-session.ts'
import { SeriesSession } from '../../src/engine/session/series-session.ts'
import { EngineSession } from '../../src/engine/session/session.ts'

/** What is asked of a profile that opens. */
export interface Asked {
  readonly options: Options
  /** A name of the profile, or a text that is none: selected, searched for, a regexp of a report. */
  readonly name: string
  /** Longest text of a report that is read, in characters; what follows is left unwritten. */
  readonly longest?: number
}

/**
 * Every report: its whole text is read.
 * @returns of each report, how many characters or bytes it wrote; -1 for one that an option forbids
 * @throws whatever a report throws that it may not
 */
export function everyReport(
  profile: Profile,
  { options, name, longest }: Asked,
): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const each of reportNames()) {
    const regexp = takesRegexp(each) ? quoted(name) : ''
    const size = allowed(() => {
      const output = report(profile, { name: each, options, regexp, readSource: () => SOURCE })
      return output instanceof Uint8Array ? output.length : sizeOf(output, longest ?? Infinity)
    })
    sizes.set(each, size ?? -1)
  }
  return sizes
}

/** A text of as many lines as most functions reach to. */
const SOURCE: readonly string[] = Array.from({ length: 200 }, (_, i) => `line ${i + 1}`)

function sizeOf(lines: Iterable<string>, longest: number): number {
  let size = 0
  for (const line of lines) {
    size += line.length + 1
    if (size > longest) break
  }
  return size
}

/**
 * Every question about one profile, about the profile beside itself, and about a series of it.
 * @throws whatever a question throws that it may not
 */
export async function everyQuestion(profile: Profile, asked: Asked): Promise<void> {
  const session = new EngineSession(profile)
  for (const name of names(QUESTIONS)) allowed(() => askOne(session, name, asked))
  await allowedLater(async () => {
    const side = [{ profile, scale: 1 }]
    const pair = new CompareSession(await ProfilePair.open(side, side))
    for (const name of names(COMPARE_QUESTIONS)) allowed(() => askOfPair(pair, name, asked))
  })
  const series = new SeriesSession()
  for (const name of names(SERIES_QUESTIONS)) {
    await allowedLater(() => askOfSeries(series, session, name, asked))
  }
}

/**
 * What a report writes opens again.
 * @throws whatever shows that it does not
 */
export async function roundTrip(profile: Profile): Promise<void> {
  const parts = [...encodeProto(profile)]
  // A message without a field is no profile to us, as it is none to pprof.
  if (parts.every((part) => part.length === 0) || profile.sampleTypes.length === 0) return
  const { profiles } = await readProfiles(Buffer.concat(parts))
  const again = profiles[0]!.profile
  if (profiles.length !== 1 || again.samples.count !== profile.samples.count) {
    throw new Error(`${profile.samples.count} samples were written, ${again.samples.count} read`)
  }
  await prepareProfile(again)
}

const names = <Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(table) as Name[]

function allowed<Result>(attempt: () => Result): Result | null {
  try {
    return attempt()
  } catch (error) {
    return mayBe(error)
  }
}

async function allowedLater<Result>(attempt: () => Promise<Result>): Promise<Result | null> {
  try {
    return await attempt()
  } catch (error) {
    return mayBe(error)
  }
}

/** An option that the profile cannot take, or profiles that cannot be combined, are answers too. */
function mayBe(error: unknown): null {
  if (error instanceof OptionError || error instanceof ProfileError) return null
  throw error
}

function quoted(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')
}

type Requests<Name extends string, Of extends Record<Name, unknown>> = {
  readonly [Each in Name]: (asked: Asked) => Of[Each]
}

const WINDOW = { from: 0, to: 60 }
const search = ({ name }: Asked) => ({ text: name, regexp: false, matchCase: false })
const lines = (asked: Asked) => ({
  ...{ options: asked.options, order: 'value' as const, search: search(asked) },
  ...{ onlyMatches: false, folded: true, open: [0] },
})
const goroutines = (asked: Asked) => ({
  ...{ options: asked.options, states: [], minWait: 0, search: search(asked), onlyMatches: false },
})
const picture = (asked: Asked) => ({
  ...{ options: asked.options, root: [], from: 0, to: 1, width: 1000, minWidth: 0.5 },
  search: search(asked),
})
const SHAPES = (['down', 'up', 'callers', 'callees'] as const).map((direction) => ({
  ...{ direction, collapse: direction === 'up', order: 'name' as const },
}))
const shape = ({ name }: Asked) => {
  const { direction, ...rest } = SHAPES[name.length % SHAPES.length]!
  const one = direction === 'callers' || direction === 'callees'
  return { direction, ...rest, frame: one ? name : '' }
}

/** One request of each kind: a new question has to say here how it is asked. */
const QUESTIONS: Requests<QuestionName, { [Name in QuestionName]: RequestOf<Name> }> = {
  header: ({ options }) => ({ options }),
  top: (asked) => ({
    ...{ options: asked.options, column: 'cum', reverse: false, search: search(asked) },
    ...{ onlyMatches: false, by: 'package', open: [''], paths: true, ...WINDOW },
  }),
  flame: (asked) => ({ ...picture(asked), shape: shape(asked) }),
  'flame-match': (asked) => ({
    ...{ options: asked.options, shape: shape(asked), search: search(asked) },
    ...{ from: [], step: 1, share: 0.001 },
  }),
  'call-tree': (asked) => ({ ...callTree(asked), ...WINDOW }),
  'call-tree-open': (asked) => ({ ...callTree(asked), row: -1, to: 'next-match' }),
  findings: () => ({}),
  'own-code': () => ({}),
  frame: ({ options, name }) => ({ options, key: -1, name, node: -1 }),
  peek: (asked) => ({
    ...{ options: asked.options, regexp: '', name: asked.name, search: search(asked), open: [] },
    ...WINDOW,
  }),
  traces: (asked) => ({ ...lines(asked), ...WINDOW }),
  'trace-match': (asked) => ({ ...lines(asked), line: -1, step: 1 }),
  'trace-stack': ({ options }) => ({ options, row: 0 }),
  graph: (asked) => ({
    ...{ options: asked.options, search: search(asked) },
    labels: asked.name.length % 2 === 0,
  }),
  'graph-reach': ({ options, name }) => ({ options, name }),
  names: ({ options, name }) => ({ options, text: name.slice(0, 3), limit: 20 }),
  'filtered-profile': ({ options }) => ({ options }),
  labels: ({ options, name }) => ({ options, filter: '', open: [name], ...WINDOW }),
  goroutines: (asked) => ({ ...goroutines(asked), by: 'count', reverse: false, ...WINDOW }),
  'goroutine-group': (asked) => ({ ...goroutines(asked), group: 0, goroutine: 0, ...WINDOW }),
  console: ({ options, name }) => ({ options, line: `peek ${quoted(name)}` }),
  completion: ({ options, name }) => ({ options, line: `list ${name.slice(0, 2)}` }),
  details: () => WINDOW,
  source: ({ options, name }) => ({ options, selected: name, file: '', scope: 'file' }),
  sources: ({ options }) => ({ options, of: 'functions', sort: 'cum', filter: '', ...WINDOW }),
  'source-calls': ({ options, name }) => ({
    ...{ options, file: name, function: name, scope: 'file', lines: [0, 1, 2, 3] },
  }),
}

const MODE = { diff: true, normalize: false }
const COMPARE_QUESTIONS: Requests<
  CompareQuestionName,
  { [Name in CompareQuestionName]: CompareRequestOf<Name> }
> = {
  'compare-top': (asked) => ({
    ...{ options: asked.options, mode: MODE, metric: 'flat', column: 'change', reverse: false },
    ...{ filter: 'all', minimum: { value: 0, percent: 0 }, search: search(asked) },
    ...{ onlyMatches: false, ...WINDOW },
  }),
  'compare-summary': ({ options }) => ({ options, mode: MODE }),
  'compare-header': ({ options }) => ({ options, mode: MODE }),
  'compare-frame': ({ options, name }) => ({ options, mode: MODE, key: -1, name }),
  'compare-flame': (asked) => ({ ...picture(asked), shape: shape(asked), mode: MODE, by: 'sum' }),
  'compare-report': ({ options }) => ({
    ...{ options, mode: MODE, names: { old: 'old', new: 'new' }, metric: 'flat', count: 10 },
  }),
  'compare-call-tree': (asked) => ({ ...QUESTIONS['call-tree'](asked), mode: MODE }),
  'compare-call-tree-open': (asked) => ({ ...QUESTIONS['call-tree-open'](asked), mode: MODE }),
  'compare-peek': (asked) => ({ ...QUESTIONS.peek(asked), mode: MODE }),
  'compare-source': (asked) => ({ ...QUESTIONS.source(asked), mode: MODE }),
}

const series = ({ options }: Asked) => ({ options, given: true, names: ['a', 'b', 'c'] })
const SERIES_QUESTIONS: Requests<
  SeriesQuestionName,
  { [Name in SeriesQuestionName]: SeriesRequestOf<Name> }
> = {
  series: (asked) => ({
    ...{ ...series(asked), table: 'stacks', column: 'growth', reverse: false },
    ...{ search: search(asked), onlyMatches: false, ...WINDOW },
  }),
  'series-trend': (asked) => ({ ...series(asked), member: 0, stacks: [0, 1] }),
  'series-flame': (asked) => ({ ...series(asked), ...picture(asked), by: 'all' }),
  'series-flame-match': (asked) => ({
    ...{ ...series(asked), search: search(asked), from: [], step: 1, share: 0.001, by: 'all' },
  }),
  'series-node': (asked) => ({ ...series(asked), path: [] }),
  'series-frame': (asked) => ({ ...series(asked), name: asked.name }),
}

function callTree(asked: Asked) {
  const tree = {
    direction: 'up',
    collapse: true,
    onlyOwn: true,
    onlyMatches: false,
    open: null,
  } as const
  return { options: asked.options, search: search(asked), ...tree }
}

function askOne<Name extends QuestionName>(
  session: EngineSession,
  name: Name,
  asked: Asked,
): unknown {
  return ask(session, name, QUESTIONS[name](asked))
}

function askOfPair<Name extends CompareQuestionName>(
  session: CompareSession,
  name: Name,
  asked: Asked,
): unknown {
  return askPair(session, name, COMPARE_QUESTIONS[name](asked))
}

function askOfSeries<Name extends SeriesQuestionName>(
  series: SeriesSession,
  session: EngineSession,
  name: Name,
  asked: Asked,
): Promise<unknown> {
  const members = ['a', 'b', 'c'].map((each) => ({ session, name: each, taken: 0 }))
  return askSeries(series, name, members, SERIES_QUESTIONS[name](asked), noCheckpoint)
}
