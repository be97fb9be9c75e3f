import { prepareProfile } from '../engine/load.ts'
import type { Profile } from '../engine/profile/profile.ts'
import { loadDemangler } from './demangler.ts'

/** A profile that is open: to be given to `report`, `functions`, `compare` and `verdict`. */
export interface OpenedProfile {
  /** What its samples count, in the order of the file: `{ type: 'cpu', unit: 'nanoseconds' }`. */
  readonly sampleTypes: readonly { readonly type: string; readonly unit: string }[]
  readonly samples: number
  /** When it was recorded; null if it does not say. */
  readonly recorded: Date | null
  /** How long it was recorded, in seconds; 0 if it does not say. */
  readonly seconds: number
  /** What is odd about it, a sentence each. */
  readonly warnings: readonly string[]
}

/** The profiles behind what is handed out, whose tables are no part of the package's promises. */
interface Held {
  /** As the file has it: for comparing. */
  readonly asRead: Profile
  /** With names that are simplified and frames dropped: for reports. */
  readonly ready: Profile
}

const held = new WeakMap<OpenedProfile, Held>()

/**
 * Makes a profile ready for reports and hands it out.
 * @internal
 */
export async function opened(asRead: Profile): Promise<OpenedProfile> {
  const ready = await prepareProfile(asRead, { demangler: loadDemangler })
  const { header, sampleTypes, samples, warnings } = ready
  const profile: OpenedProfile = Object.freeze({
    sampleTypes: sampleTypes.map(({ type, unit }) => ({ type, unit })),
    samples: samples.count,
    recorded: header.timeNanos === 0n ? null : new Date(Number(header.timeNanos / 1_000_000n)),
    seconds: Number(header.durationNanos) / 1e9,
    warnings,
  })
  held.set(profile, { asRead, ready })
  return profile
}

/**
 * @throws TypeError for what `load` and `compare` have not given
 * @internal
 */
export function heldOf(profile: OpenedProfile): Held {
  const found = held.get(profile)
  if (found) return found
  throw new TypeError('This is no profile of `load` or `compare`.')
}
