import { NONE } from '../profile/ids.ts'
import {
  type Functions,
  type Lines,
  type Locations,
  MappingFlag,
  type Mappings,
} from '../profile/profile.ts'
import { IdIndex, malformed } from './ids.ts'
import {
  delimited,
  eachMessage,
  Field,
  type FieldReaders,
  readMessage,
  stringIndex,
  type Texts,
  varint,
} from './proto-fields.ts'
import type { Counts } from './room.ts'
import { Uint64Column } from './uint64-column.ts'
import type { WireReader } from './wire.ts'

/** The first pass: how many rows each table will have. */
export function countTables(reader: WireReader): Counts {
  const counts: Counts = {
    sampleTypes: 0,
    samples: 0,
    sampleBytes: 0,
    mappings: 0,
    locations: 0,
    lines: 0,
    functions: 0,
    strings: 0,
    stringBytes: 0,
    restarts: 0,
    onlySamples: { from: -1, to: -1 },
  }
  let last = 0
  let samplesFrom = 0
  let samplesTo = 0
  const { onlySamples } = counts
  const lineCounter: FieldReaders = {
    [delimited(4)]: () => {
      counts.lines++
      reader.skipType(2, 0, 4)
    },
  }
  eachMessage(reader, (field, end, start) => {
    switch (field) {
      case Field.sampleType:
        counts.sampleTypes++
        break
      case Field.sample:
        counts.samples++
        counts.sampleBytes += end - reader.pos
        if (start !== samplesTo) samplesFrom = start
        samplesTo = end
        if (samplesTo - samplesFrom > onlySamples.to - onlySamples.from) {
          onlySamples.from = samplesFrom
          onlySamples.to = samplesTo
        }
        break
      case Field.mapping:
        counts.mappings++
        break
      case Field.location:
        counts.locations++
        readMessage(reader, end, lineCounter, 0)
        break
      case Field.function:
        counts.functions++
        break
      case Field.strings:
        if (end === reader.pos && last !== field && counts.strings > 0) counts.restarts++
        counts.strings++
        counts.stringBytes += end - reader.pos
        break
    }
    last = field
    reader.pos = end
  })
  return counts
}

export interface Tables {
  functions: Functions
  mappings: Mappings
  locations: Locations
  lines: Lines
  locationIds: IdIndex
}

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
  const functionId = new Uint64Column(functions.id)
  const mappingId = new Uint64Column(mappings.id)
  const locationId = new Uint64Column(locations.id)
  const address = new Uint64Column(locations.address)
  const functionIds = new IdIndex(counts.functions, 'function')
  const mappingIds = new IdIndex(counts.mappings, 'mapping')
  const locationIds = new IdIndex(counts.locations, 'location')
  // Rows may come before the rows that they refer to: references are kept as ids until all are
  // read.
  const functionOfLine: (number | bigint)[] = new Array(counts.lines).fill(0)
  const mappingOfLocation: (number | bigint)[] = new Array(counts.locations).fill(0)

  const mappingFields = mappingReaders(reader, mappings, mappingId, texts)
  const functionFields = functionReaders(reader, functions, functionId, texts)
  const lineFields: FieldReaders = {
    [varint(1)]: (row) => {
      functionOfLine[row] = reader.uint64Key()
    },
    [varint(2)]: (row) => {
      lines.line[row] = reader.int64Number()
    },
    [varint(3)]: (row) => {
      lines.column[row] = reader.int64Number()
    },
  }
  let line = 0
  const locationFields: FieldReaders = {
    [varint(1)]: (row) => reader.uint64To(locationId, row),
    [varint(2)]: (row) => {
      mappingOfLocation[row] = reader.uint64Key()
    },
    [varint(3)]: (row) => reader.uint64To(address, row),
    [delimited(4)]: () => readMessage(reader, reader.fieldEnd(), lineFields, line++),
    [varint(5)]: (row) => {
      locations.folded[row] = reader.bool() ? 1 : 0
    },
  }

  let mapping = 0
  let location = 0
  let func = 0
  const visit = (field: number, end: number): void => {
    switch (field) {
      case Field.mapping:
        readMessage(reader, end, mappingFields, mapping)
        mappingIds.set(mappingId.key(mapping), mapping++)
        break
      case Field.function:
        readMessage(reader, end, functionFields, func)
        functionIds.set(functionId.key(func), func++)
        break
      case Field.location:
        locations.firstLine[location] = line
        readMessage(reader, end, locationFields, location)
        locationIds.set(locationId.key(location), location++)
        break
    }
  }
  eachMessage(reader, visit, counts.onlySamples)
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

function mappingReaders(
  reader: WireReader,
  mappings: Mappings,
  id: Uint64Column,
  texts: Texts,
): FieldReaders {
  const flag =
    (bit: number) =>
    (row: number): void => {
      const flags = mappings.flags[row]!
      mappings.flags[row] = reader.bool() ? flags | bit : flags & ~bit
    }
  return {
    [varint(1)]: (row) => reader.uint64To(id, row),
    [varint(2)]: (row) => {
      mappings.start[row] = reader.uint64Big()
    },
    [varint(3)]: (row) => {
      mappings.limit[row] = reader.uint64Big()
    },
    [varint(4)]: (row) => {
      mappings.offset[row] = reader.uint64Big()
    },
    [varint(5)]: (row) => {
      mappings.file[row] = stringIndex(reader, texts)
    },
    [varint(6)]: (row) => {
      mappings.buildId[row] = stringIndex(reader, texts)
    },
    [varint(7)]: flag(MappingFlag.functions),
    [varint(8)]: flag(MappingFlag.filenames),
    [varint(9)]: flag(MappingFlag.lineNumbers),
    [varint(10)]: flag(MappingFlag.inlineFrames),
  }
}

function functionReaders(
  reader: WireReader,
  functions: Functions,
  id: Uint64Column,
  texts: Texts,
): FieldReaders {
  return {
    [varint(1)]: (row) => reader.uint64To(id, row),
    [varint(2)]: (row) => {
      functions.name[row] = stringIndex(reader, texts)
    },
    [varint(3)]: (row) => {
      functions.systemName[row] = stringIndex(reader, texts)
    },
    [varint(4)]: (row) => {
      functions.file[row] = stringIndex(reader, texts)
    },
    [varint(5)]: (row) => {
      functions.startLine[row] = reader.int64Number()
    },
  }
}
