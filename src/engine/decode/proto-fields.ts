import { malformed } from './ids.ts'
import type { Stretch } from './room.ts'
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

/** Tag of a field that is a number. */
export function varint(field: number): number {
  return field << 3
}

/** Tag of a field that is a text, a message or a packed list. */
export function delimited(field: number): number {
  return (field << 3) | 2
}

const NOTHING: Stretch = { from: -1, to: -1 }

/** What reads each field of a message into row `row`, by the field's tag (number and wire type). */
export type FieldReaders = Readonly<Record<number, (row: number) => void>>

/** Reads a message that ends at `end`; fields without a reader are passed over. */
export function readMessage(
  reader: WireReader,
  end: number,
  readers: FieldReaders,
  row: number,
): void {
  while (reader.pos < end) {
    const tag = reader.tag()
    const read = readers[tag]
    if (read) read(row)
    else reader.skipType(tag & 7, 0, tag >>> 3)
  }
  finishField(reader, end)
}

/**
 * Visits the length-delimited fields up to the end of the data: number, where each ends, and where
 * its tag begins.
 * @param without a stretch of whole fields to be passed over
 */
export function eachMessage(
  reader: WireReader,
  visit: (field: number, end: number, start: number) => void,
  without: Stretch = NOTHING,
): void {
  while (reader.pos < reader.len) {
    const start = reader.pos
    if (start === without.from) {
      reader.pos = without.to
      continue
    }
    const tag = reader.tag()
    if ((tag & 7) !== 2) {
      reader.skipType(tag & 7, 0, tag >>> 3)
      continue
    }
    const end = reader.fieldEnd()
    visit(tag >>> 3, end, start)
    finishField(reader, end)
  }
}

/** Continues after a message, having checked that no field crosses its end. */
export function finishField(reader: WireReader, end: number): void {
  if (reader.pos > end) throw malformed('a field runs past the end of its message', end)
  reader.pos = end
}

/**
 * The texts that an index of the file may name: entry `i` is the first string with the same bytes
 * as string `i`, so that equal texts have equal indices from here on.
 */
export type Texts = Uint32Array

/** Reads a string index; one outside the table is an error, as in pprof. */
export function stringIndex(reader: WireReader, texts: Texts): number {
  const index = reader.int64Number()
  const text = texts[index]
  if (text === undefined) {
    throw malformed(`it refers to text ${index} of ${texts.length}`, reader.pos)
  }
  return text
}
