import { compareWithBase } from '../engine/combine/base.ts'
import { heldOf, type OpenedProfile, opened } from './opened.ts'

export interface CompareOptions {
  /**
   * As pprof's `-base` (default), where the base is subtracted, or `-diff_base`, where 100 % is the
   * base.
   */
  readonly mode?: 'base' | 'diff_base'
  /** Scales the profile to the total of the base before. */
  readonly normalize?: boolean
}

/**
 * The difference of a profile and a base, as one profile: what grew is positive in its reports, what
 * shrank negative.
 * @throws ProfileError if they have no sample type in common
 */
export async function compare(
  profile: OpenedProfile,
  base: OpenedProfile,
  { mode = 'base', normalize = false }: CompareOptions = {},
): Promise<OpenedProfile> {
  const how = { diff: mode === 'diff_base', normalize }
  return opened(compareWithBase(heldOf(profile).asRead, heldOf(base).asRead, how))
}
