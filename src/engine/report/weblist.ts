import { OptionError } from '../select/options.ts'
import type { ReportInput } from './input.ts'
import type { Measure } from './measure.ts'
import { type FunctionSource, functionSources, type ReadSource } from './source.ts'

/**
 * The report `weblist`: the source of the functions that match as one HTML page that needs nothing
 * else. (pprof shows machine code beside it; that needs the binary.)
 * @throws OptionError where no function matches
 */
export function* weblistReport(input: ReportInput): Generator<string> {
  const { source, options, measure, symbol, readSource } = input
  if (!symbol) throw new OptionError('weblist needs a regexp')
  const functions = functionSources(source, symbol, options.drop_negative)
  if (functions.length === 0) {
    throw new OptionError(`no matches found for regexp: ${symbol.pattern}`)
  }
  yield '<!doctype html>'
  yield '<html lang="en"><head><meta charset="utf-8">'
  yield `<title>${html(symbol.pattern)} — source</title>`
  yield `<style>${STYLE}</style></head><body>`
  yield `<p>Total: ${html(measure.format(measure.total))}</p>`
  for (const { name, files } of functions) {
    if (files.length === 0) yield `<h2>${html(name)}</h2><p>No source information.</p>`
    for (const file of files) yield* functionTable(file, measure, readSource)
  }
  yield '</body></html>'
}

const STYLE = `
:root { color-scheme: light dark }
body { font: 14px system-ui, sans-serif; margin: 1.5rem }
h2 { font-size: 1rem; margin: 1.5rem 0 0 }
p { margin: .25rem 0; color: GrayText }
table { border-collapse: collapse; font: 12px ui-monospace, monospace; tab-size: 4 }
td { padding: 0 .75rem; white-space: pre }
td.n { text-align: right; font-variant-numeric: tabular-nums }
tr.hot td { background: color-mix(in srgb, orangered calc(var(--heat) * 45%), transparent) }
`

function* functionTable(
  { name, file, flat, cum, from, to, lines }: FunctionSource,
  measure: Measure,
  readSource: ReadSource,
): Generator<string> {
  yield `<h2>${html(name)}</h2><p>${html(file)}</p>`
  yield `<p>${html(measure.format(flat))} flat, ${html(measure.format(cum))} cum (${html(measure.percent(cum).trim())} of the total)</p>`
  let text: readonly string[]
  try {
    text = readSource(file)
  } catch (error) {
    yield `<p>${html(error instanceof Error ? error.message : String(error))}</p>`
    return
  }
  let heaviest = 1
  for (const { cum } of lines.values()) heaviest = Math.max(heaviest, Math.abs(cum))
  yield '<table><tr><th>flat</th><th>cum</th><th>line</th><th></th></tr>'
  for (let line = from; line <= Math.min(to, text.length); line++) {
    const values = lines.get(line)
    const cell = (value: number | undefined): string =>
      `<td class="n">${value ? html(measure.format(value)) : ''}</td>`
    const heat = values ? (Math.abs(values.cum) / heaviest).toFixed(2) : '0'
    yield `<tr${values ? ` class="hot" style="--heat:${heat}"` : ''}>${cell(values?.flat)}${cell(values?.cum)}<td class="n">${line}</td><td>${html(text[line - 1] ?? '')}</td></tr>`
  }
  yield '</table>'
}

/** Everything that comes from a profile or a source file is text, never markup. */
function html(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
}
