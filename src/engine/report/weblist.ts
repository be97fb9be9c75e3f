import { NONE } from '../profile/ids.ts'
import type { Profile } from '../profile/profile.ts'
import { filteredProfile } from '../select/filtered-profile.ts'
import { OptionError } from '../select/options.ts'
import type { Matcher } from '../select/regexps.ts'
import type { ReportInput } from './input.ts'
import type { Measure } from './measure.ts'
import { type FunctionSource, functionSources, type ReadSource } from './source.ts'

/**
 * The report `weblist`: the source of the functions that match as one HTML page that needs nothing
 * else. (pprof shows machine code beside it; that needs the binary.)
 * A function matches by its name, its linker's name, its file or its binary. (Rule: github.com/google/pprof,
 * internal/report/source.go, newSourcePrinter.)
 * @throws OptionError where no sample that counts has a function that matches
 */
export function* weblistReport(input: ReportInput): Generator<string> {
  const { source, options, measure, symbol, readSource } = input
  if (!symbol) throw new OptionError('weblist needs a regexp')
  const functions = functionSources(
    source,
    // What has no function is in a binary all the same.
    (name, ...places) => name !== '' && [name, ...places].some((text) => symbol.test(text)),
    options.drop_negative,
  )
  if (functions.length === 0 && !matchesSomeCall(filteredProfile(source, options), symbol)) {
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
  if (functions.length === 0) yield '<p>The functions that match have no value.</p>'
  yield '</body></html>'
}

/** Whether what the filters leave has a function that matches, be its value zero. */
function matchesSomeCall(filtered: Profile, symbol: Matcher): boolean {
  const { samples, stacks, locations, mappings, lines, functions, strings } = filtered
  const reached = new Uint8Array(stacks.count)
  for (let i = 0; i < samples.count; i++) reached[samples.stack[i]!] = 1
  const seen = new Set<number>()
  const binaries = new Set<number>()
  // A caller stands before what it calls.
  for (let node = stacks.count - 1; node > 0; node--) {
    if (reached[node] === 0) continue
    reached[stacks.parent[node]!] = 1
    const location = stacks.location[node]!
    for (
      let row = locations.firstLine[location]!;
      row < locations.firstLine[location + 1]!;
      row++
    ) {
      if (lines.function[row] === NONE) continue
      seen.add(lines.function[row]!)
      const mapping = locations.mapping[location]!
      if (mapping !== NONE) binaries.add(mappings.file[mapping]!)
    }
  }
  if ([...binaries].some((file) => symbol.test(strings.get(file)))) return true
  for (const func of seen) {
    const texts = [functions.name[func]!, functions.systemName[func]!, functions.file[func]!]
    if (texts.some((text) => symbol.test(strings.get(text)))) return true
  }
  return false
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
