import type { FrameKey } from '../../profile/ids.ts'
import { OptionError, type Options } from '../../select/options.ts'
import type { Selection } from '../../select/selection.ts'
import type { FrameText } from '../../session/answers.ts'
import { keyOfFrame } from '../../session/frame-texts.ts'
import type { EngineSession } from '../../session/session.ts'
import { firstFunction } from './first-function.ts'
import { cumByPlace, Places } from './once.ts'
import { lineSelection, type SourceFunction, type SourceTable, sourceTable } from './table.ts'

/** Asks for the lines of one file, or of one function in it. */
export interface SourceRequest {
  readonly options: Options
  /** Name of the selected frame, under the granularity of `options`; "" for none. */
  readonly selected: string
  /**
   * The file to show; where a frame is selected, which of its files. "" leaves it open: without a
   * frame that is the function to begin with.
   */
  readonly file: string
  /** `function` leaves out the values of the file's other functions. */
  readonly scope: 'file' | 'function'
}

export interface SourceAnswer {
  /** Why there is nothing to show; "" where there is. */
  readonly none: '' | 'nothing-asked' | 'not-there' | 'no-file'
  /** As the profile names it, cleaned. */
  readonly file: string
  /** The selected function, or the one to begin with; "" where a file is shown without one. */
  readonly function: string
  /** Files that the selected function has lines in, heaviest first. */
  readonly files: readonly string[]
  /** The file's functions that have values, heaviest first, at most 500. */
  readonly functions: readonly FunctionLines[]
  /** Of the function, or of the file; a path counts once in cum. */
  readonly flatText: string
  readonly cumText: string
  readonly cumPercent: string
  /** What the percentages are of. */
  readonly totalText: string
  /** First and last line of the function that `list` shows; 0 without a function. */
  readonly from: number
  readonly to: number
  /** The line to begin at: the selected one, or the heaviest; 0 where no line is known. */
  readonly start: number
  /** Lines that have values, in the file's order. */
  readonly lines: readonly SourceLine[]
  /** Lighter lines that were left out because there are too many. */
  readonly dropped: number
}

export interface FunctionLines {
  readonly name: string
  readonly from: number
  readonly to: number
  /** Its heaviest line. */
  readonly start: number
  readonly flatText: string
  readonly cumText: string
  readonly cumPercent: string
  /** What selects it. */
  readonly frame: FrameText
}

export interface SourceLine {
  /** 0: the profile does not say which. */
  readonly line: number
  /** As `list` prints them; "." for 0. A path counts once in cum. */
  readonly flatText: string
  readonly cumText: string
  readonly flatPercent: string
  readonly cumPercent: string
  /** |flat| and |cum| beside those of the heaviest line shown, 0 … 1. */
  readonly flatHeat: number
  readonly cumHeat: number
  /** A call that was inlined stands on it. */
  readonly inlines: boolean
}

/** Of a generated file; no file that people read has so many lines with values. */
export const MOST_LINES = 20_000
const MOST_FUNCTIONS = 500

/** The values of the lines of a source file. */
export function sourceLines(session: EngineSession, request: SourceRequest): SourceAnswer {
  const table = sourceTable(session, request.options)
  const selected = request.selected === '' ? null : selectedIn(request, table)
  if (request.selected !== '' && !selected) return nothing(table, 'not-there')
  const chosen = selected?.functions.find(({ file }) => file === request.file)
  const isOpen = !selected && request.file === ''
  const shown =
    chosen ??
    selected?.functions[0] ??
    (isOpen ? firstFunction(session, request.options, table) : undefined)
  if (shown && shown.file === '') return { ...nothing(table, 'no-file'), function: shown.name }
  const file = shown?.file ?? selected?.file ?? request.file
  const found = table.files.get(file)
  if (!found) return nothing(table, request.file === '' ? 'nothing-asked' : 'not-there')

  const own = request.scope === 'function' && shown ? [shown] : found.functions
  const { measure, frames } = table
  const { lines, dropped } = linesOf(
    table,
    lineSelection(session, request.options),
    own.flatMap(({ keys }) => keys),
  )
  const of = shown ?? found
  return {
    none: '',
    file,
    function: shown?.name ?? '',
    files: selected?.functions.map((each) => each.file).filter((path) => path !== '') ?? [],
    functions: found.functions.slice(0, MOST_FUNCTIONS).map((each) => ({
      name: each.name,
      from: each.from,
      to: each.to,
      start: frames.line[each.heaviest]!,
      flatText: measure.formatShown(each.flat),
      cumText: measure.formatShown(each.cum),
      cumPercent: measure.percent(each.cum).trim(),
      frame: table.frameOf(each.heaviest),
    })),
    flatText: measure.formatShown(of.flat),
    cumText: measure.formatShown(of.cum),
    cumPercent: measure.percent(of.cum).trim(),
    totalText: measure.formatShown(measure.total),
    from: shown?.from ?? 0,
    to: shown?.to ?? 0,
    start: selected?.line || frames.line[(shown ?? found.functions[0]!).heaviest]!,
    lines,
    dropped,
  }
}

