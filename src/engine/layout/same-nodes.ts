import type { FlameTree } from './flame-tree.ts'

/** What `sameNodes` finds where the other tree has no such node. */
export const NOWHERE = -1

/**
 * The nodes of one tree in another of the same shape, found by their paths of frame keys: each step
 * of a path is looked for once.
 * @returns what finds the node of `to` that stands where a node of `from` does; NOWHERE for none
 */
export function sameNodes(from: FlameTree, to: FlameTree): (node: number) => number {
  const same = new Map([[0, 0]])
  const children = new Map<number, ReadonlyMap<number, number>>()

  function childAt(parent: number, key: number): number {
    if (parent === NOWHERE) return NOWHERE
    let known = children.get(parent)
    if (!known) {
      const byKey = new Map<number, number>()
      to.eachChild(parent, (child) => byKey.set(to.keyOf(child), child))
      known = byKey
      children.set(parent, byKey)
    }
    return known.get(key) ?? NOWHERE
  }

  return (node) => {
    // Stacks may be deeper than calls can nest.
    const unknown: number[] = []
    let at = node
    while (!same.has(at)) {
      unknown.push(at)
      at = from.parentOf(at)
    }
    let found = same.get(at)!
    for (const next of unknown.reverse()) {
      found = childAt(found, from.keyOf(next))
      same.set(next, found)
    }
    return found
  }
}
