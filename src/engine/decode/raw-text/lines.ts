import { parseHex } from '../legacy/numbers.ts'

/** The lines of pprof's `-raw`, one reader each; null: it is no such line. */

export interface RawSample {
  readonly values: readonly bigint[]
  readonly locations: readonly number[]
}

/** Parses `1 10000000: 1 2 3`: values, then ids of locations, innermost first. */
export function readSample(line: string): RawSample | null {
  const colon = line.indexOf(':')
  const [before, behind] = [line.slice(0, colon), line.slice(colon + 1)]
  if (colon < 0 || !/^ *-?\d[-\d ]*$/.test(before) || !/^[\d ]*$/.test(behind)) return null
  const values = words(before)
  if (!values.every((value) => /^-?\d{1,19}$/.test(value))) return null
  return {
    values: values.map((value) => BigInt.asIntN(64, BigInt(value))),
    locations: words(behind).map(Number),
  }
}

export type RawLabel = { key: string; text: string } | { key: string; number: bigint; unit: string }

/** `key:[text] other:[more]`, or the same of numbers: `bytes:[512] size:[3 kb 4 kb]` */
export function readLabels(line: string, mayBeTexts: boolean): RawLabel[] {
  const lists = Array.from(line.trim().matchAll(/(\S[^[\]]*?):\[([^\]]*)\](?=\s|$)/g))
  const numbers = lists.map(([, key = '', list = '']) => numbersOf(key, list))
  // Texts come first; a line of numbers alone can only be told by its looks.
  if (numbers.every((list) => list !== null) || !mayBeTexts)
    return numbers.flatMap((list) => list ?? [])
  return lists.map(([, key = '', text = '']) => ({ key, text }))
}

function numbersOf(key: string, list: string): RawLabel[] | null {
  const entries = words(list)
  const isNumber = (word: string) => /^-?\d{1,19}$/.test(word)
  if (entries.length === 0 || !isNumber(entries[0]!)) return null
  const value = (word: string) => BigInt.asIntN(64, BigInt(word))
  if (entries.every(isNumber))
    return entries.map((word) => ({ key, number: value(word), unit: '' }))
  // With units: number, unit, number, unit.
  const labels: RawLabel[] = []
  for (let i = 0; i < entries.length; i += 2) {
    if (!isNumber(entries[i]!)) return null
    labels.push({ key, number: value(entries[i]!), unit: entries[i + 1] ?? '' })
  }
  return labels
}

export interface RawCall {
  readonly name: string
  readonly systemName: string
  readonly file: string
  readonly line: number
  readonly column: number
  readonly startLine: number
}

export interface RawLocation {
  readonly id: number
  readonly address: bigint
  /** Id of the mapping; 0: none. */
  readonly mapping: number
  readonly folded: boolean
  readonly call: RawCall | null
}

/** `12: 0x5f9747 M=1 [F] name file:line:column s=start(system name)` */
export function readLocation(line: string): RawLocation | null {
  const match = /^ *(\d{1,15}): 0x([\da-f]{1,16}) (?:M=(\d{1,15}) )?(\[F\] )?(.*)$/.exec(line)
  const address = match && parseHex(match[2]!)
  if (!match || address === null) return null
  const [, id, , mapping = '0', folded, call = ''] = match
  const isEmpty = call.trim() === ''
  const read = isEmpty ? null : readCall(call)
  if (!isEmpty && !read) return null
  return {
    id: Number(id),
    address,
    mapping: Number(mapping),
    folded: folded !== undefined,
    call: read,
  }
}

/** Also on lines of their own, for the calls that a location's first one is inlined into. */
export function readCall(text: string): RawCall | null {
  const at = text.lastIndexOf(' s=')
  const start = /^(-?\d{1,15})(?:\((.*)\))?\s*$/.exec(text.slice(at + 3))
  const named = at < 0 ? null : readNamedPlace(text.slice(0, at).trimStart())
  if (!start || !named) return null
  return { ...named, systemName: start[2] ?? named.name, startLine: Number(start[1]) }
}

/** `name file:line`, or with a column behind it; null: no line is named. */
export function readNamedPlace(
  text: string,
): Pick<RawCall, 'name' | 'file' | 'line' | 'column'> | null {
  const numbers = /:(-?\d{1,15})(?::(-?\d{1,15}))?$/.exec(text.slice(-40))
  if (!numbers) return null
  const [name, file] = split(text.slice(0, text.length - numbers[0].length))
  return { name, file, line: Number(numbers[1]), column: Number(numbers[2] ?? 0) }
}

/** Names and paths may have blanks: a path begins with a slash, or has none. */
function split(named: string): [name: string, file: string] {
  const slash = named.indexOf(' /')
  const blank = slash >= 0 ? slash : named.lastIndexOf(' ')
  return blank < 0 ? [named, ''] : [named.slice(0, blank), named.slice(blank + 1)]
}

export interface RawMapping {
  readonly id: number
  readonly start: bigint
  readonly limit: bigint
  readonly offset: bigint
  readonly file: string
  readonly buildId: string
  readonly flags: string
}

/** `1: 0x400000/0x68c000/0x0 file build-id [FN][FL]` */
export function readMapping(line: string): RawMapping | null {
  const match = /^ *(\d{1,15}): 0x([\da-f]{1,16})\/0x([\da-f]{1,16})\/0x([\da-f]{1,16}) (.*)$/.exec(
    line,
  )
  if (!match) return null
  const numbers = match.slice(2, 5).map(parseHex)
  if (numbers.includes(null)) return null
  const [start, limit, offset] = numbers as bigint[]
  const rest = match[5]!
  const flags = /(?:\[(?:FN|FL|LN|IN)\])*$/.exec(rest.slice(-16))?.[0] ?? ''
  const named = rest.slice(0, rest.length - flags.length).replace(/ $/, '')
  const blank = named.lastIndexOf(' ')
  return {
    id: Number(match[1]),
    start: start!,
    limit: limit!,
    offset: offset!,
    file: blank < 0 ? named : named.slice(0, blank),
    buildId: blank < 0 ? '' : named.slice(blank + 1),
    flags,
  }
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '')
}
