import { NONE } from '../profile/ids.ts'
import {
  type Functions,
  type Header,
  type Lines,
  type Locations,
  MappingFlag,
  type Mappings,
  type ValueType,
} from '../profile/profile.ts'
import type { StringTable } from '../profile/strings.ts'
import { IdIndex, malformed } from './ids.ts'
import type { WireReader } from './wire.ts'

/** Field numbers of message Profile. */
export const Field = {
  sampleType: 1,
  sample: 2,
  mapping: 3,
  location: 4,
  function: 5,
  strings: 6,
  dropFrames: 7,
  keepFrames: 8,
  timeNanos: 9,
  durationNanos: 10,
  periodType: 11,
  period: 12,
  comment: 13,
  defaultSampleType: 14,
  docUrl: 15,
} as const

export interface Counts {
  samples: number
  mappings: number
  locations: number
  lines: number
  functions: number
  strings: number
  /** Of all strings together. */
  stringBytes: number
}

/** The first pass: how many rows each table will have. */
export function countTables(reader: WireReader): Counts {
  const counts: Counts = {
    samples: 0,
    mappings: 0,
    locations: 0,
    lines: 0,
    functions: 0,
    strings: 0,
    stringBytes: 0,
  }
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if ((tag & 7) !== 2) {
      reader.skipType(tag & 7, 0, tag >>> 3)
      continue
    }
    const end = reader.fieldEnd()
    switch (tag >>> 3) {
      case Field.sample:
        counts.samples++
        break
      case Field.mapping:
        counts.mappings++
        break
      case Field.location:
        counts.locations++
        counts.lines += countLines(reader, end)
        break
      case Field.function:
        counts.functions++
        break
      case Field.strings:
        counts.strings++
        counts.stringBytes += end - reader.pos
        break
    }
    reader.pos = end
  }
  return counts
}

function countLines(reader: WireReader, end: number): number {
  let lines = 0
  while (reader.pos < end) {
    const tag = reader.tag()
    if (tag === 0x22) lines++
    reader.skipType(tag & 7, 0, tag >>> 3)
  }
  return lines
}

export interface Tables {
  functions: Functions
  mappings: Mappings
  locations: Locations
  lines: Lines
  locationIds: IdIndex
}

/**
 * The texts that an index of the file may name: entry `i` is the first string with the same bytes
 * as string `i`, so that equal texts have equal indices from here on.
 */
export type Texts = Uint32Array

/** The second pass: functions, mappings, locations and lines. */
export function decodeTables(reader: WireReader, counts: Counts, texts: Texts): Tables {
  const functions = {
    count: counts.functions,
    id: new BigUint64Array(counts.functions),
    name: new Uint32Array(counts.functions),
    systemName: new Uint32Array(counts.functions),
    file: new Uint32Array(counts.functions),
    startLine: new Float64Array(counts.functions),
  }
  const mappings = {
    count: counts.mappings,
    id: new BigUint64Array(counts.mappings),
    start: new BigUint64Array(counts.mappings),
    limit: new BigUint64Array(counts.mappings),
    offset: new BigUint64Array(counts.mappings),
    file: new Uint32Array(counts.mappings),
    buildId: new Uint32Array(counts.mappings),
    flags: new Uint8Array(counts.mappings),
  }
  const locations = {
    count: counts.locations,
    id: new BigUint64Array(counts.locations),
    mapping: new Int32Array(counts.locations).fill(NONE),
    address: new BigUint64Array(counts.locations),
    firstLine: new Uint32Array(counts.locations + 1),
    folded: new Uint8Array(counts.locations),
  }
  const lines = {
    count: counts.lines,
    function: new Int32Array(counts.lines).fill(NONE),
    line: new Float64Array(counts.lines),
    column: new Float64Array(counts.lines),
  }
  const functionIds = new IdIndex(counts.functions, 'function')
  const mappingIds = new IdIndex(counts.mappings, 'mapping')
  const locationIds = new IdIndex(counts.locations, 'location')
  // Rows may come before what they refer to: their references wait here as ids.
  const functionOfLine: (number | bigint)[] = new Array(counts.lines).fill(0)
  const mappingOfLocation: (number | bigint)[] = new Array(counts.locations).fill(0)

  let mapping = 0
  let location = 0
  let func = 0
  let line = 0
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if ((tag & 7) !== 2) {
      reader.skipType(tag & 7, 0, tag >>> 3)
      continue
    }
    const end = reader.fieldEnd()
    switch (tag >>> 3) {
      case Field.mapping:
        decodeMapping(reader, end, mappings, mapping, texts)
        mappingIds.set(key(mappings.id[mapping]!), mapping++)
        break
      case Field.function:
        decodeFunction(reader, end, functions, func, texts)
        functionIds.set(key(functions.id[func]!), func++)
        break
      case Field.location: {
        locations.firstLine[location] = line
        while (reader.pos < end) {
          const field = reader.tag()
          if (field === 0x08) locations.id[location] = reader.uint64Big()
          else if (field === 0x10) mappingOfLocation[location] = reader.uint64Key()
          else if (field === 0x18) locations.address[location] = reader.uint64Big()
          else if (field === 0x22) functionOfLine[line] = decodeLine(reader, lines, line++)
          else if (field === 0x28) locations.folded[location] = reader.bool() ? 1 : 0
          else reader.skipType(field & 7, 0, field >>> 3)
        }
        locationIds.set(key(locations.id[location]!), location++)
        break
      }
    }
    finishField(reader, end)
  }
  locations.firstLine[location] = line

  functionOfLine.forEach((id, row) => {
    lines.function[row] = functionIds.get(id)
    if (lines.function[row] === NONE) throw malformed(`a location has a line without a function`)
  })
  mappingOfLocation.forEach((id, row) => {
    locations.mapping[row] = mappingIds.get(id)
  })
  return { functions, mappings, locations, lines, locationIds }
}

