import { DEFAULT_OPTIONS, type Options } from '../engine/select/options.ts'
import type { VerdictDocument } from '../engine/verdict/document.ts'
import { documentOf } from '../engine/verdict/document-of.ts'
import { judge } from '../engine/verdict/judge.ts'
import { heldOf, type OpenedProfile } from './opened.ts'

/** A snapshot of a series. */
export interface Named {
  /** What the verdict calls it. */
  readonly name: string
  readonly profile: OpenedProfile
  /** When it was taken, where the profile does not say. */
  readonly taken?: Date
}

/**
 * What several snapshots of one program say about growth: what leaks, grows, has filled or comes and
 * goes, how sure that is, and why (docs/verdicts.md).
 * @param snapshots ordered by their times or, where these are not known, as given; at least one
 * @throws ProfileError for snapshots of several programs or kinds; OptionError
 */
export async function verdict(
  snapshots: readonly Named[],
  options: Partial<Options> = {},
): Promise<VerdictDocument> {
  if (snapshots.length === 0) throw new TypeError('A verdict needs a snapshot.')
  const ready = snapshots.map(({ name, profile, taken }) => ({
    name,
    profile: heldOf(profile).ready,
    taken: taken?.getTime() ?? 0,
  }))
  return documentOf(await judge(ready, { ...DEFAULT_OPTIONS, ...options }))
}
