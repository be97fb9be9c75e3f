import { labelled } from '../combine/base.ts'
import { orderedLabels } from '../combine/merge.ts'
import { MergedTables } from '../combine/merged-tables.ts'
import { BASE_LABEL } from '../profile/base-label.ts'
import { NONE } from '../profile/ids.ts'
import { LabelInterner, type LabelSets } from '../profile/labels.ts'
import type { Profile } from '../profile/profile.ts'
import { type Checkpoint, noCheckpoint } from '../progress.ts'
import { type Located, mergeStacks } from './merged-stacks.ts'

/** Two profiles that differ in samples and header only. */
export interface OnOneTree {
  readonly source: Profile
  readonly base: Profile
  /** Their label sets, and behind them the same with the mark that -diff_base gives … */
  readonly marked: LabelSets
  /** … each of them by the set without. */
  readonly markOf: Uint32Array
}

type Tables = ReturnType<MergedTables['of']>

/**
 * Lays two profiles on one set of tables and one stack tree, as a merge does (combine/merge.ts), but
 * leaves their samples apart: nothing of the profiles' own tables is kept. Linear in the sizes of
 * both.
 * @throws CancelledError if the checkpoint says so
 */
export async function layOnOneTree(
  source: Profile,
  base: Profile,
  checkpoint: Checkpoint = noCheckpoint,
): Promise<OnOneTree> {
  const nodes = source.stacks.count + base.stacks.count
  const { strings } = source
  const merged = new MergedTables(strings)
  const [ofSource, ofBase] = [merged.of(source), merged.of(base)]
  const first = located(source, ofSource)
  await checkpoint('stacks', 0, nodes)
  const second = located(base, ofBase)
  const tables = merged.finish()
  await checkpoint('stacks', 0, nodes)
  const { stacks, firstOf, secondOf } = mergeStacks(first, second, tables.locations.count)
  await checkpoint('stacks', nodes, nodes)

  const interner = new LabelInterner()
  const sourceSets = placeSets(interner, source.labels, ofSource.string)
  const baseSets = placeSets(interner, base.labels, ofBase.string)
  const labels = interner.finish()
  const withMark = labelled(labels, strings, BASE_LABEL, 'true')
  const marked = placeSets(interner, withMark.labels, (string) => string)
  const placed = (profile: Profile, stackOf: Int32Array, setOf: Uint32Array): Profile => {
    const { count, values, stack, labelSet } = profile.samples
    const samples = {
      count,
      values,
      stack: renumbered(stack, stackOf),
      labelSet: renumbered(labelSet, setOf),
    }
    return { ...profile, ...tables, strings, stacks, labels, samples }
  }
  return {
    source: placed(source, firstOf, sourceSets),
    base: placed(base, secondOf, baseSets),
    marked: interner.finish(),
    markOf: renumbered(withMark.setOf, marked),
  }
}

/** Adds the locations of the stacks, in the profile's order. */
function located({ stacks, locations }: Profile, tables: Tables): Located {
  const isUsed = new Uint8Array(locations.count)
  for (let node = 1; node < stacks.count; node++) isUsed[stacks.location[node]!] = 1
  const locationOf = new Int32Array(locations.count).fill(NONE)
  for (let location = 0; location < locations.count; location++) {
    if (isUsed[location] === 1) locationOf[location] = tables.location(location)
  }
  return { stacks, locationOf }
}

function placeSets(
  interner: LabelInterner,
  sets: LabelSets,
  string: (index: number) => number,
): Uint32Array {
  const setOf = new Uint32Array(sets.count)
  for (let set = 0; set < sets.count; set++) {
    setOf[set] = interner.intern(orderedLabels(sets, set, string))
  }
  return setOf
}

/** Each entry of `column` in another numbering; the column itself where that changes nothing. */
export function renumbered(column: Uint32Array, numbers: Int32Array | Uint32Array): Uint32Array {
  if (numbers.every((number, i) => number === i)) return column
  const others = new Uint32Array(column.length)
  for (let i = 0; i < column.length; i++) others[i] = numbers[column[i]!]!
  return others
}
