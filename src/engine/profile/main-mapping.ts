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

/** The profile with its main binary as the first mapping, which is what reports name it after. */
export function mainMappingFirst(profile: Profile): Profile {
  const { mappings, locations, strings } = profile
  const main = mappings.file.findIndex((file) => isMainBinary(strings.get(file)))
  if (main <= 0) return profile
  const swapped = <C extends Uint32Array | BigUint64Array | Uint8Array>(column: C): C => {
    const copy = column.slice() as C
    copy[0] = column[main]!
    copy[main] = column[0]!
    return copy
  }
  return {
    ...profile,
    mappings: {
      count: mappings.count,
      // Ids stay where they are: they are numbers of rows.
      id: mappings.id,
      start: swapped(mappings.start),
      limit: swapped(mappings.limit),
      offset: swapped(mappings.offset),
      file: swapped(mappings.file),
      buildId: swapped(mappings.buildId),
      flags: swapped(mappings.flags),
    },
    locations: {
      ...locations,
      mapping: locations.mapping.map((m) => (m === 0 ? main : m === main ? 0 : m)),
    },
  }
}

/** Whether a mapped file is neither a library nor something like `[vdso]`. */
export function isMainBinary(file: string): boolean {
  const name = file.replaceAll('(deleted)', '').trim()
  return name !== '' && !name.startsWith('[') && !/\.so$|\.so[._]\d/.test(name)
}
