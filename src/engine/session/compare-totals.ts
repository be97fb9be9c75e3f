import { cumOf, flatOf } from '../report/graph/graph.ts'
import type { Selection } from '../select/selection.ts'
import type { ChangeState, CompareMetric } from './compare-answers.ts'
import type { FrameTotals } from './frame-totals.ts'

/** The values of every frame on both sides, by frame key: old + delta = new. */
export interface ChangeColumns {
  readonly old: Float64Array
  readonly new: Float64Array
  readonly delta: Float64Array
}

export interface ComparedTotals {
  /** The frames with a value on either side. */
  readonly nodes: Int32Array
  readonly flat: ChangeColumns
  readonly cum: ChangeColumns
}

/**
 * The values as shown: for a mean, the change is that of the means of both sides, whereas pprof
 * prints the mean of what the merge leaves.
 * @param dropNegative leaves out what has shrunk, as the option drop_negative does in a difference
 */
export function comparedTotals(
  old: FrameTotals,
  now: FrameTotals,
  dropNegative: boolean,
): ComparedTotals {
  const count = now.values.flat.length
  const changes = (of: typeof flatOf): ChangeColumns => {
    const columns = {
      old: new Float64Array(count),
      new: new Float64Array(count),
      delta: new Float64Array(count),
    }
    for (let key = 0; key < count; key++) {
      columns.old[key] = of(old.values, key)
      columns.new[key] = of(now.values, key)
      columns.delta[key] = columns.new[key]! - columns.old[key]!
    }
    return columns
  }
  const flat = changes(flatOf)
  const cum = changes(cumOf)
  const there = new Uint8Array(count)
  for (const { nodes } of [old, now]) for (const key of nodes) there[key] = 1
  const nodes = new Int32Array(count)
  let length = 0
  for (let key = 0; key < count; key++) {
    const shrunk = flat.delta[key]! < 0 || (flat.delta[key] === 0 && cum.delta[key]! < 0)
    if (there[key] === 1 && !(dropNegative && shrunk)) nodes[length++] = key
  }
  return { nodes: nodes.slice(0, length), flat, cum }
}

/**
 * The change of the self value of each node, regardless of its sign. Their sum is the whole
 * change, even where changes cancel out within a frame.
 * @param old null where the values of `now` are changes already
 */
export function ownChanges(old: Selection | null, now: Selection): Float64Array {
  const { count, parent } = now.tree
  const before = old?.weights.total
  const after = now.weights.total
  const own = new Float64Array(count)
  for (let node = count - 1; node >= 0; node--) {
    const change = after[node]! - (before?.[node] ?? 0)
    // Its children have taken theirs: they stand behind it.
    own[node] = Math.abs(own[node]! + change)
    if (node > 0) own[parent[node]!]! -= change
  }
  return own
}

/** What `ownChanges` finds in each node and all that it leads to. */
export function changesBelow(old: Selection | null, now: Selection): Float64Array {
  const { parent } = now.tree
  const total = ownChanges(old, now)
  for (let node = total.length - 1; node > 0; node--) total[parent[node]!]! += total[node]!
  return total
}

/** How a value has changed. */
export function stateOf(old: number, now: number): ChangeState {
  if (old === now) return 'same'
  if (old === 0) return 'new'
  if (now === 0) return 'gone'
  return now > old ? 'grew' : 'shrank'
}

/**
 * How a frame has changed: it is new or gone if a side has neither of its values, whichever is
 * listed; otherwise the listed value decides.
 */
export function frameState(
  { flat, cum }: ComparedTotals,
  metric: CompareMetric,
  key: number,
): ChangeState {
  const isIn = (side: 'old' | 'new'): boolean => flat[side][key] !== 0 || cum[side][key] !== 0
  if (isIn('old') !== isIn('new')) return isIn('new') ? 'new' : 'gone'
  const { delta } = metric === 'flat' ? flat : cum
  if (delta[key] === 0) return 'same'
  return delta[key]! > 0 ? 'grew' : 'shrank'
}
