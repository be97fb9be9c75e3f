import type { ProfileFinding } from '../../findings/finding.ts'
import { profileFindings } from '../../findings/findings.ts'
import type { Profile } from '../../profile/profile.ts'
import type { EngineSession } from '../../session/session.ts'

/** Asks what the whole profile says at first sight, whatever the filters. */
export type FindingsRequest = Record<never, never>

export interface FindingsAnswer {
  readonly findings: readonly ProfileFinding[]
}

/** They do not change while the profile is open. */
const known = new WeakMap<Profile, FindingsAnswer>()

/** The findings of the whole profile, regardless of filters. */
export function findingsOf({ profile }: EngineSession): FindingsAnswer {
  let answer = known.get(profile)
  if (!answer) {
    answer = { findings: profileFindings(profile) }
    known.set(profile, answer)
  }
  return answer
}
