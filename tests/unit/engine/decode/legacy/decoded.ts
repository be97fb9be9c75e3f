import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { decodeLegacy } from '../../../../../src/engine/decode/legacy/index.ts'
import { ProfileError } from '../../../../../src/engine/profile/error.ts'
import type { Profile } from '../../../../../src/engine/profile/profile.ts'

const fixtures = resolve(import.meta.dirname, '../../../../fixtures')

export const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(fixtures, name)))
export const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

export function decode(input: string | Uint8Array): Profile {
  const profile = decodeLegacy(typeof input === 'string' ? bytes(input) : input)
  if (!profile) throw new Error('not recognised')
  return profile
}

/** Why the input is no profile. */
export function failure(input: string | Uint8Array): ProfileError {
  try {
    decode(input)
  } catch (error) {
    if (error instanceof ProfileError) return error
    throw error
  }
  throw new Error('it was read')
}

export const types = (profile: Profile) =>
  profile.sampleTypes.map(({ type, unit }) => `${type}/${unit}`)

/** The location indices of a sample, innermost call first. */
export function stack({ samples, stacks }: Profile, sample: number): number[] {
  const locations: number[] = []
  for (let node = samples.stack[sample]!; node > 0; node = stacks.parent[node]!) {
    locations.push(stacks.location[node]!)
  }
  return locations
}

export function labels({ samples, labels, strings }: Profile, sample: number): string[] {
  const set = samples.labelSet[sample]!
  const texts: string[] = []
  for (let entry = labels.first[set]!; entry < labels.first[set + 1]!; entry++) {
    const value = labels.str[entry] ? strings.get(labels.str[entry]!) : labels.num[entry]
    texts.push(`${strings.get(labels.key[entry]!)}=${value}`)
  }
  return texts
}

/** The calls at a location, innermost first: `function file:line`, or the address. */
export function calls(
  { locations, lines, functions, strings }: Profile,
  location: number,
): string[] {
  const texts: string[] = []
  const end = locations.firstLine[location + 1]!
  for (let line = locations.firstLine[location]!; line < end; line++) {
    const row = lines.function[line]!
    const file = strings.get(functions.file[row]!)
    texts.push(`${strings.get(functions.name[row]!)} ${file}:${lines.line[line]}`)
  }
  return texts.length > 0 ? texts : [hex(locations.address[location]!)]
}

export const hex = (value: bigint) => `0x${value.toString(16)}`

/** A line per sample: `values: calls [labels]`, innermost call first. */
export function samples(profile: Profile): string[] {
  return Array.from({ length: profile.samples.count }, (_, sample) => {
    const values = profile.samples.values.map((column) => column[sample])
    const frames = stack(profile, sample).flatMap((location) => calls(profile, location))
    const tags = labels(profile, sample)
    return `${values.join(' ')}: ${frames.join(', ')}${tags.length > 0 ? ` [${tags.join()}]` : ''}`
  })
}

/** A line per mapping: `start-limit +offset file build`. */
export function mappings({ mappings, strings }: Profile): string[] {
  return Array.from({ length: mappings.count }, (_, i) => {
    const range = `${hex(mappings.start[i]!)}-${hex(mappings.limit[i]!)} +${hex(mappings.offset[i]!)}`
    return `${range} ${strings.get(mappings.file[i]!)} ${strings.get(mappings.buildId[i]!)}`.trim()
  })
}

/** The file name of the mapping of each location, in the order of their addresses' first use. */
export function mappingFiles({ locations, mappings, strings }: Profile): (string | null)[] {
  return Array.from(locations.mapping, (m) => (m < 0 ? null : strings.get(mappings.file[m]!)))
}
