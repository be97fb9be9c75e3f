import { NONE } from '../profile/ids.ts'
import type { FrameTree } from '../select/frame-tree.ts'
import type { Weights } from '../select/weights.ts'
import { type FlameTree, matchesBefore } from './flame-tree.ts'
import {
  MemberColumns,
  type Members,
  occurrences,
  type Source,
  selfValues,
  widened,
} from './members.ts'

/** Which way a merged tree grows from its root: towards callees, or towards callers. */
export type Growth = 'callees' | 'callers'

/**
 * A tree whose nodes are sets of nodes of the frame tree that the same frames lead to. Growing to
 * callees, a set's children are the callees of its members, those of one frame together. Growing
 * to callers, a member stands for the value of some stacks and has come from their innermost
 * frame up to one of its callers; members that meet at one caller become one.
 *
 * A set's children are made when they are first looked at: drawn whole, a tree of callers has as
 * many nodes as the stacks have frames together, and nearly all are narrower than a pixel.
 */
export class MergedTree implements FlameTree {
  private readonly tree: FrameTree
  private readonly weights: Weights
  private readonly growth: Growth
  private readonly collapse: boolean
  private readonly folded: Uint8Array | null

  private count = 1
  private key = new Int32Array(64)
  private parent = new Int32Array(64)
  private depth = new Int32Array(64)
  private total = new Float64Array(64)
  /** Of a mean; null if none is requested. */
  private divisor: Float64Array | null
  /** A set's members lie side by side in `members`. */
  private firstMember = new Int32Array(64)
  private memberCount = new Int32Array(64)
  /** Children have numbers in a row; 0: not made yet. */
  private firstChild = new Int32Array(64)
  private childCount = new Int32Array(64)

  private readonly members: MemberColumns
  /** Children under way: gathered, then sorted by frame into `members`. */
  private readonly gathered: MemberColumns
  /** By node of the frame tree: its place in `gathered`, plus one. All 0 between two uses. */
  private gatheredAt = new Int32Array(0)
  /** By frame key: its group, plus one. All 0 between two uses. */
  private groupOf = new Int32Array(0)

  private constructor(
    { tree, weights, frames, folded }: Source,
    growth: Growth,
    collapse: boolean,
    key: number,
  ) {
    this.tree = tree
    this.weights = weights
    this.growth = growth
    const mean = weights.totalDiv !== null
    this.divisor = mean ? new Float64Array(64) : null
    this.members = new MemberColumns(mean)
    this.gathered = new MemberColumns(mean)
    this.collapse = collapse
    this.folded = folded
    this.key[0] = key
    this.parent[0] = NONE
    this.groupOf = new Int32Array(frames)
    if (growth === 'callers') this.gatheredAt = new Int32Array(tree.count)
  }

  /**
   * The frame tree without what is folded, or with direct repeats of a frame as one: what these call
   * is called by the frame that they are folded into. Outermost frames have none and stay.
   */
  static topDown(source: Source, collapse: boolean): MergedTree {
    const made = new MergedTree(source, 'callees', collapse, NONE)
    const { total, totalDiv } = source.weights
    made.seed({
      node: Int32Array.of(0),
      value: total.slice(0, 1),
      divisor: totalDiv?.slice(0, 1) ?? null,
    })
    return made
  }

  /**
   * From the innermost frames up: below the root the functions by their own values, below each
   * those that call it.
   */
  static bottomUp(source: Source, collapse: boolean): MergedTree {
    const made = new MergedTree(source, 'callers', collapse, NONE)
    const { node, value, divisor } = selfValues(source)
    const { total, totalDiv } = source.weights
    made.addTo(0, total[0]!, totalDiv?.[0] ?? 0)
    for (let i = 0; i < node.length; i++) {
      made.gatherMeeting(made.outermost(node[i]!), value[i]!, divisor?.[i] ?? 0)
    }
    made.group(0)
    return made
  }

  /**
   * What a frame calls, or what calls it, wherever it occurs. Of a recursive call the outermost
   * counts, so that the root has the frame's cum.
   */
  static ofFrame(source: Source, key: number, growth: Growth, collapse: boolean): MergedTree {
    const made = new MergedTree(source, growth, collapse, key)
    made.seed(occurrences(source, key))
    return made
  }

  keyOf(node: number): number {
    return this.key[node]!
  }

  parentOf(node: number): number {
    return this.parent[node]!
  }

  depthOf(node: number): number {
    return this.depth[node]!
  }

  totalOf(node: number): number {
    return this.total[node]!
  }

  divisorOf(node: number): number {
    return this.divisor?.[node] ?? 0
  }

  eachChild(node: number, visit: (child: number) => void): void {
    if (this.firstChild[node] === 0) this.expand(node)
    const first = this.firstChild[node]!
    const end = first + this.childCount[node]!
    for (let child = first; child < end; child++) visit(child)
  }

  /** @returns whether something below a node may match */
  leadsToMatch(found: Uint8Array): (node: number) => boolean {
    const { tree, growth } = this
    const { live } = this.weights
    const before = matchesBefore(tree, (node) => live[node] === 1, found)
    if (growth === 'callees') {
      return this.someMember((at) => before[tree.end[at]!]! > before[at + 1]!)
    }
    const above = new Int32Array(tree.count)
    for (let at = 1; at < tree.count; at++) {
      const caller = tree.parent[at]!
      above[at] = above[caller]! + (caller > 0 ? found[tree.key[caller]!]! : 0)
    }
    return this.someMember((at) => above[at]! > 0)
  }

