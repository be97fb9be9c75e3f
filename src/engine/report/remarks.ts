import type { Profile } from '../profile/profile.ts'
import { labelUnits } from '../select/label-filters.ts'
import type { OptionName } from '../select/options.ts'
import type { Selection } from '../select/selection.ts'

/** pprof's names of the options that it remarks on; those of frames made of labels come first. */
const LABEL_FRAMES: readonly [OptionName, string][] = [
  ['tagroot', 'TagRoot'],
  ['tagleaf', 'TagLeaf'],
]
const FILTERS: readonly [OptionName, string][] = [
  ['focus', 'Focus'],
  ['ignore', 'Ignore'],
  ['hide', 'Hide'],
  ['show', 'Show'],
  ['show_from', 'ShowFrom'],
  ['tagfocus', 'TagFocus'],
  ['tagignore', 'TagIgnore'],
  ['tagshow', 'TagShow'],
  ['taghide', 'TagHide'],
]

/**
 * What pprof prints to stderr about the profile and the options, in its words and its order.
 * (Words: github.com/google/pprof, internal/driver.)
 */
export function remarks(profile: Profile, { unmatched, notes }: Selection): string[] {
  const noMatches = (options: readonly [OptionName, string][]): string[] =>
    options
      .filter(([option]) => unmatched.includes(option))
      .map(([, name]) => `${name} expression matched no samples`)
  return [...unitRemarks(profile), ...noMatches(LABEL_FRAMES), ...notes, ...noMatches(FILTERS)]
}

/** A line for each label key whose numbers come in several units. */
export function unitRemarks(profile: Profile): string[] {
  const { units, ignored } = labelUnits(profile)
  return [...ignored].map(([key, others]) => {
    const name = profile.strings.get(key)
    return `For tag ${name} used unit ${units.get(key)}, also encountered unit(s) ${others.join(', ')}`
  })
}
