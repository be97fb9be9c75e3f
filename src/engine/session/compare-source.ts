import type { Options } from '../select/options.ts'
import type { CompareSession } from './compare.ts'
import type { Change, Compared } from './compare-answers.ts'
import { changeOf } from './compare-texts.ts'
import type { EngineSession } from './session.ts'
import {
  lineSums,
  MOST_LINES,
  type SourceAnswer,
  type SourceLine,
  type SourceRequest,
  sourceLines,
} from './source-lines.ts'
import { sourceTable } from './source-table.ts'

/** Asks for the lines of a file in a difference, with what each had on both sides. */
export interface CompareSourceRequest extends SourceRequest, Compared {}

/** Lines that are the same on both sides are among them, which the report leaves out. */
export interface CompareSourceAnswer extends SourceAnswer {
  /** Of each line, in their order. */
  readonly sides: readonly LineSides[]
}

/** A line's values on both sides, as `list` prints them. */
export interface LineSides {
  readonly flat: Change
  readonly cum: Change
}

export function compareSource(
  session: CompareSession,
  request: CompareSourceRequest,
): CompareSourceAnswer {
  const { options, mode, scope } = request
  const difference = session.difference(mode)
  const answer = sourceLines(difference, request)
  const { measure } = sourceTable(difference, options)
  const shown = { file: answer.file, function: scope === 'function' ? answer.function : '' }
  const old = sumsOn(session.old(), options, shown)
  const now = sumsOn(session.new(mode), options, shown)
  const changed = new Set(answer.lines.map(({ line }) => line))
  const same = [...new Set([...old.keys(), ...now.keys()])]
    .filter((line) => !changed.has(line))
    // Where some that changed were left out, it is not known which those are.
    .slice(0, answer.dropped > 0 ? 0 : MOST_LINES - changed.size)
    .map((line): SourceLine => ({ ...UNCHANGED, line }))
  const lines = [...answer.lines, ...same].sort((a, b) => a.line - b.line)
  const sides = lines.map(({ line }): LineSides => {
    const [before, after] = [old.get(line) ?? NO_VALUE, now.get(line) ?? NO_VALUE]
    return {
      flat: changeOf(measure, before.flat, after.flat),
      cum: changeOf(measure, before.cum, after.cum),
    }
  })
  return { ...answer, lines, sides }
}

const NO_VALUE = { flat: 0, cum: 0 }

const UNCHANGED: Omit<SourceLine, 'line'> = {
  flatText: '.',
  cumText: '.',
  flatPercent: '0%',
  cumPercent: '0%',
  flatHeat: 0,
  cumHeat: 0,
  inlines: false,
}

function sumsOn(
  side: EngineSession,
  options: Options,
  shown: { readonly file: string; readonly function: string },
): ReturnType<typeof lineSums> {
  // What is to be dropped is what has shrunk, not what one side has.
  const table = sourceTable(side, { ...options, drop_negative: false })
  const functions = table.files.get(shown.file)?.functions ?? []
  const own = functions.filter(({ name }) => shown.function === '' || name === shown.function)
  return lineSums(
    table,
    own.flatMap(({ keys }) => keys),
  )
}
