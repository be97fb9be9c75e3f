import { ProfileError } from '../profile/error.ts'
import type { ValueType } from '../profile/profile.ts'
import type { NamedProfile } from './format.ts'

// Files that hold several profiles: `snapshots.zip#2` is the second of one.

/** What tells the profiles of a file from each other. */
export interface PartFacts {
  /** "" where nothing in the file names it. */
  readonly name: string
  readonly sampleTypes: readonly ValueType[]
  readonly samples: number
  /** When it was recorded, in milliseconds since 1970; 0 if it does not say. */
  readonly recorded: number
  /** Goroutines one by one. */
  readonly dump: boolean
}

/** Describes a profile of a file that holds several. */
export function factsOf({ name, profile }: NamedProfile): PartFacts {
  const { sampleTypes, samples, header } = profile
  return {
    name,
    sampleTypes,
    samples: samples.count,
    recorded: Number(header.timeNanos / 1_000_000n),
    dump: samples.goroutines !== undefined,
  }
}

/** The file holds several profiles, and one was requested. */
export class SeveralProfilesError extends ProfileError {
  constructor(readonly parts: readonly PartFacts[]) {
    const names = parts.map(({ name }, at) => `#${at + 1} ${name}`.trim())
    super(
      'several',
      `The file holds ${parts.length} profiles: ${names.join(', ')}.`,
      'Say which of them is meant.',
    )
  }
}

/**
 * The profile of a file that is meant.
 * @param part its number, from 1; undefined for the only one
 * @throws SeveralProfilesError if none of several is said; ProfileError if there is none of that number
 */
export function partOf(profiles: readonly NamedProfile[], part?: number): NamedProfile {
  const [first] = profiles
  if (part === undefined && first && profiles.length === 1) return first
  if (part === undefined) throw new SeveralProfilesError(profiles.map(factsOf))
  const named = profiles[part - 1]
  if (named) return named
  const count = profiles.length === 1 ? 'one profile' : `${profiles.length} profiles`
  throw new ProfileError(
    'unreadable',
    `There is no profile #${part} in the file, which holds ${count}.`,
    'Numbers are from 1; without one, the file says what it holds.',
  )
}

/** Takes the number off a name: `snapshots.zip#2`. */
export function splitPart(name: string): { readonly file: string; readonly part?: number } {
  const [, file = name, digits] = /^(.+)#([1-9]\d{0,5})$/.exec(name) ?? []
  return digits === undefined ? { file } : { file, part: Number(digits) }
}

/** One line about a part: what it is called, what it counts, how much of it. */
export function partLine({ name, sampleTypes, samples, recorded }: PartFacts): string {
  const what = sampleTypes.map(({ type }) => type).join(', ')
  const when = recorded > 0 ? new Date(recorded).toISOString() : ''
  const count = `${samples} ${samples === 1 ? 'sample' : 'samples'}`
  return [name, what, count, when].filter((text) => text !== '').join(' · ')
}
