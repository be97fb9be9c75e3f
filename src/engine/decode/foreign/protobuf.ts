import { ProfileError } from '../../profile/error.ts'
import { Field } from '../proto-fields.ts'
import { WireReader } from '../wire.ts'

/** Field numbers that are named in the message. */
const MOST_NAMED = 12

interface Outline {
  /** Field numbers in the order in which they are met first. */
  readonly fields: readonly number[]
  /** Whether every field so far is one of profile.proto, with its own wire type. */
  readonly fits: boolean
  /** Whether it has a table of strings. */
  readonly hasStrings: boolean
  /** Whether the data is protobuf to its end. */
  readonly isWhole: boolean
}

/**
 * Says of bytes that read as protobuf, but not as a profile, that they are of another schema.
 * @returns null if they may be a profile that is damaged
 */
export function otherSchema(bytes: Uint8Array): ProfileError | null {
  const { fields, fits, hasStrings, isWhole } = outlineOf(bytes)
  if (!isWhole || (fits && hasStrings)) return null
  const named = fields.slice(0, MOST_NAMED).join(', ')
  const why = hasStrings
    ? `it has the fields ${named}, some of which a profile does not have`
    : `it has the fields ${named}, and no table of strings (6), without which a profile names nothing`
  return new ProfileError(
    'not-a-profile',
    `This is protobuf of another schema, not a profile: ${why}.`,
    'Flamedrop reads profile.proto of pprof and the profiles of OpenTelemetry. Export the profile in one of these from the tool that it comes from.',
  )
}

/** Whether the bytes are a profile as far as they are protobuf: it is damaged rather than something else. */
export function isDamagedProfile(bytes: Uint8Array): boolean {
  const { fields, fits } = outlineOf(bytes)
  return fits && fields.length > 1
}

function outlineOf(bytes: Uint8Array): Outline {
  const reader = new WireReader(bytes)
  const fields = new Set<number>()
  let fits = true
  try {
    while (reader.pos < reader.len) {
      const tag = reader.tag()
      fields.add(tag >>> 3)
      fits &&= isOfProfile(tag >>> 3, tag & 7)
      reader.skipType(tag & 7, 0, tag >>> 3)
    }
  } catch {
    return { fields: [...fields], fits, hasStrings: fields.has(Field.strings), isWhole: false }
  }
  return { fields: [...fields], fits, hasStrings: fields.has(Field.strings), isWhole: true }
}

function isOfProfile(field: number, wireType: number): boolean {
  if (field >= Field.sampleType && field <= Field.strings) return wireType === 2
  if (field === Field.periodType) return wireType === 2
  if (field === Field.comment) return wireType === 0 || wireType === 2
  return field >= Field.dropFrames && field <= Field.docUrl && wireType === 0
}
