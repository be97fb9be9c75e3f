import { gzip } from '../encode/gzip.ts'
import { encodeProto } from '../encode/proto.ts'
import type { Profile } from '../profile/profile.ts'
import { filteredProfile } from '../select/filtered-profile.ts'
import type { ReportInput } from './input.ts'

/**
 * The report `proto`: the profile as a file, gzipped profile.proto, with what the filters leave of
 * it; values of every sample type divided by divide_by.
 */
export function protoReport({ source, options }: ReportInput): Uint8Array {
  return gzip(encodeProto(divided(filteredProfile(source, options), options.divide_by)))
}

function divided(profile: Profile, by: number): Profile {
  const ratio = 1 / by
  if (!(ratio > 0) || ratio === 1) return profile
  const { exactValues: _, ...samples } = profile.samples
  const values = samples.values.map((column) => column.map((value) => Math.trunc(value * ratio)))
  return { ...profile, samples: { ...samples, values } }
}
