import { keyOf, Memo } from '../../memo.ts'
import type { FrameKey } from '../../profile/ids.ts'
import { graphNodes, type NodeValues, nodeValues } from '../../report/graph/graph.ts'
import { Measure } from '../../report/measure.ts'
import type { Frames } from '../../select/frames.ts'
import type { Options } from '../../select/options.ts'
import { SELECTED_BY, type Selection, type SelectionOptions } from '../../select/selection.ts'
import type { FrameText } from '../../session/answers.ts'
import { frameText } from '../../session/frame-texts.ts'
import type { EngineSession } from '../../session/session.ts'
import { cumByPlace, Places } from './once.ts'

/**
 * The lines of a profile that have values, by function and by file: what the report `list` adds up.
 * A path counts once in the cum of a line, a function and a file, however often it goes through it;
 * `list` adds up the cum of a function's lines, which a function that calls itself can exceed the
 * total with (google/pprof#707).
 */
export interface SourceTable {
  readonly functions: readonly SourceFunction[]
  readonly byName: ReadonlyMap<string, readonly SourceFunction[]>
  readonly files: ReadonlyMap<string, SourceFile>
  /** By the frame keys of lines. */
  readonly values: NodeValues
  /** A byte per frame key: 1 where a call that was inlined stands on the line. */
  readonly inlines: Uint8Array
  /** Some frame has a file and a line. */
  readonly lined: boolean
  /** Prints values as `list` does. */
  readonly measure: Measure
  /** Of the lines, by frame key. */
  readonly frames: Frames
  /** What the user's own granularity makes of the profile: of it only frames and names hold. */
  readonly own: Selection
  /** The frame of `own` that a line belongs to. */
  readonly frameOf: (key: FrameKey) => FrameText
}

/** One function in one file. */
export interface SourceFunction {
  readonly name: string
  /** As the profile names it, cleaned; "" where it does not. */
  readonly file: string
  readonly flat: number
  readonly cum: number
  /** First and last line that `list` shows. */
  readonly from: number
  readonly to: number
  /** Frame keys of its lines. */
  readonly keys: readonly FrameKey[]
  /** The heaviest of them. */
  readonly heaviest: FrameKey
}

export interface SourceFile {
  readonly file: string
  readonly flat: number
  /** What `top` says of it under `files`. */
  readonly cum: number
  /** Heaviest first. */
  readonly functions: readonly SourceFunction[]
}

/** Lines that `list` shows before the first and behind the last one that has a value. */
const MARGIN = 5

const TABLE_BY = [...SELECTED_BY, 'drop_negative', 'divide_by'] as const
type TableOptions = Pick<Options, (typeof TABLE_BY)[number]>

/** Tables by session: each is a few passes over the tree, and several questions read it. */
const tables = new WeakMap<EngineSession, Memo<SourceTable>>()

/** The values by line of all source files; cached per session. */
export function sourceTable(session: EngineSession, options: TableOptions): SourceTable {
  let memo = tables.get(session)
  if (!memo) {
    memo = new Memo(2)
    tables.set(session, memo)
  }
  return memo.get(keyOf(options, TABLE_BY), () => buildTable(session, options))
}

/** The selection that `list` reads: by lines, functions of different binaries apart. */
export function lineSelection(session: EngineSession, options: SelectionOptions): Selection {
  return session.selection({ ...options, granularity: 'lines' }, true)
}

function buildTable(session: EngineSession, options: TableOptions): SourceTable {
  // A selection holds until the next one: of the user's own only frames and names are read later.
  const own = session.selection(options)
  const selection = lineSelection(session, options)
  const { profile, tree, frames, weights } = selection
  const values = nodeValues(tree, frames, weights)
  const functions = functionsOf(selection, values, options.drop_negative)
  const byName = new Map<string, SourceFunction[]>()
  for (const each of functions) {
    const named = byName.get(each.name)
    if (named) named.push(each)
    else byName.set(each.name, [each])
  }
  for (const named of byName.values()) named.sort(byCum)
  const shownAs = new Int32Array(frames.count)
  for (let i = 0; i < frames.ofLine.length; i++) {
    shownAs[frames.ofLine[i]!] = own.frames.ofLine[i]!
  }
  return {
    functions,
    byName,
    files: filesOf(functions, selection),
    values,
    frames,
    own,
    inlines: linesWithInlines(selection),
    lined: frames.line.some((line, key) => line > 0 && frames.file[key] !== 0),
    measure: new Measure(profile, selection.value, selection.total, options),
    frameOf: (key) => frameText(own, shownAs[key]!),
  }
}

function functionsOf(
  selection: Selection,
  values: NodeValues,
  dropNegative: boolean,
): SourceFunction[] {
  const { profile, frames } = selection
  const groups = new Map<string, { name: string; file: string; keys: FrameKey[] }>()
  for (const key of graphNodes(values, dropNegative)) {
    const name = profile.strings.get(frames.name[key]!)
    if (name === '') continue
    const file = profile.strings.get(frames.file[key]!)
    const id = `${file}\n${name}`
    const group = groups.get(id)
    if (group) group.keys.push(key)
    else groups.set(id, { name, file, keys: [key] })
  }
  const places = new Places<object>(frames.count)
  for (const group of groups.values()) for (const key of group.keys) places.put(key, group)
  const cums = cumByPlace(selection, places)
  return Array.from(groups.values(), (group) => {
    let flat = 0
    let from = Number.POSITIVE_INFINITY
    let to = 0
    let heaviest = group.keys[0]!
    for (const key of group.keys) {
      flat += values.flat[key]!
      const line = frames.line[key]!
      from = Math.min(from, frames.startLine[key]! || line - MARGIN)
      to = Math.max(to, line + MARGIN)
      if (Math.abs(values.cum[key]!) > Math.abs(values.cum[heaviest]!)) heaviest = key
    }
    const cum = cums.get(group) ?? 0
    return { ...group, flat, cum, from: Math.max(from, 1), to, heaviest }
  })
}

function filesOf(
  functions: readonly SourceFunction[],
  selection: Selection,
): ReadonlyMap<string, SourceFile> {
  const cum = cumByFile(selection)
  const groups = new Map<string, SourceFunction[]>()
  for (const each of functions) {
    if (each.file === '') continue
    const group = groups.get(each.file)
    if (group) group.push(each)
    else groups.set(each.file, [each])
  }
  return new Map(
    Array.from(groups, ([file, group]) => [
      file,
      {
        file,
        flat: group.reduce((sum, each) => sum + each.flat, 0),
        cum: cum.get(file) ?? 0,
        functions: group.sort(byCum),
      },
    ]),
  )
}

function cumByFile(selection: Selection): ReadonlyMap<string, number> {
  const { profile, frames } = selection
  const places = new Places<string>(frames.count)
  for (const [key, file] of frames.file.entries()) places.put(key, profile.strings.get(file))
  return cumByPlace(selection, places)
}

function linesWithInlines({ tree, frames, weights }: Selection): Uint8Array {
  const called = weights.called()
  const inlines = new Uint8Array(frames.count)
  for (let node = 1; node < tree.count; node++) {
    const above = tree.parent[node]!
    if (above > 0 && weights.live[node] === 1 && called[node] === 0) inlines[tree.key[above]!] = 1
  }
  return inlines
}

/** Heaviest first; names decide between equals. */
export function byCum(a: SourceFunction, b: SourceFunction): number {
  return Math.abs(b.cum) - Math.abs(a.cum) || (a.name < b.name ? -1 : 1)
}
