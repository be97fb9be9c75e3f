import { CancelledError, ProfileError } from '../profile/error.ts'
import type { Profile } from '../profile/profile.ts'
import { StringTable } from '../profile/strings.ts'
import type { Checkpoint } from '../progress.ts'
import { decodeConcatenated } from './concatenated.ts'
import { malformed } from './ids.ts'
import { eachMessage, Field } from './proto-fields.ts'
import { decodeHeader } from './proto-header.ts'
import { decodeSamples } from './proto-samples.ts'
import { countTables, decodeTables } from './proto-tables.ts'
import { type Counts, checkRoom } from './room.ts'
import { WireReader } from './wire.ts'

/**
 * Decodes an inflated profile.proto (proto/profile.proto) straight into columns: one pass counts,
 * one fills the small tables, one reads the samples into the stack tree. No object is made per
 * sample, location or label. The order of the fields in the file does not matter.
 * @throws ProfileError `malformed` for anything that `go tool pprof` would refuse
 */
export function decodeProto(bytes: Uint8Array, checkpoint: Checkpoint): Promise<Profile> {
  return orMalformed(() => decode(bytes, countTables(new WireReader(bytes)), checkpoint))
}

/**
 * The same of a file in which several profiles may stand one behind the other.
 * @throws ProfileError as decodeProto
 */
export function decodeProtoFile(
  bytes: Uint8Array,
  checkpoint: Checkpoint,
): Promise<readonly Profile[]> {
  return orMalformed(async () => {
    const counts = countTables(new WireReader(bytes))
    if (counts.restarts > 0) {
      const several = await decodeConcatenated(bytes, (part) => decodeProto(part, checkpoint))
      if (several) return several
    }
    return [await decode(bytes, counts, checkpoint)]
  })
}

async function orMalformed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ProfileError || error instanceof CancelledError) throw error
    // The reader throws RangeErrors, and Errors about the wire format.
    throw malformed(error instanceof Error ? error.message : String(error))
  }
}

/** Whether the bytes begin as a profile.proto does: a known field with its own wire type. */
export function looksLikeProto(bytes: Uint8Array): boolean {
  const tag = bytes[0]
  if (tag === undefined) return false
  const field = tag >>> 3
  const wireType = tag & 7
  if (field >= Field.sampleType && field <= Field.strings) return wireType === 2
  return field === Field.periodType || field === Field.comment
    ? wireType === 2 || wireType === 0
    : field >= Field.dropFrames && field <= 15 && wireType === 0
}

async function decode(bytes: Uint8Array, counts: Counts, checkpoint: Checkpoint): Promise<Profile> {
  checkRoom(counts)
  await checkpoint('decode', 0, bytes.length)
  const strings = decodeStrings(new WireReader(bytes), counts)
  const texts = strings.firstOccurrences()
  const tables = decodeTables(new WireReader(bytes), counts, texts)
  const header = decodeHeader(new WireReader(bytes), strings, texts, counts.onlySamples)
  const { stacks, labels, samples, warnings } = await decodeSamples(
    new WireReader(bytes),
    counts,
    header.sampleTypes,
    tables.locationIds,
    texts,
    checkpoint,
  )
  return {
    strings,
    sampleTypes: header.sampleTypes,
    defaultSampleType: header.defaultSampleType,
    functions: tables.functions,
    mappings: tables.mappings,
    locations: tables.locations,
    lines: tables.lines,
    stacks,
    labels,
    samples,
    header: header.header,
    warnings,
  }
}

function decodeStrings(reader: WireReader, counts: Counts): StringTable {
  // A file without a table still means "" by index 0.
  if (counts.strings === 0) return StringTable.of([''])
  const bytes = new Uint8Array(counts.stringBytes)
  const starts = new Uint32Array(counts.strings + 1)
  let row = 0
  let end = 0
  const visit = (field: number, to: number): void => {
    if (field !== Field.strings) return
    bytes.set(reader.buf.subarray(reader.pos, to), end)
    end += to - reader.pos
    starts[++row] = end
  }
  eachMessage(reader, visit, counts.onlySamples)
  const table = new StringTable(bytes, starts)
  if (starts[1] !== 0) throw notEmptyFirst(table.get(0))
  return table
}

function notEmptyFirst(first: string): ProfileError {
  const text = first.length > 80 ? `${first.slice(0, 80)}…` : first
  return new ProfileError(
    'malformed',
    `The profile’s table of strings begins with “${text}” instead of the empty string.`,
    'Index 0 means “no text” in profile.proto, so that each name may be another than its writer meant: the program that wrote it has to put "" first, as pprof wants it, too.',
  )
}
