import { delimited, finishField, varint } from '../proto-fields.ts'
import type { WireReader } from '../wire.ts'
import type { AttributeValue, OtlpAttribute } from './model.ts'

/** A fixed64 field, with its wire type. */
export function fixed(field: number): number {
  return (field << 3) | 1
}

/** What reads each field of a message, by its tag. */
export type Readers = Readonly<Record<number, () => void>>

/** Reads a message that ends at `end`; fields without a reader are passed over. */
export function readFields(reader: WireReader, end: number, readers: Readers): void {
  while (reader.pos < end) {
    const tag = reader.tag()
    const read = readers[tag]
    if (read) read()
    else reader.skipType(tag & 7, 0, tag >>> 3)
  }
  finishField(reader, end)
}

/** Readers of a list of numbers, packed or not. */
export function numbers(reader: WireReader, field: number, into: number[]): Readers {
  return {
    [varint(field)]: () => into.push(reader.int64Number()),
    [delimited(field)]: () => {
      const end = reader.fieldEnd()
      while (reader.pos < end) into.push(reader.int64Number())
      finishField(reader, end)
    },
  }
}

/** Reads a fixed64 field. */
export function fixed64(reader: WireReader): bigint {
  const low = reader.fixed32()
  return (BigInt(reader.fixed32()) << 32n) | BigInt(low)
}

/** The bytes in hexadecimal digits. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Lists and maps within one another that a value may have. */
const MOST_NESTED = 16

/** An AnyValue that ends at `end`. @param text looks a string up */
export function readAnyValue(
  reader: WireReader,
  end: number,
  text: (index: number) => string,
  nested = 0,
): AttributeValue {
  let value: AttributeValue = ''
  const child = (): AttributeValue => readAnyValue(reader, reader.fieldEnd(), text, nested + 1)
  const list: AttributeValue[] = []
  readFields(reader, end, {
    [delimited(1)]: () => {
      value = reader.string()
    },
    [varint(2)]: () => {
      value = reader.bool()
    },
    [varint(3)]: () => {
      const exact = reader.int64Big()
      const number = Number(exact)
      value = Number.isSafeInteger(number) ? number : exact
    },
    [fixed(4)]: () => {
      value = reader.double()
    },
    [delimited(5)]: () => {
      const to = reader.fieldEnd()
      if (nested === MOST_NESTED) reader.pos = to
      else readFields(reader, to, { [delimited(1)]: () => list.push(child()) })
      value = list
    },
    [delimited(6)]: () => {
      const to = reader.fieldEnd()
      const entries: Record<string, unknown> = {}
      if (nested === MOST_NESTED) reader.pos = to
      else {
        readFields(reader, to, {
          [delimited(1)]: () => {
            const entry = readKeyValue(reader, reader.fieldEnd(), text, nested + 1)
            entries[entry.key] = plain(entry.value)
          },
        })
      }
      value = { json: JSON.stringify(entries) }
    },
    [delimited(7)]: () => {
      value = hex(reader.bytes())
    },
    [varint(8)]: () => {
      value = text(reader.int64Number())
    },
  })
  return value
}

/** A KeyValue that ends at `end`. */
export function readKeyValue(
  reader: WireReader,
  end: number,
  text: (index: number) => string,
  nested = 0,
): OtlpAttribute {
  let key = ''
  let value: AttributeValue = ''
  readFields(reader, end, {
    [delimited(1)]: () => {
      key = reader.string()
    },
    [delimited(2)]: () => {
      value = readAnyValue(reader, reader.fieldEnd(), text, nested)
    },
    [varint(3)]: () => {
      key = text(reader.int64Number())
    },
  })
  return { key, value, unit: '' }
}

/** For JSON, which has no bigint. */
export function plain(value: AttributeValue): unknown {
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && 'json' in value) return JSON.parse(value.json)
  return value
}
