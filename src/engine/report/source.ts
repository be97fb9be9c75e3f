import { compareText } from '../profile/format.ts'
import type { Selection } from '../select/selection.ts'
import { graphNodes, type NodeValues, nodeValues } from './graph/graph.ts'

/**
 * Reads a source file that a profile names, as lines.
 * @throws Error that says which file could not be read
 */
export type ReadSource = (file: string) => readonly string[]

/** The lines of one function in one file that have values: the data behind list and the source view. */
export interface FunctionSource {
  readonly name: string
  readonly file: string
  /** Added over all its lines. */
  readonly flat: number
  readonly cum: number
  /** First and last line to show. */
  readonly from: number
  readonly to: number
  readonly lines: ReadonlyMap<number, LineValues>
}

export interface LineValues {
  readonly flat: number
  readonly cum: number
}

/** Lines shown before the first and behind the last one that has a value. */
const MARGIN = 5

/**
 * Adds up values by line for the functions that match, ordered by name, then by file.
 * A selection at the granularity `lines` is expected. Values of lines add, so that a recursive
 * function can exceed the total. (Rule: github.com/google/pprof, internal/report/source.go.)
 * @param matches is given the name of a function, its file and, where the selection keeps it, its binary
 * @returns per function its files; a function without source information has none
 */
export function functionSources(
  selection: Selection,
  matches: (name: string, file: string, binary: string) => boolean,
  dropNegative: boolean,
): { name: string; files: FunctionSource[] }[] {
  const { tree, frames, weights, profile } = selection
  const values = nodeValues(tree, frames, weights)
  const byName = new Map<string, Map<string, number[]>>()
  for (const key of graphNodes(values, dropNegative)) {
    const name = profile.strings.get(frames.name[key]!)
    const file = profile.strings.get(frames.file[key]!)
    const binary = profile.strings.get(frames.binary[key]!)
    if (!matches(name, file, binary)) continue
    const files = byName.get(name) ?? new Map<string, number[]>()
    byName.set(name, files)
    if (file === '') continue
    const keys = files.get(file)
    if (keys) keys.push(key)
    else files.set(file, [key])
  }
  return [...byName]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, files]) => ({
      name,
      files: [...files]
        .sort(([a], [b]) => compareText(a, b))
        .map(([file, keys]) => functionSource(name, file, keys, selection, values)),
    }))
}

function functionSource(
  name: string,
  file: string,
  keys: readonly number[],
  { frames }: Selection,
  values: NodeValues,
): FunctionSource {
  const lines = new Map<number, LineValues>()
  let flat = 0
  let cum = 0
  let from = Number.POSITIVE_INFINITY
  let to = 0
  for (const key of keys) {
    const line = frames.line[key]!
    const before = lines.get(line) ?? { flat: 0, cum: 0 }
    lines.set(line, {
      flat: before.flat + values.flat[key]!,
      cum: before.cum + values.cum[key]!,
    })
    flat += values.flat[key]!
    cum += values.cum[key]!
    from = Math.min(from, frames.startLine[key]! || line - MARGIN)
    to = Math.max(to, line + MARGIN)
  }
  return { name, file, flat, cum, from: Math.max(from, 1), to, lines }
}
