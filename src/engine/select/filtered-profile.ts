import { NONE } from '../profile/ids.ts'
import {
  type Lines,
  type Locations,
  MappingFlag,
  type Mappings,
  type Profile,
  type Samples,
} from '../profile/profile.ts'
import { StackInterner, type StackTree } from '../profile/stacks.ts'
import type { Options } from './options.ts'
import type { Selection } from './selection.ts'

/** What a selection says about which samples, frames and labels are left. */
export type FilteredSelection = Pick<Selection, 'profile' | 'labels' | 'shown' | 'counted'>

/**
 * The profile that the filters leave, for reports on samples one by one: those that count, in
 * order, with what is shown of their stacks and labels. Locations, functions and mappings keep
 * their rows, used or not, so that their indices and ids mean the same as before. Linear in the
 * profile; tables in which nothing changes are shared with it.
 */
export function filteredProfile(
  selection: FilteredSelection,
  options: Pick<Options, 'noinlines' | 'showcolumns'>,
): Profile {
  const { profile, labels } = selection
  const { stacks, left } = filteredStacks(selection)
  return {
    ...profile,
    ...filteredLines(selection, options),
    mappings: options.noinlines ? withoutInlineFlag(profile.mappings) : profile.mappings,
    stacks,
    labels,
    samples: filteredSamples(selection, left),
  }
}

interface FilteredStacks {
  stacks: StackTree
  /** For each stack of the profile what is left of it; null where all are as they were. */
  left: Int32Array | null
}

function filteredStacks({ profile, shown }: FilteredSelection): FilteredStacks {
  const { stacks } = profile
  const { showFrom, pruneFrom } = shown
  if (!shown.anyHidden && !showFrom && !pruneFrom) return { stacks, left: null }
  const { parent, location, count } = stacks
  const interner = new StackInterner(count)
  // -1 until show_from has matched on the way from the root.
  const left = new Int32Array(count)
  // The innermost match of prune_from on that way: what is below it is cut off. -1 for none.
  const cutAt = new Int32Array(count).fill(NONE)
  if (showFrom) left[0] = NONE
  for (let s = 1; s < count; s++) {
    const l = location[s]!
    const above = left[parent[s]!]!
    const visible = shown.first[l] !== shown.first[l + 1]
    const begins = above !== NONE || showFrom?.[l] === 1
    left[s] = visible && begins ? interner.intern(Math.max(above, 0), l) : above
    cutAt[s] = visible && begins && pruneFrom?.[l] === 1 ? left[s]! : cutAt[parent[s]!]!
  }
  // Stacks that show_from leaves out have no samples that count; they need some node all the same.
  for (let s = 0; s < count; s++) {
    if (cutAt[s] !== NONE) left[s] = cutAt[s]!
    else if (left[s] === NONE) left[s] = 0
  }
  return { stacks: interner.finish(), left }
}

function filteredSamples(
  { profile, counted }: FilteredSelection,
  left: Int32Array | null,
): Samples {
  const { samples } = profile
  const rows: number[] = []
  for (let i = 0; i < samples.count; i++) {
    if (counted.kept[samples.stack[i]!] === 0) continue
    if (counted.keptSets?.[samples.labelSet[i]!] === 0) continue
    rows.push(i)
  }
  if (rows.length === samples.count && !left) return samples
  const { exactValues } = samples
  const stackOf = (i: number): number => {
    const stack = samples.stack[i]!
    return left ? left[stack]! : stack
  }
  return {
    count: rows.length,
    stack: Uint32Array.from(rows, stackOf),
    labelSet: Uint32Array.from(rows, (i) => samples.labelSet[i]!),
    values: samples.values.map((column) => Float64Array.from(rows, (i) => column[i]!)),
    ...(exactValues && {
      exactValues: exactValues.map((column) => BigInt64Array.from(rows, (i) => column[i]!)),
    }),
  }
}

/** The lines that are shown of each location. */
function filteredLines(
  { profile, shown }: FilteredSelection,
  options: Pick<Options, 'noinlines' | 'showcolumns'>,
): { locations: Locations; lines: Lines } {
  const { locations, lines } = profile
  // pprof forgets columns where it merges frames, and for noinlines it merges.
  const columns = !options.noinlines || options.showcolumns
  const rows: number[] = []
  const firstLine = new Uint32Array(locations.count + 1)
  for (let l = 0; l < locations.count; l++) {
    for (let i = shown.first[l]!; i < shown.first[l + 1]!; i++) {
      if (shown.line[i] !== NONE) rows.push(shown.line[i]!)
    }
    firstLine[l + 1] = rows.length
  }
  if (rows.length === lines.count && columns) return { locations, lines }
  return {
    locations: { ...locations, firstLine },
    lines: {
      count: rows.length,
      function: Int32Array.from(rows, (row) => lines.function[row]!),
      line: Float64Array.from(rows, (row) => lines.line[row]!),
      column: Float64Array.from(rows, (row) => (columns ? lines.column[row]! : 0)),
    },
  }
}

function withoutInlineFlag(mappings: Mappings): Mappings {
  return { ...mappings, flags: mappings.flags.map((flags) => flags & ~MappingFlag.inlineFrames) }
}
