import { resized } from '../profile/columns.ts'
import { NONE } from '../profile/ids.ts'
import { PairIndex } from '../profile/pairs.ts'
import { StackInterner, type StackTree } from '../profile/stacks.ts'

/** A tree, and for each location of its own tables the index in the shared ones. */
export interface Located {
  readonly stacks: StackTree
  /** NONE for locations that no stack has. */
  readonly locationOf: Int32Array
}

export interface MergedStacks {
  readonly stacks: StackTree
  /** Of each stack of the two trees: the one on the merged tree. */
  readonly firstOf: Int32Array
  readonly secondOf: Int32Array
}

/**
 * Two trees as one: the nodes of the first keep their numbers, behind them stand those that only
 * the second has. Linear in the sizes of both: only the second's nodes are searched for, and of
 * those only children of nodes that the first has.
 * @param locations how many locations the shared tables have
 */
export function mergeStacks(first: Located, second: Located, locations: number): MergedStacks {
  // Where several locations have become one, calls at them may have, too: search for them.
  if (!isInjective(first, locations) || !isInjective(second, locations)) {
    return internBoth(first, second)
  }
  const ours = onShared(first)
  const theirs = onShared(second)
  const secondOf = matches(ours, theirs)
  const kept = ours.count
  let count = kept
  for (let node = 0; node < secondOf.length; node++) {
    if (secondOf[node] === NONE) secondOf[node] = count++
  }
  const parent = resized(ours.parent, count)
  const location = resized(ours.location, count)
  for (let node = 1; node < secondOf.length; node++) {
    const at = secondOf[node]!
    if (at < kept) continue
    parent[at] = secondOf[theirs.parent[node]!]!
    location[at] = theirs.location[node]!
  }
  const firstOf = new Int32Array(kept)
  for (let node = 0; node < kept; node++) firstOf[node] = node
  return { stacks: { count, parent, location }, firstOf, secondOf }
}

/** The tree with its calls at locations of the shared tables. */
function onShared({ stacks, locationOf }: Located): StackTree {
  const location = new Int32Array(stacks.count)
  location[0] = NONE
  for (let node = 1; node < location.length; node++) {
    location[node] = locationOf[stacks.location[node]!]!
  }
  return { ...stacks, location }
}

function isInjective({ locationOf }: Located, locations: number): boolean {
  const taken = new Uint8Array(locations)
  for (const location of locationOf) {
    if (location === NONE) continue
    if (taken[location] === 1) return false
    taken[location] = 1
  }
  return true
}

/** Of each node of the second tree: the node of the first with the same path; NONE for none. */
function matches(first: StackTree, { count, parent, location }: StackTree): Int32Array {
  const children = new Children(first)
  const match = new Int32Array(count).fill(NONE)
  match[0] = 0
  for (let node = 1; node < count; node++) {
    const above = match[parent[node]!]!
    if (above !== NONE) match[node] = children.find(above, location[node]!)
  }
  return match
}

/** As many children of a node are examined one by one; where there are more, an index is asked. */
const FEW = 8

/** Entries of a node's record in `Children`, and of each of its others. */
const NEXT = 0
const FIRST_OTHER = 1
const LOCATION = 0
const NODE = 1

/**
 * Finds the children of a tree's nodes by their location, in constant time whatever the tree looks
 * like. Most nodes came in a row, each a child of the one before it: a node's record has the
 * location of the child that is next to it (or NONE) and where its other children begin; they end
 * where those of the next node begin. A search touches a record and a list, so two cache lines.
 */
class Children {
  private readonly records: Int32Array
  private readonly others: Int32Array
  /** The others of nodes that have many. */
  private readonly index = new PairIndex()
  /** By number in the index. */
  private readonly indexed: number[] = []

  constructor({ count, parent, location }: StackTree) {
    const records = new Int32Array((count + 1) * 2)
    for (let node = 1; node < count; node++) {
      const above = parent[node]!
      const isNext = above === node - 1
      records[(node - 1) * 2 + NEXT] = isNext ? location[node]! : NONE
      if (!isNext) records[above * 2 + FIRST_OTHER]!++
    }
    records[(count - 1) * 2 + NEXT] = NONE
    let end = 0
    for (let node = 0; node <= count; node++) {
      end += records[node * 2 + FIRST_OTHER]!
      records[node * 2 + FIRST_OTHER] = end
    }
    // From where the others end it goes down to where they begin, as they are placed.
    const others = new Int32Array(end * 2)
    for (let node = count - 1; node > 0; node--) {
      if (parent[node] === node - 1) continue
      const at = --records[parent[node]! * 2 + FIRST_OTHER]!
      others[at * 2 + LOCATION] = location[node]!
      others[at * 2 + NODE] = node
    }
    this.records = records
    this.others = others
    for (let node = 0; node < count; node++) this.indexMany(node)
  }

  /** The child of a node that is at `location`, or NONE. */
  find(node: number, location: number): number {
    const { records, others } = this
    if (records[node * 2 + NEXT] === location) return node + 1
    const from = records[node * 2 + FIRST_OTHER]!
    const to = records[(node + 1) * 2 + FIRST_OTHER]!
    if (to - from > FEW) return this.indexed[this.index.intern(node, location)] ?? NONE
    for (let at = from; at < to; at++) {
      if (others[at * 2 + LOCATION] === location) return others[at * 2 + NODE]!
    }
    return NONE
  }

  private indexMany(node: number): void {
    const { records, others } = this
    const from = records[node * 2 + FIRST_OTHER]!
    const to = records[(node + 1) * 2 + FIRST_OTHER]!
    if (to - from <= FEW) return
    for (let at = from; at < to; at++) {
      this.indexed[this.index.intern(node, others[at * 2 + LOCATION]!)] = others[at * 2 + NODE]!
    }
  }
}

function internBoth(first: Located, second: Located): MergedStacks {
  const interner = new StackInterner(first.stacks.count + 1024)
  const add = ({ stacks, locationOf }: Located): Int32Array => {
    const stackOf = new Int32Array(stacks.count)
    for (let node = 1; node < stacks.count; node++) {
      const above = stackOf[stacks.parent[node]!]!
      stackOf[node] = interner.intern(above, locationOf[stacks.location[node]!]!)
    }
    return stackOf
  }
  const firstOf = add(first)
  const secondOf = add(second)
  return { stacks: interner.finish(), firstOf, secondOf }
}
