import type { LocationIndex, StackIndex } from './ids.ts'

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
 * Builds a StackTree: an open-addressed hash table on (parent, location) with linear probing.
 * The table holds node numbers; 0 (the root, which is never looked up) marks a free slot.
 */
export class StackInterner {
  private parent: Int32Array
  private location: Int32Array
  private slots: Int32Array
  private mask: number
  private length = 1

  constructor(expectedNodes = 1024) {
    let capacity = 1024
    while (capacity < expectedNodes) capacity *= 2
    this.parent = new Int32Array(capacity)
    this.location = new Int32Array(capacity)
    this.parent[0] = -1
    this.location[0] = -1
    this.slots = new Int32Array(capacity * 2)
    this.mask = capacity * 2 - 1
  }

  get count(): number {
    return this.length
  }

  parentOf(node: StackIndex): StackIndex {
    return this.parent[node]!
  }

  locationOf(node: StackIndex): LocationIndex {
    return this.location[node]!
  }

  /** The node for a call at `location` under `parent`, new or known. */
  intern(parent: StackIndex, location: LocationIndex): StackIndex {
    const { slots, mask } = this
    let at = hash(parent, location) & mask
    for (;;) {
      const node = slots[at]!
      if (node === 0) break
      if (this.parent[node] === parent && this.location[node] === location) return node
      at = (at + 1) & mask
    }
    const node = this.length++
    if (node === this.parent.length) this.grow()
    this.parent[node] = parent
    this.location[node] = location
    if (slots === this.slots) slots[at] = node
    else this.insert(node)
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
    for (let i = to - 1; i >= from; i--) node = this.intern(node, locations[i]!)
    return node
  }

  finish(): StackTree {
    this.slots = new Int32Array(0)
    // Views, not copies: the spare room behind them costs less than holding everything twice.
    return {
      count: this.length,
      parent: this.parent.subarray(0, this.length),
      location: this.location.subarray(0, this.length),
    }
  }

  private grow(): void {
    const capacity = this.parent.length * 2
    const parent = new Int32Array(capacity)
    parent.set(this.parent)
    this.parent = parent
    const location = new Int32Array(capacity)
    location.set(this.location)
    this.location = location
    this.slots = new Int32Array(capacity * 2)
    this.mask = capacity * 2 - 1
    for (let node = 1; node < this.length - 1; node++) this.insert(node)
  }

  private insert(node: number): void {
    const { slots, mask } = this
    let at = hash(this.parent[node]!, this.location[node]!) & mask
    while (slots[at] !== 0) at = (at + 1) & mask
    slots[at] = node
  }
}

/** Mixes two small integers into 32 bits (multiplicative hashing with odd constants). */
function hash(a: number, b: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)
  return mixed ^ (mixed >>> 15)
}
