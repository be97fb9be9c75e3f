import { withRoom } from '../../profile/columns.ts'
import { malformed } from '../ids.ts'
import { delimited, varint } from '../proto-fields.ts'
import type { WireReader } from '../wire.ts'
import { tooOld } from './layout.ts'
import type {
  Dictionary,
  Link,
  OtlpAttribute,
  OtlpFunction,
  OtlpLine,
  OtlpLocation,
  OtlpMapping,
} from './model.ts'
import { hex, numbers, readAnyValue, readFields } from './wire-fields.ts'

/** Where the rows of a table lie in the message. */
class Rows {
  private ends = new Uint32Array(32)
  private starts = new Uint32Array(32)
  count = 0

  constructor(private readonly what: string) {}

  add(from: number, to: number): void {
    this.starts = withRoom(this.starts, this.count + 1)
    this.ends = withRoom(this.ends, this.count + 1)
    this.starts[this.count] = from
    this.ends[this.count++] = to
  }

  /** Moves the reader to the row; returns where it ends. @throws ProfileError if it is not there */
  open(reader: WireReader, index: number): number {
    if (!(index >= 0 && index < this.count)) {
      throw malformed(`it refers to ${this.what} ${index} of ${this.count}`)
    }
    reader.pos = this.starts[index]!
    return this.ends[index]!
  }
}

/** A ProfilesDictionary: only where its rows lie is kept. */
export class WireDictionary implements Dictionary {
  private readonly mappings = new Rows('mapping')
  private readonly locations = new Rows('location')
  private readonly functions = new Rows('function')
  private readonly links = new Rows('link')
  private readonly strings = new Rows('text')
  readonly attributes = new Rows('attribute')
  private readonly stacks = new Rows('stack')
  private readonly texts: (string | undefined)[] = []

  constructor(private readonly reader: WireReader) {}

  /** Reads the dictionary from the reader's position to `end`. */
  add(end: number): void {
    const { reader } = this
    const table = (rows: Rows) => () => {
      const to = reader.fieldEnd()
      rows.add(reader.pos, to)
      reader.pos = to
    }
    readFields(reader, end, {
      [delimited(1)]: table(this.mappings),
      [delimited(2)]: table(this.locations),
      [delimited(3)]: table(this.functions),
      [delimited(4)]: table(this.links),
      [delimited(5)]: table(this.strings),
      [delimited(6)]: table(this.attributes),
      [delimited(7)]: table(this.stacks),
    })
  }

  string(index: number): string {
    if (index === 0) return ''
    let text = this.texts[index]
    if (text === undefined) {
      const { reader } = this
      const back = reader.pos
      const end = this.strings.open(reader, index)
      text = decoder.decode(reader.buf.subarray(reader.pos, end))
      this.texts[index] = text
      reader.pos = back
    }
    return text
  }

  stack(index: number): readonly number[] {
    const locations: number[] = []
    if (index === 0 && this.stacks.count === 0) return locations
    const end = this.stacks.open(this.reader, index)
    readFields(this.reader, end, numbers(this.reader, 1, locations))
    return locations
  }

  location(index: number): OtlpLocation {
    const { reader } = this
    let mapping = 0
    let address = 0n
    const lines: { function: number; line: number; column: number }[] = []
    const attributes: number[] = []
    readFields(reader, this.locations.open(reader, index), {
      [varint(1)]: () => {
        mapping = reader.int64Number()
      },
      [varint(2)]: () => {
        address = reader.uint64Big()
      },
      [delimited(3)]: () => {
        const row = { function: 0, line: 0, column: 0 }
        lines.push(row)
        readFields(reader, reader.fieldEnd(), {
          [varint(1)]: () => {
            row.function = reader.int64Number()
          },
          [varint(2)]: () => {
            row.line = reader.int64Number()
          },
          [varint(3)]: () => {
            row.column = reader.int64Number()
          },
        })
      },
      ...numbers(reader, 4, attributes),
    })
    const called: OtlpLine[] = lines.map((row) => ({
      ...row,
      function: this.function(row.function),
    }))
    return { mapping, address, lines: called, attributes }
  }

  mapping(index: number): OtlpMapping | null {
    if (index === 0) return null
    const { reader } = this
    const row = { start: 0n, limit: 0n, offset: 0n }
    let file = 0
    const attributes: number[] = []
    readFields(reader, this.mappings.open(reader, index), {
      [varint(1)]: () => {
        row.start = reader.uint64Big()
      },
      [varint(2)]: () => {
        row.limit = reader.uint64Big()
      },
      [varint(3)]: () => {
        row.offset = reader.uint64Big()
      },
      [varint(4)]: () => {
        file = reader.int64Number()
      },
      ...numbers(reader, 5, attributes),
    })
    return { ...row, file: this.string(file), attributes }
  }

  attribute(index: number): OtlpAttribute | null {
    if (index === 0) return null
    const { reader } = this
    let [key, unit] = [0, 0]
    let value: OtlpAttribute['value'] = ''
    readFields(reader, this.attributes.open(reader, index), {
      [varint(1)]: () => {
        key = reader.int64Number()
      },
      // The key itself, as it was before 1.8.
      [delimited(1)]: () => {
        throw tooOld()
      },
      [delimited(2)]: () => {
        value = readAnyValue(reader, reader.fieldEnd(), (text) => this.string(text))
      },
      [varint(3)]: () => {
        unit = reader.int64Number()
      },
    })
    return { key: this.string(key), value, unit: this.string(unit) }
  }

  link(index: number): Link | null {
    if (index === 0) return null
    const { reader } = this
    let [trace, span] = ['', '']
    readFields(reader, this.links.open(reader, index), {
      [delimited(1)]: () => {
        trace = hex(reader.bytes())
      },
      [delimited(2)]: () => {
        span = hex(reader.bytes())
      },
    })
    return { trace, span }
  }

  private function(index: number): OtlpFunction {
    const { reader } = this
    const texts = [0, 0, 0]
    let startLine = 0
    const text = (at: number) => () => {
      texts[at] = reader.int64Number()
    }
    readFields(reader, this.functions.open(reader, index), {
      [varint(1)]: text(0),
      [varint(2)]: text(1),
      [varint(3)]: text(2),
      [varint(4)]: () => {
        startLine = reader.int64Number()
      },
    })
    const [name, systemName, file] = texts.map((at) => this.string(at))
    return { name: name!, systemName: systemName!, file: file!, startLine }
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
