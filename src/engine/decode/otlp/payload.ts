import { ProfileError } from '../../profile/error.ts'
import type { Profile } from '../../profile/profile.ts'
import type { Checkpoint } from '../../progress.ts'
import type { Room } from '../containers/container.ts'
import { gunzip, isGzip } from '../containers/gzip.ts'
import { decodeProto, looksLikeProto } from '../proto.ts'
import type { OtlpProfile } from './model.ts'

/** The pprof that a profile was converted from, where it has it within; null if it does not. */
export async function payloadOf(
  { payload, payloadFormat }: OtlpProfile,
  room: Room,
  checkpoint: Checkpoint,
): Promise<Profile | null> {
  if (!payload || payload.length === 0) return null
  if (payloadFormat !== '' && payloadFormat.toLowerCase() !== 'pprof') return null
  try {
    const bytes = isGzip(payload) ? (await gunzip(payload, room, checkpoint)).bytes : payload
    return looksLikeProto(bytes) ? await decodeProto(bytes, checkpoint) : null
  } catch (error) {
    // What it was converted to is there as well.
    if (error instanceof ProfileError) return null
    throw error
  }
}
