import { compareText } from '../profile/format.ts'
import { NONE } from '../profile/ids.ts'
import { type LabelSets, labelNumber } from '../profile/labels.ts'
import { MappingFlag, type Profile } from '../profile/profile.ts'
import type { StringTable } from '../profile/strings.ts'
import { filteredProfile } from '../select/filtered-profile.ts'
import { formatDuration, formatExactTime } from './exact-time.ts'
import type { ReportInput } from './input.ts'

/** Width of what stands before the second line of a location, and of a sample's labels. */
const LOCATION_MARGIN = ' '.repeat(13)
const LABEL_MARGIN = ' '.repeat(16)

/**
 * The report `raw`: the profile as text, with all that the filters leave of it.
 * (Format: github.com/google/pprof, profile String.)
 */
export function* rawReport({ source, options }: ReportInput): Generator<string> {
  const profile = filteredProfile(source, options)
  yield* headerLines(profile)
  yield 'Samples:'
  yield* sampleLines(profile)
  yield 'Locations'
  yield* locationLines(profile)
  yield 'Mappings'
  yield* mappingLines(profile)
}

function* headerLines({ header }: Profile): Generator<string> {
  const { comments, docUrl, periodType, period, timeNanos, durationNanos } = header
  for (const comment of comments) yield `Comment: ${comment}`
  if (docUrl !== '') yield `Doc: ${docUrl}`
  yield `PeriodType: ${periodType.type} ${periodType.unit}`
  yield `Period: ${period}`
  if (timeNanos !== 0n) yield `Time: ${formatExactTime(timeNanos)}`
  // Cut to four characters, as pprof has it.
  if (durationNanos !== 0n)
    yield `Duration: ${[...formatDuration(durationNanos)].slice(0, 4).join('')}`
}

function* sampleLines(profile: Profile): Generator<string> {
  const { samples, stacks, locations, sampleTypes, defaultSampleType } = profile
  yield sampleTypes
    .map(({ type, unit }) => `${type}/${unit}${type === defaultSampleType ? '[dflt]' : ''}`)
    .join(' ')
    .trim()
  const ids = Array.from(locations.id, (id) => `${id} `)
  const labels = new LabelTexts(profile.labels, profile.strings)
  const columns = samples.exactValues ?? samples.values
  for (let i = 0; i < samples.count; i++) {
    let line = ''
    for (const column of columns) line += ` ${String(column[i]).padStart(10)}`
    line += ': '
    let node = samples.stack[i]!
    for (; node !== 0; node = stacks.parent[node]!) line += ids[stacks.location[node]!]
    yield line
    yield* labels.of(samples.labelSet[i]!)
  }
}

function* locationLines(profile: Profile): Generator<string> {
  const { locations, mappings, lines, functions, strings } = profile
  for (let l = 0; l < locations.count; l++) {
    const mapping = locations.mapping[l]!
    let head = `${String(locations.id[l]).padStart(6)}: ${hex(locations.address[l]!)} `
    if (mapping !== NONE) head += `M=${mappings.id[mapping]} `
    if (locations.folded[l] === 1) head += '[F] '
    const first = locations.firstLine[l]!
    const end = locations.firstLine[l + 1]!
    if (first === end) yield head
    for (let row = first; row < end; row++) {
      const func = lines.function[row]!
      const name = strings.get(functions.name[func]!)
      const systemName = strings.get(functions.systemName[func]!)
      const place = `${strings.get(functions.file[func]!)}:${lines.line[row]}:${lines.column[row]}`
      const called = name === systemName ? '' : `(${systemName})`
      yield `${head}${name} ${place} s=${functions.startLine[func]}${called}`
      head = LOCATION_MARGIN
    }
  }
}

const FLAGS = [
  [MappingFlag.functions, '[FN]'],
  [MappingFlag.filenames, '[FL]'],
  [MappingFlag.lineNumbers, '[LN]'],
  [MappingFlag.inlineFrames, '[IN]'],
] as const

function* mappingLines({ mappings, strings }: Profile): Generator<string> {
  const { id, start, limit, offset, file, buildId, flags, count } = mappings
  for (let m = 0; m < count; m++) {
    const range = [start[m]!, limit[m]!, offset[m]!].map(hex).join('/')
    const bits = FLAGS.map(([flag, text]) => (flags[m]! & flag ? text : '')).join('')
    yield `${id[m]}: ${range} ${strings.get(file[m]!)} ${strings.get(buildId[m]!)} ${bits}`
  }
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`
}

interface LabelNumber {
  readonly num: number | bigint
  readonly unit: string
}

/** The lines for the labels of each label set, put together when first needed. */
class LabelTexts {
  private readonly known: (string[] | undefined)[] = []

  constructor(
    private readonly labels: LabelSets,
    private readonly strings: StringTable,
  ) {}

  /** A line with the texts and one with the numbers, of those that there are. */
  of(set: number): string[] {
    this.known[set] ??= this.compose(set)
    return this.known[set]
  }

  private compose(set: number): string[] {
    const { labels, strings } = this
    const texts = new Map<string, string[]>()
    const numbers = new Map<string, LabelNumber[]>()
    for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
      const key = strings.get(labels.key[i]!)
      if (labels.str[i] !== 0) {
        push(texts, key, strings.get(labels.str[i]!))
      } else {
        push(numbers, key, { num: labelNumber(labels, i), unit: strings.get(labels.unit[i]!) })
      }
    }
    const lines: string[] = []
    if (texts.size > 0) lines.push(labelLine(texts))
    if (numbers.size > 0) {
      const printed = Array.from(numbers, ([key, values]) => [key, withUnits(values)] as const)
      lines.push(labelLine(printed))
    }
    return lines
  }
}

/** Units are printed for all values of a key or, where none has one, for none. */
function withUnits(values: readonly LabelNumber[]): string[] {
  const any = values.some(({ unit }) => unit !== '')
  return values.map(({ num, unit }) => (any ? `${num} ${unit}` : String(num)))
}

function labelLine(values: Iterable<readonly [string, readonly string[]]>): string {
  const texts = Array.from(values, ([key, list]) => `${key}:[${list.join(' ')}]`)
  return LABEL_MARGIN + texts.sort(compareText).join(' ')
}

function push<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
