import type { InlinedCall, LineCalls } from '../../engine/questions/source/calls.ts'
import type { SourceAnswer, SourceLine } from '../../engine/questions/source/lines.ts'

/** A row of the code as it is drawn. */
export type CodeRow =
  | {
      readonly kind: 'line'
      /** From 1; 0 for values on lines that the profile does not know. */
      readonly line: number
      /** null where the source is not at hand, or ends before. */
      readonly text: string | null
      /** null for a line without samples. */
      readonly values: SourceLine | null
    }
  /** A call that was inlined into the line above, or into what is inlined there. */
  | { readonly kind: 'inlined'; readonly line: number; readonly call: InlinedCall }
  /** Lines that are not shown because their text is not at hand. */
  | { readonly kind: 'gap'; readonly from: number; readonly to: number }

export interface CodeModel {
  readonly rows: readonly CodeRow[]
  /** Lines with values that the text does not have: it is another version. */
  readonly beyond: number
}

interface CodeParts {
  readonly answer: SourceAnswer
  readonly scope: 'file' | 'function'
  /** null where it is not at hand. */
  readonly text: readonly string[] | null
  /** Lines whose inlined calls are shown. */
  readonly open: ReadonlySet<number>
  readonly calls: readonly LineCalls[]
}

/** Lines that are shown around one that has values where there is no text. */
export function codeModel({ answer, scope, text, open, calls }: CodeParts): CodeModel {
  const inlined = new Map(calls.map((each) => [each.line, each.inlined]))
  const rows: CodeRow[] = []
  const add = (line: number, content: string | null, values: SourceLine | null): void => {
    rows.push({ kind: 'line', line, text: content, values })
    if (!open.has(line)) return
    for (const call of inlined.get(line) ?? []) rows.push({ kind: 'inlined', line, call })
  }
  if (!text) {
    let last = 0
    for (const values of answer.lines) {
      if (values.line > last + 1) rows.push({ kind: 'gap', from: last + 1, to: values.line - 1 })
      add(values.line, null, values)
      last = values.line
    }
    return { rows, beyond: 0 }
  }
  const bounded = scope === 'function' && answer.function !== ''
  const from = bounded ? answer.from : 1
  const to = bounded ? Math.min(answer.to, text.length) : text.length
  const values = new Map(answer.lines.map((each) => [each.line, each]))
  const unknown = values.get(0)
  if (unknown) add(0, null, unknown)
  for (let line = from; line <= to; line++)
    add(line, text[line - 1] ?? '', values.get(line) ?? null)
  const beyond = answer.lines.filter(({ line }) => line > text.length)
  for (const each of beyond) add(each.line, null, each)
  return { rows, beyond: beyond.length }
}

/** Share of the heaviest line from which on a line is one to walk to. */
const HOT = 0.02

export function isHot({ flatHeat, cumHeat }: SourceLine): boolean {
  return flatHeat >= HOT || cumHeat >= HOT
}

/** The place of the next of `places` (in order) behind or before `now`, around the end; -1: none. */
export function nextPlace(places: readonly number[], now: number, step: 1 | -1): number {
  if (places.length === 0) return -1
  if (step > 0) return places.find((place) => place > now) ?? places[0]!
  return places.findLast((place) => place < now) ?? places.at(-1)!
}

/** The row of a line, or of the nearest one that has a row; -1 where there are none. */
export function rowOfLine(rows: readonly CodeRow[], line: number): number {
  let nearest = -1
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    if (row.kind !== 'line') continue
    if (nearest < 0 || row.line <= line) nearest = i
    if (row.line >= line) break
  }
  return nearest
}

/** main.go:53, as compilers and editors read it. */
export function lineReference(file: string, line: number): string {
  const name = file.slice(file.lastIndexOf('/') + 1)
  return line > 0 ? `${name}:${line}` : name
}

/** A function's name behind the path of its package, and that path: names differ at their end. */
export function splitName(name: string): { readonly path: string; readonly rest: string } {
  // Type arguments and receivers have paths of their own.
  const bracket = name.search(/[[(<]/)
  const slash = name.lastIndexOf('/', bracket < 0 ? name.length : bracket)
  return { path: name.slice(0, slash + 1), rest: name.slice(slash + 1) }
}

/** Columns that the widest line takes, tabs counted as four. */
export function widestLine(lines: readonly string[]): number {
  let widest = 0
  for (const line of lines) {
    if (line.length * 4 <= widest) continue
    let columns = 0
    for (const char of line) columns += char === '\t' ? 4 : 1
    widest = Math.max(widest, columns)
  }
  // A minified file in one line would be wider than browsers draw.
  return Math.min(widest, 4000)
}
