import { detectAndDecode } from './decode/detect.ts'
import { MAX_INFLATED } from './decode/gzip.ts'
import { dropFrames } from './profile/drop-frames.ts'
import { withMainMapping } from './profile/main-mapping.ts'
import type { Profile } from './profile/profile.ts'
import { simplifyNames } from './profile/simplify-names.ts'
import { type Checkpoint, noCheckpoint } from './progress.ts'

export interface LoadOptions {
  /** Largest inflated size to accept, in bytes. */
  readonly maxBytes?: number
  readonly checkpoint?: Checkpoint
}

export interface Loaded {
  readonly profile: Profile
  /** Bytes of the profile after inflating. */
  readonly inflatedSize: number
}

/**
 * Bytes to a profile, as the file has it: for combining several before `prepareProfile`.
 * @throws ProfileError if the bytes are no profile; CancelledError if the checkpoint says so
 */
export async function readProfile(
  bytes: Uint8Array,
  { maxBytes = MAX_INFLATED, checkpoint = noCheckpoint }: LoadOptions = {},
): Promise<Loaded> {
  const { profile, inflatedSize } = await detectAndDecode(bytes, maxBytes, checkpoint)
  return { profile: withMainMapping(profile), inflatedSize }
}

/** Makes a profile ready for reports: names simplified, uninteresting frames dropped. */
export function prepareProfile(profile: Profile): Profile {
  return dropFrames(simplifyNames(profile))
}

/**
 * Bytes to a profile that is ready for reports, as pprof does on loading.
 * @throws ProfileError if the bytes are no profile; CancelledError if the checkpoint says so
 */
export async function loadProfile(bytes: Uint8Array, options: LoadOptions = {}): Promise<Loaded> {
  const { profile, inflatedSize } = await readProfile(bytes, options)
  return { profile: prepareProfile(profile), inflatedSize }
}
