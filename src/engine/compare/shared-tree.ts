import { withLabel } from '../combine/base.ts'
import { orderedLabels } from '../combine/merge.ts'
import { MergedTables } from '../combine/merged-tables.ts'
import { BASE_LABEL } from '../profile/base-label.ts'
import { LabelInterner, type LabelSets } from '../profile/labels.ts'
import type { Profile } from '../profile/profile.ts'
import { StackInterner } from '../profile/stacks.ts'

/** What profiles have in common that share all but their samples. */
export type SharedTables = Pick<
  Profile,
  'strings' | 'functions' | 'mappings' | 'locations' | 'lines' | 'stacks'
>

/** A profile with its samples placed on shared tables. */
export interface Placed {
  readonly profile: Profile
  /** Of each sample, in the profile's order: the stack on the shared tree. */
  readonly stack: Uint32Array
  /** Its labels, a set of `plain`. */
  readonly labelSet: Uint32Array
}

export interface OnOneTree {
  readonly tables: SharedTables
  readonly source: Placed
  readonly base: Placed
  /** The label sets of both. */
  readonly plain: LabelSets
  /** The same, and behind them those of the base with the mark that -diff_base gives. */
  readonly marked: LabelSets
  /** Of each sample of the base: its labels with the mark, a set of `marked`. */
  readonly baseMarked: Uint32Array
}

/**
 * Lays two profiles on one set of tables and one stack tree, as a merge does (combine/merge.ts), but
 * leaves their samples apart. Linear in the sizes of both: each node of each tree is looked at once.
 */
export function layOnOneTree(source: Profile, base: Profile): OnOneTree {
  const { strings } = source
  const merged = new MergedTables(strings)
  const stacks = new StackInterner(source.stacks.count + 1024)
  const labels = new LabelInterner()
  const place = (profile: Profile) => {
    const tables = merged.of(profile)
    const stackOf = addStacks(stacks, profile, (location) => tables.location(location))
    const placeSets = (sets: LabelSets): Uint32Array =>
      Uint32Array.from({ length: sets.count }, (_, set) =>
        labels.intern(orderedLabels(sets, set, tables.string)),
      )
    return { profile, stackOf, setOf: placeSets(profile.labels), placeSets }
  }
  const first = place(source)
  const second = place(base)
  const plain = labels.finish()
  const withMark = withLabel(base, BASE_LABEL, 'true')
  const markedOf = second.placeSets(withMark.labels)
  const placed = ({ profile, stackOf, setOf }: typeof first): Placed => ({
    profile,
    stack: profile.samples.stack.map((stack) => stackOf[stack]!),
    labelSet: profile.samples.labelSet.map((set) => setOf[set]!),
  })
  return {
    tables: { ...merged.finish(), strings, stacks: stacks.finish() },
    source: placed(first),
    base: placed(second),
    plain,
    marked: labels.finish(),
    baseMarked: withMark.samples.labelSet.map((set) => markedOf[set]!),
  }
}

/** Adds a profile's whole tree; gives the shared stack of each of its own. */
function addStacks(
  interner: StackInterner,
  { stacks }: Profile,
  locationOf: (location: number) => number,
): Int32Array {
  const { count, parent, location } = stacks
  const stackOf = new Int32Array(count)
  for (let stack = 1; stack < count; stack++) {
    stackOf[stack] = interner.intern(stackOf[parent[stack]!]!, locationOf(location[stack]!))
  }
  return stackOf
}
