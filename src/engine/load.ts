import { MAX_INFLATED } from './decode/containers/gzip.ts'
import { type Decoded, detectAndDecode } from './decode/detect.ts'
import { partOf } from './decode/parts.ts'
import type { Demangler } from './profile/demangle/demangle.ts'
import { dropFrames } from './profile/drop-frames.ts'
import { withMainMapping } from './profile/main-mapping.ts'
import type { Profile } from './profile/profile.ts'
import {
  DEFAULT_NAMING,
  type Naming,
  needsDemangler,
  simplifyNames,
} from './profile/simplify-names.ts'
import { type Checkpoint, noCheckpoint } from './progress.ts'

export interface LoadOptions {
  /** Largest inflated size to accept, in bytes. */
  readonly maxBytes?: number
  readonly checkpoint?: Checkpoint
}

export interface PrepareOptions {
  /** null: functions keep the names that the profile has. */
  readonly naming?: Naming | null
  /** Loads the library for mangled names, when there are some that only it can read. */
  readonly demangler?: () => Promise<Demangler>
}

export interface Loaded {
  readonly profile: Profile
  /** Bytes of the profile after inflating. */
  readonly inflatedSize: number
}

/**
 * One profile of a file, as the file has it: for combining several before `prepareProfile`.
 * @throws SeveralProfilesError if there are several and none is named; ProfileError if the bytes are
 *   no profile; CancelledError if the checkpoint says so
 */
export async function readProfile(
  bytes: Uint8Array,
  options: LoadOptions & { readonly part?: number } = {},
): Promise<Loaded> {
  const { profiles, passedOver, inflatedSize } = await readProfiles(bytes, options)
  const { profile } = partOf(profiles, options.part)
  const warnings = [...profile.warnings, ...passedOver]
  return { profile: { ...profile, warnings }, inflatedSize }
}

/**
 * The profiles of a file, usually one, as the file has them.
 * @throws ProfileError if the bytes are no profile; CancelledError if the checkpoint says so
 */
export async function readProfiles(
  bytes: Uint8Array,
  { maxBytes = MAX_INFLATED, checkpoint = noCheckpoint }: LoadOptions = {},
): Promise<Decoded> {
  const { profiles, ...rest } = await detectAndDecode(bytes, maxBytes, checkpoint)
  return {
    ...rest,
    profiles: profiles.map(({ name, profile }) => ({ name, profile: withMainMapping(profile) })),
  }
}

/** Makes a profile ready for reports: functions named, uninteresting frames dropped. */
export async function prepareProfile(
  profile: Profile,
  options: PrepareOptions = {},
): Promise<Profile> {
  return dropFrames(await withNames(profile, options))
}

/**
 * Bytes to a profile that is ready for reports, as pprof does on loading.
 * @throws ProfileError if the bytes are no profile; CancelledError if the checkpoint says so
 */
export async function loadProfile(
  bytes: Uint8Array,
  options: LoadOptions & PrepareOptions = {},
): Promise<Loaded> {
  const { profile, inflatedSize } = await readProfile(bytes, options)
  return { profile: await prepareProfile(profile, options), inflatedSize }
}

async function withNames(
  profile: Profile,
  { naming = DEFAULT_NAMING, demangler }: PrepareOptions,
): Promise<Profile> {
  if (!naming) return profile
  if (!demangler || !needsDemangler(profile, naming)) return simplifyNames(profile, naming)
  let library: Demangler | undefined
  let warnings = profile.warnings
  try {
    library = await demangler()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    warnings = [
      ...warnings,
      `Some C++ and Rust functions have the linker's names: the demangler cannot be loaded (${why}).`,
    ]
  }
  return { ...simplifyNames(profile, naming, library), warnings }
}
