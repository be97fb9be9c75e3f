import { NONE } from '../profile/ids.ts'
import type { Tables } from '../profile/profile.ts'
import type { OptionName, Options } from './options.ts'
import { compilePattern, matchNames } from './regexps.ts'
import type { ShownLines } from './shown-lines.ts'

/** The options that decide which stacks count. */
export type StackFilters = Pick<Options, 'focus' | 'ignore' | 'hide' | 'show' | 'show_from'>

export interface KeptStacks {
  /** A byte per node of the stack tree: whether samples that end there count. */
  readonly kept: Uint8Array
  readonly unmatched: readonly OptionName[]
}

const FOCUSED = 1
const IGNORED = 2
const VISIBLE = 4
const STARTED = 8

/**
 * Applies focus and ignore, and leaves out stacks of which the filters on frames show nothing:
 * one pass over the locations and one from the root of the stack tree to its leaves.
 * (Rules: github.com/google/pprof, profile/filter.go.)
 */
export function keptStacks(profile: Tables, filters: StackFilters, shown: ShownLines): KeptStacks {
  const { stacks } = profile
  const kept = new Uint8Array(stacks.count).fill(1)
  const filtered = filters.focus || filters.ignore || filters.hide || filters.show
  if (!filtered && !shown.showFrom) return { kept, unmatched: [] }

  const { bits, unmatched } = locationBits(profile, filters, shown)
  // Bits of all locations on the way from the root.
  const seen = new Uint8Array(stacks.count)
  let wanted = shown.showFrom ? STARTED : 0
  if (filtered) wanted |= FOCUSED | (shown.anyHidden ? VISIBLE : 0)
  for (let s = 0; s < stacks.count; s++) {
    if (s > 0) seen[s] = seen[stacks.parent[s]!]! | bits[stacks.location[s]!]!
    const here = seen[s]!
    kept[s] = (here & wanted) === wanted && (here & IGNORED) === 0 ? 1 : 0
  }
  return { kept, unmatched }
}

function locationBits(
  profile: Tables,
  filters: StackFilters,
  shown: ShownLines,
): { bits: Uint8Array; unmatched: OptionName[] } {
  const { locations, lines } = profile
  const focus = compilePattern(filters.focus, 'focus')
  const ignore = compilePattern(filters.ignore, 'ignore')
  const focused = focus && matchNames(profile, focus)
  const ignored = ignore && matchNames(profile, ignore)
  const bits = new Uint8Array(locations.count)
  let all = 0
  for (let l = 0; l < locations.count; l++) {
    let here = focused ? 0 : FOCUSED
    const mapping = locations.mapping[l]!
    if (mapping !== NONE) {
      if (focused?.mappings[mapping]) here |= FOCUSED
      if (ignored?.mappings[mapping]) here |= IGNORED
    }
    for (let line = locations.firstLine[l]!; line < locations.firstLine[l + 1]!; line++) {
      const func = lines.function[line]!
      if (focused?.functions[func]) here |= FOCUSED
      if (ignored?.functions[func]) here |= IGNORED
    }
    const visible = shown.first[l] !== shown.first[l + 1]
    if (visible) here |= VISIBLE
    if (visible && shown.showFrom?.[l]) here |= STARTED
    // A location that is ignored does not count as focused.
    all |= here & IGNORED ? here & ~FOCUSED : here
    bits[l] = here
  }
  const unmatched: OptionName[] = []
  if (focus && !(all & FOCUSED)) unmatched.push('focus')
  if (ignore && !(all & IGNORED)) unmatched.push('ignore')
  return { bits, unmatched }
}
