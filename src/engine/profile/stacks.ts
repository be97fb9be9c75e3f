import { ProfileError } from './error.ts'
import type { LocationIndex, StackIndex } from './ids.ts'
import { hash } from './pairs.ts'

/**
 * Every distinct call path of a profile, as a tree: node `i` is the path of `parent[i]` followed
 * by a call at `location[i]`. Node 0 is the empty path (its parent and location are -1). A parent
 * always has a smaller index than its children, so one forward pass goes from the root to the
 * leaves and one backward pass from the leaves to the root.
 */
export interface StackTree {
  readonly count: number
  readonly parent: Int32Array
  readonly location: Int32Array
}

/**
 * A tree without columns of its own where those of a larger one begin with the same: of two
 * profiles on one set of tables, the parents at least. Linear.
 */
export function sharingColumns(tree: StackTree, larger: StackTree): StackTree {
  const shared = (own: Int32Array, other: Int32Array): Int32Array => {
    if (own.length > other.length) return own
    for (let node = 0; node < own.length; node++) if (own[node] !== other[node]) return own
    return other.subarray(0, own.length)
  }
  const { count, parent, location } = tree
  return {
    count,
    parent: shared(parent, larger.parent),
    location: shared(location, larger.location),
  }
}

/** A StackTree in preorder: the subtree of node `i` is `i` up to `end[i]`. */
export interface PreorderTree extends StackTree {
  readonly end: Int32Array
}

/** Entries of a node's record. */
const LOCATION = 0
const PARENT = 1
const FIRST_CHILD = 2
const NEXT_SIBLING = 3

/** What the entries hold while the nodes are renumbered: a size gives way to the next place. */
const PLACE = FIRST_CHILD
const SIZE = NEXT_SIBLING
const NEXT_PLACE = NEXT_SIBLING

/** The most nodes that a caller can reserve room for: 64 MB. */
const MOST_ROOM = 2 ** 22

/** Nodes of one tree: 1 GB while it is built. */
export const MOST_NODES = 2 ** 26

/** Calls of a path that are looked up together. */
const STRIDE = 8

/** Bits of a number among the remembered strides: 256 kB of them. */
const STRIDE_BITS = 16

/** Siblings that are examined one by one before the hash table is asked. */
const SHORT_LIST = 8

/**
 * Builds a StackTree. A node's children are a linked list; the walk down a path that is known
 * touches one record (four words, never more than one cache line) per call, and paths that were
 * added together lie together, which matters more than anything else for millions of nodes. Where
 * a node has many children, those behind the first few are found through an open-addressed hash
 * table on (parent, location), so that a lookup takes constant time whatever the tree looks like.
 *
 * Whole paths are walked in strides of several calls: where each led is remembered in a table that
 * forgets, one place for all that hash alike. It decides nothing but how fast a known path is found.
 */
export class StackInterner {
  private records: Int32Array
  private length = 1
  /** Nodes that are not at the head of their list; 0 (the root, never looked up) is a free slot. */
  private slots = new Int32Array(1024)
  private hashed = 0
  /** By hash: the node that a stride led to; 0 for none. Made for the first long path. */
  private strides: Int32Array | undefined

  /** @param room nodes to have room for at first; no more than `MOST_ROOM` are reserved */
  constructor(room = 1024) {
    this.records = new Int32Array(Math.max(1024, Math.min(room, MOST_ROOM)) * 4)
    this.records[LOCATION] = -1
    this.records[PARENT] = -1
  }

  get count(): number {
    return this.length
  }

  /** The node for a call at `location` under `parent`, new or known. */
  intern(parent: StackIndex, location: LocationIndex): StackIndex {
    const { records } = this
    let last = 0
    let child = records[parent * 4 + FIRST_CHILD]!
    for (let i = 0; child !== 0; i++) {
      if (records[child * 4 + LOCATION] === location) return child
      if (i === SHORT_LIST) return this.internHashed(parent, location)
      last = child
      child = records[child * 4 + NEXT_SIBLING]!
    }
    const node = this.append(parent, location)
    this.records[last === 0 ? parent * 4 + FIRST_CHILD : last * 4 + NEXT_SIBLING] = node
    return node
  }

  /**
   * The node of a whole path.
   * @param locations a column that holds the path, innermost call first (as profile.proto does)
   * @param from its first entry
   * @param to behind its last entry
   */
  internPath(locations: Int32Array | readonly number[], from: number, to: number): StackIndex {
    let node: StackIndex = 0
    let at = to
    for (; at - STRIDE >= from; at -= STRIDE) {
      node = this.internStride(node, locations, at - STRIDE)
    }
    while (at > from) node = this.intern(node, locations[--at]!)
    return node
  }