function nothing({ measure }: SourceTable, none: SourceAnswer['none']): SourceAnswer {
  return {
    none,
    file: '',
    function: '',
    files: [],
    functions: [],
    flatText: '',
    cumText: '',
    cumPercent: '',
    totalText: measure.formatShown(measure.total),
    from: 0,
    to: 0,
    start: 0,
    lines: [],
    dropped: 0,
  }
}

interface Selected {
  /** Where the selected function has lines, heaviest first; none for a frame that is a file. */
  readonly functions: readonly SourceFunction[]
  readonly file: string
  /** 0: the frame is not one line. */
  readonly line: number
}

/** What the name of a frame stands for; null where the filters leave no such frame. */
function selectedIn({ selected }: SourceRequest, { own, byName }: SourceTable): Selected | null {
  let key: FrameKey
  try {
    key = keyOfFrame(own, -1, selected)
  } catch (error) {
    if (error instanceof OptionError) return null
    throw error
  }
  const { strings } = own.profile
  const name = strings.get(own.frames.name[key]!)
  const file = strings.get(own.frames.file[key]!)
  if (name === '') return file === '' ? null : { functions: [], file, line: 0 }
  const named = byName.get(name) ?? []
  const functions = file === '' ? named : named.filter((each) => each.file === file)
  return functions.length === 0 ? null : { functions, file, line: own.frames.line[key]! }
}

function linesOf(
  { frames, values, inlines, measure }: SourceTable,
  selection: Selection,
  keys: readonly FrameKey[],
): { lines: SourceLine[]; dropped: number } {
  const places = new Places<number>(frames.count)
  for (const key of keys) places.put(key, frames.line[key]!)
  const cums = cumByPlace(selection, places)
  const sums = new Map<number, { flat: number; cum: number; inlines: boolean }>()
  for (const key of keys) {
    const line = frames.line[key]!
    const sum = sums.get(line) ?? { flat: 0, cum: cums.get(line) ?? 0, inlines: false }
    sum.flat += values.flat[key]!
    sum.inlines ||= inlines[key] === 1
    sums.set(line, sum)
  }
  const heaviest = [...sums].sort(([, a], [, b]) => Math.abs(b.cum) - Math.abs(a.cum))
  const kept = heaviest.slice(0, MOST_LINES).sort(([a], [b]) => a - b)
  let most = 0
  for (const [, { flat, cum }] of kept) most = Math.max(most, Math.abs(flat), Math.abs(cum))
  const text = (value: number): string => (value === 0 ? '.' : measure.formatShown(value))
  const lines = kept.map(([line, sum]) => ({
    line,
    flatText: text(sum.flat),
    cumText: text(sum.cum),
    flatPercent: measure.percent(sum.flat).trim(),
    cumPercent: measure.percent(sum.cum).trim(),
    flatHeat: most === 0 ? 0 : Math.abs(sum.flat) / most,
    cumHeat: most === 0 ? 0 : Math.abs(sum.cum) / most,
    inlines: sum.inlines,
  }))
  return { lines, dropped: heaviest.length - kept.length }
}
