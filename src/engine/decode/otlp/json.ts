import { malformed } from '../ids.ts'
import { list, members, number, text, unsigned, whole } from '../json.ts'
import { tooOld } from './layout.ts'
import type {
  AttributeValue,
  Dictionary,
  Link,
  Message,
  OtlpAttribute,
  OtlpFunction,
  OtlpLocation,
  OtlpMapping,
  OtlpProfile,
  OtlpSample,
} from './model.ts'

type Row = Readonly<Record<string, unknown>>

/** Lists and maps within one another that a value may have. */
const MOST_NESTED = 16

/**
 * Opens the JSON form: names in camel case (or as the schema has them), 64-bit numbers as strings,
 * ids in hex digits.
 * @throws ProfileError for one of the protocol before 1.8
 */
export function openJson(value: unknown): Message {
  const dictionary = new JsonDictionary(members(of(value, 'dictionary')))
  return {
    dictionary,
    *profiles() {
      for (const resourceProfiles of list(of(value, 'resourceProfiles'))) {
        const attributes = list(of(of(resourceProfiles, 'resource'), 'attributes')).map(
          (attribute) => dictionary.keyValue(members(attribute)),
        )
        const resource = { attributes }
        for (const scopeProfiles of list(of(resourceProfiles, 'scopeProfiles'))) {
          const scope = text(of(of(scopeProfiles, 'scope'), 'name'))
          for (const profile of list(of(scopeProfiles, 'profiles'))) {
            yield { resource, scope, ...profileOf(members(profile), dictionary) }
          }
        }
      }
    },
  }
}

class JsonDictionary implements Dictionary {
  private readonly strings: readonly unknown[]

  constructor(private readonly tables: Row) {
    this.strings = list(of(tables, 'stringTable'))
  }

  string(index: number): string {
    if (index === 0) return ''
    if (!(index in this.strings)) {
      throw malformed(`it refers to text ${index} of ${this.strings.length}`)
    }
    return text(this.strings[index])
  }

  stack(index: number): readonly number[] {
    if (index === 0 && list(of(this.tables, 'stackTable')).length === 0) return []
    return list(of(this.row('stackTable', 'stack', index), 'locationIndices')).map(whole)
  }

  location(index: number): OtlpLocation {
    const row = this.row('locationTable', 'location', index)
    return {
      mapping: whole(of(row, 'mappingIndex')),
      address: unsigned(of(row, 'address')),
      lines: list(of(row, 'lines') ?? of(row, 'line')).map((line) => {
        const called = members(line)
        return {
          function: this.function(whole(of(called, 'functionIndex'))),
          line: whole(of(called, 'line')),
          column: whole(of(called, 'column')),
        }
      }),
      attributes: attributesOf(row),
    }
  }

  mapping(index: number): OtlpMapping | null {
    if (index === 0) return null
    const row = this.row('mappingTable', 'mapping', index)
    return {
      start: unsigned(of(row, 'memoryStart')),
      limit: unsigned(of(row, 'memoryLimit')),
      offset: unsigned(of(row, 'fileOffset')),
      file: this.text(row, 'filenameStrindex'),
      attributes: attributesOf(row),
    }
  }

  attribute(index: number): OtlpAttribute | null {
    if (index === 0) return null
    const row = this.row('attributeTable', 'attribute', index)
    if ('key' in row) throw tooOld()
    return {
      key: this.text(row, 'keyStrindex'),
      value: this.value(of(row, 'value')),
      unit: this.text(row, 'unitStrindex'),
    }
  }

  link(index: number): Link | null {
    if (index === 0) return null
    const row = this.row('linkTable', 'link', index)
    return { trace: text(of(row, 'traceId')), span: text(of(row, 'spanId')) }
  }

  keyValue(row: Row): OtlpAttribute {
    const key = text(of(row, 'key')) || this.text(row, 'keyStrindex')
    return { key, value: this.value(of(row, 'value')), unit: '' }
  }

  text(row: Row, key: string): string {
    return this.string(whole(of(row, key)))
  }

  private value(anyValue: unknown, nested = 0): AttributeValue {
    const row = members(anyValue)
    const at = (key: string) => of(row, key)
    if (at('stringValue') !== undefined) return text(at('stringValue'))
    if (at('boolValue') !== undefined) return at('boolValue') === true
    if (at('intValue') !== undefined) {
      const exact = BigInt.asIntN(64, unsigned(at('intValue')))
      return Number.isSafeInteger(Number(exact)) ? Number(exact) : exact
    }
    if (at('doubleValue') !== undefined) return number(at('doubleValue'))
    if (at('bytesValue') !== undefined) return text(at('bytesValue'))
    if (at('stringValueStrindex') !== undefined) return this.text(row, 'stringValueStrindex')
    const array = list(of(at('arrayValue'), 'values'))
    if (array.length > 0) {
      return nested === MOST_NESTED ? [] : array.map((entry) => this.value(entry, nested + 1))
    }
    return at('kvlistValue') === undefined ? '' : { json: JSON.stringify(at('kvlistValue')) }
  }

  private function(index: number): OtlpFunction {
    const row = this.row('functionTable', 'function', index)
    return {
      name: this.text(row, 'nameStrindex'),
      systemName: this.text(row, 'systemNameStrindex'),
      file: this.text(row, 'filenameStrindex'),
      startLine: whole(of(row, 'startLine')),
    }
  }

  private row(table: string, what: string, index: number): Row {
    const rows = list(of(this.tables, table))
    if (!(index in rows)) throw malformed(`it refers to ${what} ${index} of ${rows.length}`)
    return members(rows[index])
  }
}

function profileOf(row: Row, dictionary: JsonDictionary): Omit<OtlpProfile, 'resource' | 'scope'> {
  if (of(row, 'locationIndices') !== undefined) throw tooOld()
  const valueType = (key: string) => {
    const type = members(of(row, key))
    return {
      type: dictionary.text(type, 'typeStrindex'),
      unit: dictionary.text(type, 'unitStrindex'),
    }
  }
  return {
    sampleType: valueType('sampleType'),
    periodType: valueType('periodType'),
    period: BigInt.asIntN(64, unsigned(of(row, 'period'))),
    time: unsigned(of(row, 'timeUnixNano')),
    duration: unsigned(of(row, 'durationNano')),
    comments: list(of(row, 'commentStrindices')).map((index) => dictionary.string(whole(index))),
    attributes: attributesOf(row),
    payloadFormat: text(of(row, 'originalPayloadFormat')),
    payload: fromBase64(text(of(row, 'originalPayload'))),
    eachSample(visit) {
      const sample: OtlpSample = { stack: 0, attributes: [], link: 0, value: 0 }
      for (const entry of list(of(row, 'samples') ?? of(row, 'sample'))) {
        const one = members(entry)
        const values = list(of(one, 'values'))
        sample.stack = whole(of(one, 'stackIndex'))
        sample.attributes = attributesOf(one)
        sample.link = whole(of(one, 'linkIndex'))
        sample.value =
          values.length > 0
            ? values.reduce<number>((sum, value) => sum + whole(value), 0)
            : list(of(one, 'timestampsUnixNano')).length
        visit(sample)
      }
    },
  }
}

function attributesOf(row: Row): number[] {
  return list(of(row, 'attributeIndices')).map(whole)
}

/** A member by its name in camel case, or as the schema writes it. */
function of(value: unknown, key: string): unknown {
  const row = members(value)
  return row[key] ?? row[key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]
}

function fromBase64(text: string): Uint8Array | null {
  if (text === '') return null
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
  } catch {
    return null
  }
}