  finish(): StackTree {
    const { records, length: count } = this
    const parent = new Int32Array(count)
    const location = new Int32Array(count)
    for (let node = 0; node < count; node++) {
      parent[node] = records[node * 4 + PARENT]!
      location[node] = records[node * 4 + LOCATION]!
    }
    this.records = new Int32Array(0)
    this.slots = new Int32Array(0)
    this.strides = undefined
    return { count, parent, location }
  }

  /**
   * Finishes the tree with the nodes renumbered in preorder, so that a subtree is one stretch of
   * the columns. Afterwards `placeOf` tells where a node went; nothing else may be called.
   */
  finishInPreorder(): PreorderTree {
    const { records, length: count } = this
    // The lists of children are no longer needed: their words are reused.
    for (let node = 0; node < count; node++) records[node * 4 + SIZE] = 1
    for (let node = count - 1; node > 0; node--) {
      records[records[node * 4 + PARENT]! * 4 + SIZE]! += records[node * 4 + SIZE]!
    }
    const parent = new Int32Array(count)
    const location = new Int32Array(count)
    const end = new Int32Array(count)
    parent[0] = -1
    location[0] = -1
    end[0] = count
    records[PLACE] = 0
    records[NEXT_PLACE] = 1
    for (let node = 1; node < count; node++) {
      const record = node * 4
      const above = records[record + PARENT]! * 4
      const size = records[record + SIZE]!
      const at = records[above + NEXT_PLACE]!
      records[above + NEXT_PLACE] = at + size
      parent[at] = records[above + PLACE]!
      location[at] = records[record + LOCATION]!
      end[at] = at + size
      records[record + PLACE] = at
      records[record + NEXT_PLACE] = at + 1
    }
    return { count, parent, location, end }
  }

  /** The number that a node was given by `finishInPreorder`. */
  placeOf(node: StackIndex): number {
    return this.records[node * 4 + PLACE]!
  }

  /** The node for the calls `from` up to `from + STRIDE`, innermost first, under `parent`. */
  private internStride(
    parent: StackIndex,
    locations: Int32Array | readonly number[],
    from: number,
  ): StackIndex {
    this.strides ??= new Int32Array(1 << STRIDE_BITS)
    let mixed = parent
    for (let i = from; i < from + STRIDE; i++) {
      mixed = Math.imul(mixed ^ locations[i]!, 0x9e3779b1)
    }
    const place = mixed >>> (32 - STRIDE_BITS)
    const known = this.strides[place]!
    if (known !== 0 && this.leadsTo(known, parent, locations, from)) return known
    let node = parent
    for (let i = from + STRIDE - 1; i >= from; i--) node = this.intern(node, locations[i]!)
    this.strides[place] = node
    return node
  }

  /** Whether the path of `node` is that of `parent` with the calls of one stride behind it. */
  private leadsTo(
    node: StackIndex,
    parent: StackIndex,
    locations: Int32Array | readonly number[],
    from: number,
  ): boolean {
    const { records } = this
    let above = node
    for (let i = from; i < from + STRIDE; i++) {
      if (records[above * 4 + LOCATION] !== locations[i]) return false
      above = records[above * 4 + PARENT]!
    }
    return above === parent
  }

  private append(parent: number, location: number): StackIndex {
    const node = this.length++
    if (node * 4 === this.records.length) this.grow()
    this.records[node * 4 + LOCATION] = location
    this.records[node * 4 + PARENT] = parent
    return node
  }

  private grow(): void {
    if (this.length >= MOST_NODES) {
      throw new ProfileError(
        'too-large',
        `The stacks have more than ${MOST_NODES} different beginnings, the most that are kept.`,
        'Recording for a shorter time, or less deep stacks, makes a profile smaller.',
      )
    }
    // By half, not double: at these sizes the spare room is what costs.
    const wider = new Int32Array(Math.ceil(this.length * 1.5) * 4)
    wider.set(this.records)
    this.records = wider
  }

  private internHashed(parent: number, location: number): StackIndex {
    const mask = this.slots.length - 1
    let at = hash(parent, location) & mask
    for (;;) {
      const node = this.slots[at]!
      if (node === 0) break
      const record = node * 4
      if (
        this.records[record + PARENT] === parent &&
        this.records[record + LOCATION] === location
      ) {
        return node
      }
      at = (at + 1) & mask
    }
    const node = this.append(parent, location)
    this.slots[at] = node
    if (++this.hashed * 2 > this.slots.length) this.rehash()
    return node
  }

  private rehash(): void {
    const old = this.slots
    this.slots = new Int32Array(old.length * 2)
    const mask = this.slots.length - 1
    for (const node of old) {
      if (node === 0) continue
      let at = hash(this.records[node * 4 + PARENT]!, this.records[node * 4 + LOCATION]!) & mask
      while (this.slots[at] !== 0) at = (at + 1) & mask
      this.slots[at] = node
    }
  }
}
