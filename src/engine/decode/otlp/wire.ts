import { delimited, varint } from '../proto-fields.ts'
import { WireReader } from '../wire.ts'
import { type Layout, LayoutSearch } from './layout.ts'
import type { Message, OtlpAttribute, OtlpProfile, OtlpSample, Resource } from './model.ts'
import { WireDictionary } from './wire-dictionary.ts'
import { fixed, fixed64, numbers, type Readers, readFields, readKeyValue } from './wire-fields.ts'

/**
 * Opens ProfilesData or an ExportProfilesServiceRequest, which have the same fields.
 * @throws ProfileError for one of the protocol before 1.8; errors of the wire format pass through
 */
export function openWire(bytes: Uint8Array): Message {
  const reader = new WireReader(bytes)
  const dictionary = new WireDictionary(reader)
  const search = new LayoutSearch(reader)
  readFields(reader, reader.len, {
    [delimited(1)]: () =>
      eachScope(reader, reader.fieldEnd(), () => ({
        [delimited(2)]: () => search.look(reader.fieldEnd()),
      })),
    [delimited(2)]: () => dictionary.add(reader.fieldEnd()),
  })
  const layout = search.result(dictionary.attributes.count)
  return { dictionary, profiles: () => profilesOf(bytes, dictionary, layout) }
}

/** @param readers of a ScopeProfiles' fields */
function eachScope(reader: WireReader, end: number, readers: () => Readers): void {
  readFields(reader, end, {
    [delimited(2)]: () => readFields(reader, reader.fieldEnd(), readers()),
  })
}

function* profilesOf(
  bytes: Uint8Array,
  dictionary: WireDictionary,
  layout: Layout,
): Generator<OtlpProfile> {
  // One of its own for the walk: the caller reads rows of the dictionary in between.
  const reader = new WireReader(bytes)
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag !== delimited(1)) {
      reader.skipType(tag & 7, 0, tag >>> 3)
      continue
    }
    const end = reader.fieldEnd()
    const from = reader.pos
    const resource = resourceIn(reader, end, dictionary)
    reader.pos = from
    yield* profilesOfResource(reader, end, resource, dictionary, layout)
    reader.pos = end
  }
}

function* profilesOfResource(
  reader: WireReader,
  end: number,
  resource: Resource,
  dictionary: WireDictionary,
  layout: Layout,
): Generator<OtlpProfile> {
  while (reader.pos < end) {
    const tag = reader.tag()
    if (tag !== delimited(2)) {
      reader.skipType(tag & 7, 0, tag >>> 3)
      continue
    }
    const scopeEnd = reader.fieldEnd()
    const from = reader.pos
    const scope = scopeName(reader, scopeEnd)
    reader.pos = from
    while (reader.pos < scopeEnd) {
      const inner = reader.tag()
      if (inner !== delimited(2)) {
        reader.skipType(inner & 7, 0, inner >>> 3)
        continue
      }
      const profileEnd = reader.fieldEnd()
      const profile = profileAt(reader, profileEnd, dictionary, layout)
      reader.pos = profileEnd
      yield { resource, scope, ...profile }
    }
  }
}

function resourceIn(reader: WireReader, end: number, dictionary: WireDictionary): Resource {
  const attributes: OtlpAttribute[] = []
  const text = (index: number) => dictionary.string(index)
  readFields(reader, end, {
    [delimited(1)]: () =>
      readFields(reader, reader.fieldEnd(), {
        [delimited(1)]: () => attributes.push(readKeyValue(reader, reader.fieldEnd(), text)),
      }),
  })
  return { attributes }
}

function scopeName(reader: WireReader, end: number): string {
  let name = ''
  readFields(reader, end, {
    [delimited(1)]: () =>
      readFields(reader, reader.fieldEnd(), {
        [delimited(1)]: () => {
          name = reader.string()
        },
      }),
  })
  return name
}

function profileAt(
  reader: WireReader,
  end: number,
  dictionary: WireDictionary,
  layout: Layout,
): Omit<OtlpProfile, 'resource' | 'scope'> {
  const from = reader.pos
  const fields = layout.profile
  const head = {
    sampleType: { type: '', unit: '' },
    periodType: { type: '', unit: '' },
    period: 0n,
    time: 0n,
    duration: 0n,
    payloadFormat: '',
    payload: null as Uint8Array | null,
  }
  const attributes: number[] = []
  const comments: number[] = []
  readFields(reader, end, {
    [delimited(1)]: () => {
      head.sampleType = valueType(reader, dictionary)
    },
    [fixed(3)]: () => {
      head.time = fixed64(reader)
    },
    [varint(4)]: () => {
      head.duration = reader.int64Big()
    },
    [delimited(5)]: () => {
      head.periodType = valueType(reader, dictionary)
    },
    [varint(6)]: () => {
      head.period = reader.int64Big()
    },
    [delimited(fields.payloadFormat)]: () => {
      head.payloadFormat = reader.string()
    },
    [delimited(fields.payload)]: () => {
      head.payload = reader.bytes()
    },
    ...numbers(reader, fields.attributes, attributes),
    ...(fields.comments > 0 ? numbers(reader, fields.comments, comments) : {}),
  })
  return {
    ...head,
    attributes,
    comments: comments.map((index) => dictionary.string(index)),
    eachSample: (visit) => eachSample(new WireReader(reader.buf), from, end, layout, visit),
  }
}

function valueType(reader: WireReader, dictionary: WireDictionary) {
  let [type, unit] = [0, 0]
  readFields(reader, reader.fieldEnd(), {
    [varint(1)]: () => {
      type = reader.int64Number()
    },
    [varint(2)]: () => {
      unit = reader.int64Number()
    },
  })
  return { type: dictionary.string(type), unit: dictionary.string(unit) }
}

function eachSample(
  reader: WireReader,
  from: number,
  end: number,
  { sample: fields }: Layout,
  visit: (sample: OtlpSample) => void,
): void {
  const attributes: number[] = []
  const values: number[] = []
  const sample: OtlpSample = { stack: 0, attributes, link: 0, value: 0 }
  let times = 0
  const readers: Readers = {
    [varint(1)]: () => {
      sample.stack = reader.int64Number()
    },
    [varint(fields.link)]: () => {
      sample.link = reader.int64Number()
    },
    ...numbers(reader, fields.attributes, attributes),
    ...numbers(reader, fields.values, values),
    [fixed(5)]: () => {
      times++
      reader.skip(8)
    },
    [delimited(5)]: () => {
      const to = reader.fieldEnd()
      times += Math.floor((to - reader.pos) / 8)
      reader.pos = to
    },
  }
  reader.pos = from
  readFields(reader, end, {
    [delimited(2)]: () => {
      attributes.length = 0
      values.length = 0
      sample.stack = 0
      sample.link = 0
      times = 0
      readFields(reader, reader.fieldEnd(), readers)
      sample.value = values.length > 0 ? values.reduce((sum, value) => sum + value, 0) : times
      visit(sample)
    },
  })
}
