import { report } from '../../pprof.ts'
import type { Options } from '../../select/options.ts'
import type { EngineSession } from '../../session/session.ts'

export interface FilteredProfileRequest {
  readonly options: Options
}

export interface FilteredProfileAnswer {
  /** A gzipped profile.proto. */
  readonly bytes: Uint8Array
}

/** What the filters leave of the profile, as a file: the report `proto`. */
export function filteredProfile(
  session: EngineSession,
  { options }: FilteredProfileRequest,
): FilteredProfileAnswer {
  const bytes = report(session.profile, { name: 'proto', options })
  if (!(bytes instanceof Uint8Array)) throw new Error('the report proto is no file')
  return { bytes }
}
