import type { Profile } from './profile.ts'

/**
 * A profile that names no binary gets one without a name, for all its locations: what pprof does
 * on loading, and prints in `raw`.
 */
export function withMainMapping(profile: Profile): Profile {
  const { mappings, locations } = profile
  if (mappings.count > 0) return profile
  return {
    ...profile,
    mappings: {
      count: 1,
      id: BigUint64Array.of(1n),
      start: new BigUint64Array(1),
      limit: new BigUint64Array(1),
      offset: new BigUint64Array(1),
      file: new Uint32Array(1),
      buildId: new Uint32Array(1),
      flags: new Uint8Array(1),
    },
    locations: { ...locations, mapping: new Int32Array(locations.count) },
  }
}
