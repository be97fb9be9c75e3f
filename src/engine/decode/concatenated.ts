import { ProfileError } from '../profile/error.ts'
import type { Profile } from '../profile/profile.ts'
import { Field } from './proto-fields.ts'
import { WireReader } from './wire.ts'

// Profiles of profile.proto one behind the other (`cat a.pb b.pb`, members of one gzip file). By
// the rules of protobuf they are one message, in which the ids of each mean rows of the others.

/** Profiles taken of one file, which is one more than are opened. */
const MOST = 201

/**
 * Takes profiles apart that stand one behind the other. Each begins its table of strings with "",
 * so that another beginning shows another profile; its own first field is somewhere between the
 * strings before and these. Where, is told by trying: each must be whole by itself.
 * @param decode throws ProfileError for what is no whole profile
 * @returns null if they cannot be separated, as they are one after all
 */
export async function decodeConcatenated(
  bytes: Uint8Array,
  decode: (part: Uint8Array) => Promise<Profile>,
): Promise<readonly Profile[] | null> {
  const profiles: Profile[] = []
  let start = 0
  const all = bordersIn(bytes)
  for (const borders of all) {
    const next = await firstWhole(bytes, start, borders, decode)
    if (!next) return null
    profiles.push(next.profile)
    start = next.end
  }
  if (all.length === MOST) return profiles
  const last = await decodeWhole(bytes.subarray(start), decode)
  return last && [...profiles, last]
}

async function firstWhole(
  bytes: Uint8Array,
  start: number,
  borders: readonly number[],
  decode: (part: Uint8Array) => Promise<Profile>,
): Promise<{ readonly profile: Profile; readonly end: number } | null> {
  for (const end of borders) {
    const profile = end > start ? await decodeWhole(bytes.subarray(start, end), decode) : null
    if (profile) return { profile, end }
  }
  return null
}

async function decodeWhole(
  part: Uint8Array,
  decode: (part: Uint8Array) => Promise<Profile>,
): Promise<Profile | null> {
  try {
    const profile = await decode(part)
    return profile.sampleTypes.length > 0 ? profile : null
  } catch (error) {
    if (error instanceof ProfileError) return null
    throw error
  }
}

/** For each profile but the last, where it may end, the likeliest first. */
function bordersIn(bytes: Uint8Array): readonly (readonly number[])[] {
  const reader = new WireReader(bytes)
  const found: number[][] = []
  const gap = new Gap()
  let first = 0
  let last = 0
  let hasStrings = false
  while (reader.pos < reader.len && found.length < MOST) {
    const at = reader.pos
    const tag = reader.tag()
    const field = tag >>> 3
    first ||= tag
    const isEmpty = (tag & 7) === 2 && reader.buf[reader.pos] === 0
    reader.skipType(tag & 7, 0, field)
    if (field === Field.strings) {
      if (last !== Field.strings && isEmpty && hasStrings) found.push(gap.borders(at))
      hasStrings = true
      gap.begin(reader.pos)
    } else {
      gap.visit(at, tag, first)
    }
    last = field
  }
  return found
}

/** What stands between two tables of strings: the end of one profile and the beginning of the next. */
class Gap {
  private start = 0
  /** Where the file's first field is met again: writers mostly keep to their order. */
  private firstAgain = -1
  /** Where a field has a lower number than the one before it. */
  private descent = -1
  private lastTag = 0

  begin(at: number): void {
    this.start = at
    this.firstAgain = -1
    this.descent = -1
    this.lastTag = 0
  }

  visit(at: number, tag: number, first: number): void {
    if (tag === first && this.firstAgain < 0) this.firstAgain = at
    if (tag < this.lastTag && this.descent < 0 && tag >>> 3 < Field.strings) this.descent = at
    this.lastTag = tag
  }

  /** @param end where the next table of strings begins */
  borders(end: number): number[] {
    const all = [this.firstAgain, this.start, this.descent, end]
    return [...new Set(all.filter((at) => at >= 0))]
  }
}
