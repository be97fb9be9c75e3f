import { type NodeValues, nodeValues } from '../../report/graph/graph.ts'
import type { Options } from '../../select/options.ts'
import type { Selection } from '../../select/selection.ts'
import type { Weights } from '../../select/weights.ts'
import type { Change, Compared } from '../../session/compare-answers.ts'
import type { CompareSession } from '../../session/compare-session.ts'
import type { EngineSession } from '../../session/session.ts'
import {
  MOST_LINES,
  type SourceAnswer,
  type SourceLine,
  type SourceRequest,
  sourceLines,
} from '../source/lines.ts'
import { cumByPlace, Places } from '../source/once.ts'
import { lineSelection, sourceTable } from '../source/table.ts'
import { changeOf } from './texts.ts'

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

/** The changes of the lines of a source file. */
export function compareSource(
  session: CompareSession,
  request: CompareSourceRequest,
): CompareSourceAnswer {
  const { options, mode, scope } = request
  const difference = session.difference(mode)
  const answer = sourceLines(difference, request)
  if (answer.file === '') return { ...answer, sides: [] }
  const { measure } = sourceTable(difference, options)
  const shown = { file: answer.file, function: scope === 'function' ? answer.function : '' }
  const old = sumsOn(session.old(mode), options, shown)
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

/** What a line adds up to. */
interface LineSum {
  flat: number
  cum: number
}

/** The values of the lines shown, by their numbers; a path counts once in cum. */
function sumsOn(
  side: EngineSession,
  options: Options,
  shown: { readonly file: string; readonly function: string },
): ReadonlyMap<number, Readonly<LineSum>> {
  const selection = lineSelection(side, options)
  const { flat, cum } = lineValues(selection)
  const { frames } = selection
  const { strings } = selection.profile
  const places = new Places<number>(frames.count)
  const sums = new Map<number, LineSum>()
  for (let key = 0; key < frames.count; key++) {
    if (flat[key] === 0 && cum[key] === 0) continue
    const name = strings.get(frames.name[key]!)
    if (name === '' || (shown.function !== '' && name !== shown.function)) continue
    if (strings.get(frames.file[key]!) !== shown.file) continue
    const line = frames.line[key]!
    const sum = sums.get(line) ?? { flat: 0, cum: 0 }
    sum.flat += flat[key]!
    sums.set(line, sum)
    places.put(key, line)
  }
  for (const [line, once] of cumByPlace(selection, places)) sums.get(line)!.cum = once
  return sums
}

/** Values by frame key, as long as the weights that they are added up from are held. */
const known = new WeakMap<Weights, NodeValues>()

function lineValues({ tree, frames, weights }: Selection): NodeValues {
  const values = known.get(weights) ?? nodeValues(tree, frames, weights)
  known.set(weights, values)
  return values
}
