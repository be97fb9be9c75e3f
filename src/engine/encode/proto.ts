import { Field } from '../decode/proto-fields.ts'
import { NONE } from '../profile/ids.ts'
import { labelNumber } from '../profile/labels.ts'
import { MappingFlag, type Profile, type ValueType } from '../profile/profile.ts'
import type { StringTable } from '../profile/strings.ts'
import { WireWriter } from './wire.ts'

/** Approximate bytes of a piece. */
const PIECE = 1 << 18

/**
 * Writes a profile as profile.proto (proto/profile.proto), not compressed, in pieces: nothing is
 * held that has been written. Rows keep their order and ids, labels theirs, values are exact; the
 * string table holds what is used.
 */
export function* encodeProto(profile: Profile): Generator<Uint8Array> {
  yield* new ProtoEncoder(profile).encode()
}

class ProtoEncoder {
  private readonly writer = new WireWriter()
  private readonly texts: TextNumbers

  /** Id of each location; as a number where that is exact, which is quicker to write. */
  private readonly locationIds: (number | bigint)[]

  constructor(private readonly profile: Profile) {
    this.texts = new TextNumbers(profile.strings)
    this.locationIds = Array.from(profile.locations.id, (id) =>
      id <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(id) : id,
    )
  }

  *encode(): Generator<Uint8Array> {
    const { profile } = this
    for (const type of profile.sampleTypes) this.valueType(Field.sampleType, type)
    yield* this.rows(profile.samples.count, (row) => this.sample(row))
    yield* this.rows(profile.mappings.count, (row) => this.mapping(row))
    yield* this.rows(profile.locations.count, (row) => this.location(row))
    yield* this.rows(profile.functions.count, (row) => this.function(row))
    this.header()
    // Last, since only now all strings are known.
    const { all } = this.texts
    yield* this.rows(all.length, (row) => this.writer.text(Field.strings, all[row]!))
    yield this.writer.take()
  }

  /** Writes rows, handing over what is written whenever it is a piece. */
  private *rows(count: number, write: (row: number) => void): Generator<Uint8Array> {
    for (let row = 0; row < count; row++) {
      write(row)
      if (this.writer.pos >= PIECE) yield this.writer.take()
    }
  }

  private valueType(field: number, { type, unit }: ValueType): void {
    const { writer, texts } = this
    writer.nested(field, () => {
      writer.field(1, texts.of(type))
      writer.field(2, texts.of(unit))
    })
  }

  private sample(row: number): void {
    const { writer, locationIds } = this
    const { samples, stacks } = this.profile
    const columns = samples.exactValues ?? samples.values
    writer.nested(Field.sample, () => {
      const stack = samples.stack[row]!
      if (stack !== 0) {
        writer.nested(1, () => {
          for (let node = stack; node !== 0; node = stacks.parent[node]!) {
            writer.varint(locationIds[stacks.location[node]!]!)
          }
        })
      }
      writer.nested(2, () => {
        for (const column of columns) writer.varint(wholeOf(column[row]!))
      })
      this.labels(samples.labelSet[row]!)
    })
  }

  private labels(set: number): void {
    const { writer, texts } = this
    const { labels } = this.profile
    for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
      writer.nested(3, () => {
        writer.field(1, texts.at(labels.key[i]!))
        writer.field(2, texts.at(labels.str[i]!))
        writer.field(3, labelNumber(labels, i))
        writer.field(4, texts.at(labels.unit[i]!))
      })
    }
  }

  private mapping(row: number): void {
    const { writer, texts } = this
    const { mappings } = this.profile
    const flag = (bit: number): number => (mappings.flags[row]! & bit ? 1 : 0)
    writer.nested(Field.mapping, () => {
      writer.field(1, mappings.id[row]!)
      writer.field(2, mappings.start[row]!)
      writer.field(3, mappings.limit[row]!)
      writer.field(4, mappings.offset[row]!)
      writer.field(5, texts.at(mappings.file[row]!))
      writer.field(6, texts.at(mappings.buildId[row]!))
      writer.field(7, flag(MappingFlag.functions))
      writer.field(8, flag(MappingFlag.filenames))
      writer.field(9, flag(MappingFlag.lineNumbers))
      writer.field(10, flag(MappingFlag.inlineFrames))
    })
  }

  private location(row: number): void {
    const { writer } = this
    const { locations, lines, functions, mappings } = this.profile
    const mapping = locations.mapping[row]!
    writer.nested(Field.location, () => {
      writer.field(1, locations.id[row]!)
      if (mapping !== NONE) writer.field(2, mappings.id[mapping]!)
      writer.field(3, locations.address[row]!)
      for (let line = locations.firstLine[row]!; line < locations.firstLine[row + 1]!; line++) {
        writer.nested(4, () => {
          writer.field(1, functions.id[lines.function[line]!]!)
          writer.field(2, lines.line[line]!)
          writer.field(3, lines.column[line]!)
        })
      }
      writer.field(5, locations.folded[row]!)
    })
  }

  private function(row: number): void {
    const { writer, texts } = this
    const { functions } = this.profile
    writer.nested(Field.function, () => {
      writer.field(1, functions.id[row]!)
      writer.field(2, texts.at(functions.name[row]!))
      writer.field(3, texts.at(functions.systemName[row]!))
      writer.field(4, texts.at(functions.file[row]!))
      writer.field(5, functions.startLine[row]!)
    })
  }

  private header(): void {
    const { writer, texts } = this
    const { header, defaultSampleType } = this.profile
    writer.field(Field.dropFrames, texts.of(header.dropFrames))
    writer.field(Field.keepFrames, texts.of(header.keepFrames))
    writer.field(Field.timeNanos, header.timeNanos)
    writer.field(Field.durationNanos, header.durationNanos)
    const { type, unit } = header.periodType
    if (type !== '' || unit !== '') this.valueType(Field.periodType, header.periodType)
    writer.field(Field.period, header.period)
    for (const comment of header.comments) writer.element(Field.comment, texts.of(comment))
    writer.field(Field.defaultSampleType, texts.of(defaultSampleType))
    writer.field(Field.docUrl, texts.of(header.docUrl))
  }
}

/** Numbers the texts that are used in the order of their first use; 0 is "". */
class TextNumbers {
  readonly all = ['']
  private readonly byText = new Map([['', 0]])
  /** New number of each string of the profile, or -1. */
  private readonly byIndex: Int32Array

  constructor(private readonly strings: StringTable) {
    this.byIndex = new Int32Array(strings.count).fill(NONE)
  }

  of(text: string): number {
    let number = this.byText.get(text)
    if (number === undefined) {
      number = this.all.length
      this.all.push(text)
      this.byText.set(text, number)
    }
    return number
  }

  /** @param index of the profile's string table */
  at(index: number): number {
    const known = this.byIndex[index]
    if (known !== undefined && known !== NONE) return known
    const number = this.of(this.strings.get(index))
    this.byIndex[index] = number
    return number
  }
}

/** The format has whole numbers only; amounts per second have fractions. */
function wholeOf(value: number | bigint): number | bigint {
  return typeof value === 'number' ? Math.round(value) : value
}
