import { OptionError } from '../select/options.ts'
import type { ReportInput } from './input.ts'
import type { Measure } from './measure.ts'
import { type FunctionSource, functionSources, type ReadSource } from './source.ts'

/**
 * The report `list`: the source of the functions that match, each line with its flat and cum value.
 * @throws OptionError where no function matches
 */
export function* listReport(input: ReportInput): Generator<string> {
  const { source, options, measure, symbol, readSource } = input
  if (!symbol) throw new OptionError('list needs a regexp')
  const functions = functionSources(source, (name) => symbol.test(name), options.drop_negative)
  if (functions.length === 0) {
    throw new OptionError(`no matches found for regexp: ${symbol.pattern}`)
  }
  yield `Total: ${measure.format(measure.total)}`
  const opened = new Set<string>()
  for (const { name, files } of functions) {
    if (files.length === 0) yield `No source information for ${name}`
    for (const file of files) yield* listFunction(file, measure, readSource, opened)
  }
}

function* listFunction(
  source: FunctionSource,
  measure: Measure,
  readSource: ReadSource,
  opened: Set<string>,
): Generator<string> {
  const { name, file, flat, cum } = source
  yield `ROUTINE ======================== ${name} in ${file}`
  yield `${cell(measure.format(flat))} ${cell(measure.format(cum))} (flat, cum) ${measure.percent(cum)} of Total`
  // A function that is said to start behind its lines has none to show: that its file cannot be
  // read is known only if another function has requested it.
  if (source.from > source.to && !opened.has(file)) return
  opened.add(file)
  let text: readonly string[]
  try {
    text = readSource(file)
  } catch (error) {
    yield ` Error: ${error instanceof Error ? error.message : String(error)}`
    return
  }
  for (let line = source.from; line <= Math.min(source.to, text.length); line++) {
    const values = source.lines.get(line) ?? { flat: 0, cum: 0 }
    const numbers = [values.flat, values.cum].map((value) =>
      cell(value === 0 ? '.' : measure.format(value)),
    )
    yield `${numbers.join(' ')} ${String(line).padStart(6)}:${text[line - 1]}`
  }
}

function cell(text: string): string {
  return text.padStart(10)
}