/** Small ids as numbers, as the id index takes them. */
function key(id: bigint): number | bigint {
  return id <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(id) : id
}

/** Goes on behind a message, after making sure that no field of it ran over its end. */
function finishField(reader: WireReader, end: number): void {
  if (reader.pos > end) throw malformed('a field runs past the end of its message', end)
  reader.pos = end
}

/** Reads a string index; one outside the table is an error, as in pprof. */
export function stringIndex(reader: WireReader, texts: Texts): number {
  const index = reader.int64Number()
  const text = texts[index]
  if (text === undefined) {
    throw malformed(`it refers to text ${index} of ${texts.length}`, reader.pos)
  }
  return text
}

function decodeMapping(
  reader: WireReader,
  end: number,
  mappings: Mappings,
  row: number,
  texts: Texts,
): void {
  const flag = (bit: number): void => {
    const flags = mappings.flags[row]!
    mappings.flags[row] = reader.bool() ? flags | bit : flags & ~bit
  }
  while (reader.pos < end) {
    const field = reader.tag()
    if (field === 0x08) mappings.id[row] = reader.uint64Big()
    else if (field === 0x10) mappings.start[row] = reader.uint64Big()
    else if (field === 0x18) mappings.limit[row] = reader.uint64Big()
    else if (field === 0x20) mappings.offset[row] = reader.uint64Big()
    else if (field === 0x28) mappings.file[row] = stringIndex(reader, texts)
    else if (field === 0x30) mappings.buildId[row] = stringIndex(reader, texts)
    else if (field === 0x38) flag(MappingFlag.functions)
    else if (field === 0x40) flag(MappingFlag.filenames)
    else if (field === 0x48) flag(MappingFlag.lineNumbers)
    else if (field === 0x50) flag(MappingFlag.inlineFrames)
    else reader.skipType(field & 7, 0, field >>> 3)
  }
}

function decodeFunction(
  reader: WireReader,
  end: number,
  functions: Functions,
  row: number,
  texts: Texts,
): void {
  while (reader.pos < end) {
    const field = reader.tag()
    if (field === 0x08) functions.id[row] = reader.uint64Big()
    else if (field === 0x10) functions.name[row] = stringIndex(reader, texts)
    else if (field === 0x18) functions.systemName[row] = stringIndex(reader, texts)
    else if (field === 0x20) functions.file[row] = stringIndex(reader, texts)
    else if (field === 0x28) functions.startLine[row] = reader.int64Number()
    else reader.skipType(field & 7, 0, field >>> 3)
  }
}

/** @returns the id of the line's function; 0 if it has none */
function decodeLine(reader: WireReader, lines: Lines, row: number): number | bigint {
  const end = reader.fieldEnd()
  let functionId: number | bigint = 0
  while (reader.pos < end) {
    const field = reader.tag()
    if (field === 0x08) functionId = reader.uint64Key()
    else if (field === 0x10) lines.line[row] = reader.int64Number()
    else if (field === 0x18) lines.column[row] = reader.int64Number()
    else reader.skipType(field & 7, 0, field >>> 3)
  }
  finishField(reader, end)
  return functionId
}

export interface DecodedHeader {
  sampleTypes: ValueType[]
  defaultSampleType: string
  header: Header
}

/** Everything of message Profile that is no table. */
export function decodeHeader(
  reader: WireReader,
  strings: StringTable,
  texts: Texts,
): DecodedHeader {
  const text = (): string => strings.get(stringIndex(reader, texts))
  const sampleTypes: ValueType[] = []
  const comments: string[] = []
  let defaultSampleType = ''
  let timeNanos = 0n
  let durationNanos = 0n
  let periodType: ValueType = { type: '', unit: '' }
  let period = 0n
  let docUrl = ''
  let dropFrames = ''
  let keepFrames = ''
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    switch (tag) {
      case (Field.sampleType << 3) | 2:
        sampleTypes.push(decodeValueType(reader, text))
        break
      case Field.dropFrames << 3:
        dropFrames = text()
        break
      case Field.keepFrames << 3:
        keepFrames = text()
        break
      case Field.timeNanos << 3:
        if (timeNanos !== 0n) throw malformed('it is several profiles, one behind the other')
        timeNanos = reader.int64Big()
        break
      case Field.durationNanos << 3:
        durationNanos = reader.int64Big()
        break
      case (Field.periodType << 3) | 2:
        periodType = decodeValueType(reader, text)
        break
      case Field.period << 3:
        period = reader.int64Big()
        break
      case Field.comment << 3:
        comments.push(text())
        break
      case (Field.comment << 3) | 2: {
        const end = reader.fieldEnd()
        while (reader.pos < end) comments.push(text())
        finishField(reader, end)
        break
      }
      case Field.defaultSampleType << 3:
        defaultSampleType = text()
        break
      case Field.docUrl << 3:
        docUrl = text()
        break
      default:
        reader.skipType(tag & 7, 0, tag >>> 3)
    }
  }
  return {
    sampleTypes,
    defaultSampleType,
    header: {
      timeNanos,
      durationNanos,
      periodType,
      period,
      comments,
      docUrl,
      dropFrames,
      keepFrames,
    },
  }
}

function decodeValueType(reader: WireReader, text: () => string): ValueType {
  const end = reader.fieldEnd()
  let type = ''
  let unit = ''
  while (reader.pos < end) {
    const field = reader.tag()
    if (field === 0x08) type = text()
    else if (field === 0x10) unit = text()
    else reader.skipType(field & 7, 0, field >>> 3)
  }
  finishField(reader, end)
  return { type, unit }
}