  private someMember(fits: (at: number) => boolean): (node: number) => boolean {
    return (node) => {
      // The members of a bottom-up root are those of its children.
      if (this.memberCount[node] === 0) return node === 0
      const first = this.firstMember[node]!
      const end = first + this.memberCount[node]!
      for (let i = first; i < end; i++) if (fits(this.members.node[i]!)) return true
      return false
    }
  }

  private seed({ node, value, divisor }: Members): void {
    this.memberCount[0] = node.length
    for (let i = 0; i < node.length; i++) {
      const at = this.growth === 'callers' ? this.outermost(node[i]!) : node[i]!
      this.members.push(at, value[i]!, divisor?.[i] ?? 0)
      this.addTo(0, value[i]!, divisor?.[i] ?? 0)
    }
  }

  private expand(node: number): void {
    const first = this.firstMember[node]!
    const end = first + this.memberCount[node]!
    for (let i = first; i < end; i++) {
      const at = this.members.node[i]!
      if (this.growth === 'callees') this.gatherCallees(at)
      else {
        const caller = this.tree.parent[at]!
        if (caller <= 0) continue
        const { value } = this.members
        this.gatherMeeting(this.outermost(caller), value[i]!, this.members.divisorAt(i))
      }
    }
    this.group(node)
  }

  private gatherCallees(from: number): void {
    const { tree } = this
    const { live, total, totalDiv } = this.weights
    const key = tree.key[from]!
    const end = tree.end[from]!
    let child = from + 1
    while (child < end) {
      if (this.joins(tree.key[child]!, key, from) && live[child] === 1) {
        // Its own callees come next in preorder.
        child++
        continue
      }
      if (live[child] === 1) this.gathered.push(child, total[child]!, totalDiv?.[child] ?? 0)
      child = tree.end[child]!
    }
  }

  private gatherMeeting(at: number, value: number, divisor: number): void {
    const known = this.gatheredAt[at]!
    if (known > 0) {
      this.gathered.value[known - 1]! += value
      if (this.gathered.divisor) this.gathered.divisor[known - 1]! += divisor
      return
    }
    this.gathered.push(at, value, divisor)
    this.gatheredAt[at] = this.gathered.count
  }

  /** Whether a frame is one with its caller, at `caller` in the frame tree. */
  private joins(key: number, callerKey: number, caller: number): boolean {
    return (this.collapse && key === callerKey) || (caller > 0 && this.folded?.[key] === 1)
  }

  /** The frame that a frame is one with: the first of its direct repeats, or what it is folded into. */
  private outermost(node: number): number {
    const { parent, key } = this.tree
    let at = node
    for (let up = parent[at]!; up > 0 && this.joins(key[at]!, key[up]!, up); up = parent[at]!)
      at = up
    return at
  }

  /** Makes children of what was gathered, one per frame, in the order they were met. */
  private group(node: number): void {
    const { gathered, groupOf, members, tree } = this
    const first = this.count
    for (let i = 0; i < gathered.count; i++) {
      const at = gathered.node[i]!
      const key = tree.key[at]!
      if (groupOf[key] === 0) groupOf[key] = this.append(node, key) - first + 1
      const child = first + groupOf[key]! - 1
      this.memberCount[child]!++
      this.addTo(child, gathered.value[i]!, gathered.divisorAt(i))
    }
    this.firstChild[node] = first
    this.childCount[node] = this.count - first
    let start = members.count
    for (let child = first; child < this.count; child++) {
      this.firstMember[child] = start
      start += this.memberCount[child]!
    }
    members.reserve(start)
    const next = this.firstMember.slice(first, this.count)
    for (let i = 0; i < gathered.count; i++) {
      const at = gathered.node[i]!
      const place = next[groupOf[tree.key[at]!]! - 1]!++
      members.copy(place, gathered, i)
      if (this.growth === 'callers') this.gatheredAt[at] = 0
    }
    for (let child = first; child < this.count; child++) groupOf[this.key[child]!] = 0
    gathered.clear()
  }

  private addTo(node: number, value: number, divisor: number): void {
    this.total[node]! += value
    if (this.divisor) this.divisor[node]! += divisor
  }

  private append(parent: number, key: number): number {
    const node = this.count++
    if (node === this.key.length) this.grow()
    this.key[node] = key
    this.parent[node] = parent
    this.depth[node] = this.depth[parent]! + 1
    return node
  }

  private grow(): void {
    const room = this.count * 2
    this.key = widened(this.key, new Int32Array(room))
    this.parent = widened(this.parent, new Int32Array(room))
    this.depth = widened(this.depth, new Int32Array(room))
    this.total = widened(this.total, new Float64Array(room))
    this.divisor = this.divisor && widened(this.divisor, new Float64Array(room))
    this.firstMember = widened(this.firstMember, new Int32Array(room))
    this.memberCount = widened(this.memberCount, new Int32Array(room))
    this.firstChild = widened(this.firstChild, new Int32Array(room))
    this.childCount = widened(this.childCount, new Int32Array(room))
  }
}
