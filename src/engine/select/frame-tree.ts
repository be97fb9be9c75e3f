import { NONE } from '../profile/ids.ts'
import type { Tables } from '../profile/profile.ts'
import { StackInterner } from '../profile/stacks.ts'
import type { Frames } from './frames.ts'
import type { ShownLines } from './shown-lines.ts'

/**
 * The call paths of a profile at a granularity: node `i` is a path of frames. Node 0 is the root,
 * the empty path (its key is -1). Nodes stand in preorder: the subtree of `i` is `i` up to
 * `end[i]`, its first child is `i + 1`, the next child begins where that one's subtree ends.
 * It depends on which frames are shown, not on which samples count nor on their values.
 */
export interface FrameTree {
  readonly count: number
  readonly parent: Int32Array
  /** Frame key. */
  readonly key: Int32Array
  /** One past the last node of the subtree. */
  readonly end: Int32Array
  /** Frames above; the root has 0. Saturates at 65535. */
  readonly depth: Uint16Array
  /** 1 where the frame already occurs among the callers: a recursive call. */
  readonly recursive: Uint8Array
  /** For each node of the stack tree: the frame node of its innermost frame; -1: not shown. */
  readonly ofStack: Int32Array
  /** The same, but where prune_from lets the stack end before: the column itself without it. */
  readonly unpruned: Int32Array
}

/** Largest depth that the column holds. */
const DEEPEST = 0xffff

/** Lays the shown frames of every stack into one tree: one pass over the stack tree. */
export function buildFrameTree(profile: Tables, shown: ShownLines, frames: Frames): FrameTree {
  const { stacks } = profile
  const { parent, location, count } = stacks
  const interner = new StackInterner(count * 2)
  // Innermost frame so far, on the way from the root; -1 until show_from has matched.
  const innermost = new Int32Array(count)
  innermost[0] = shown.showFrom ? NONE : 0
  for (let s = 1; s < count; s++) {
    const l = location[s]!
    const first = shown.first[l]!
    let at = shown.first[l + 1]!
    let node = innermost[parent[s]!]!
    if (at === first) {
      innermost[s] = node
      continue
    }
    if (node === NONE) {
      if (shown.showFrom![l] === 0) {
        innermost[s] = NONE
        continue
      }
      node = 0
    }
    while (at > first) node = interner.intern(node, frames.ofLine[--at]!)
    innermost[s] = node
  }
  const ends = shown.pruneFrom ? pruned(profile, shown, innermost) : innermost
  const { count: nodes, parent: above, location: key, end } = interner.finishInPreorder()
  for (const column of new Set([innermost, ends])) {
    for (let s = 0; s < count; s++) {
      if (column[s] !== NONE) column[s] = interner.placeOf(column[s]!)
    }
  }
  return {
    count: nodes,
    parent: above,
    key,
    end,
    depth: depths(above),
    recursive: findRecursion(key, above, frames.count),
    ofStack: ends,
    unpruned: innermost,
  }
}

/**
 * Where stacks end that are to end at their innermost location that prune_from matches: what is
 * below it is gone.
 * @param innermost frame node of each stack
 */
function pruned(profile: Tables, shown: ShownLines, innermost: Int32Array): Int32Array {
  const { parent, location, count } = profile.stacks
  const pruneFrom = shown.pruneFrom!
  // The innermost match on the way from the root, as a frame node; -1 for none.
  const matched = new Int32Array(count).fill(NONE)
  for (let s = 1; s < count; s++) {
    const l = location[s]!
    const visible = shown.first[l] !== shown.first[l + 1]
    const here = visible && pruneFrom[l] === 1 && innermost[s] !== NONE
    matched[s] = here ? innermost[s]! : matched[parent[s]!]!
  }
  return matched.map((node, s) => (node === NONE ? innermost[s]! : node))
}

/** How many frames each node has above it. */
function depths(parent: Int32Array): Uint16Array {
  const depth = new Uint16Array(parent.length)
  for (let i = 1; i < parent.length; i++) depth[i] = Math.min(depth[parent[i]!]! + 1, DEEPEST)
  return depth
}

/**
 * Marks nodes whose frame is among their callers: one preorder walk with a counter per frame. From a
 * node to the next one the path loses what lies between it and the parent of the next.
 */
function findRecursion(key: Int32Array, parent: Int32Array, keys: number): Uint8Array {
  const recursive = new Uint8Array(key.length)
  const onPath = new Int32Array(keys)
  for (let node = 1; node < key.length; node++) {
    const above = parent[node]!
    for (let left = node - 1; left !== above; left = parent[left]!) onPath[key[left]!]!--
    if (onPath[key[node]!]!++ > 0) recursive[node] = 1
  }
  return recursive
}
