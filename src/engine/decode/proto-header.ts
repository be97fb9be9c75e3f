import type { Header, ValueType } from '../profile/profile.ts'
import type { StringTable } from '../profile/strings.ts'
import { malformed } from './ids.ts'
import { Field, finishField, readMessage, stringIndex, type Texts, varint } from './proto-fields.ts'
import { MOST_COMMENTS, type Stretch, tooMuch } from './room.ts'
import type { WireReader } from './wire.ts'

export interface DecodedHeader {
  sampleTypes: ValueType[]
  defaultSampleType: string
  header: Header
}

/**
 * Everything of message Profile that is no table.
 * @param without a stretch of whole fields, none of which belongs to it
 */
export function decodeHeader(
  reader: WireReader,
  strings: StringTable,
  texts: Texts,
  without: Stretch,
): DecodedHeader {
  const text = (): string => strings.get(stringIndex(reader, texts))
  const sampleTypes: ValueType[] = []
  const comments: string[] = []
  const comment = (): void => {
    if (comments.length >= MOST_COMMENTS) {
      throw tooMuch(`It has more than ${MOST_COMMENTS} comments, the most that are read`)
    }
    comments.push(text())
  }
  let defaultSampleType = ''
  let timeNanos = 0n
  let durationNanos = 0n
  let periodType: ValueType = { type: '', unit: '' }
  let period = 0n
  let docUrl = ''
  let dropFrames = ''
  let keepFrames = ''
  while (reader.pos < reader.len) {
    if (reader.pos === without.from) {
      reader.pos = without.to
      continue
    }
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
        comment()
        break
      case (Field.comment << 3) | 2: {
        const end = reader.fieldEnd()
        while (reader.pos < end) comment()
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
  let type = ''
  let unit = ''
  const fields = {
    [varint(1)]: () => {
      type = text()
    },
    [varint(2)]: () => {
      unit = text()
    },
  }
  readMessage(reader, reader.fieldEnd(), fields, 0)
  return { type, unit }
}
