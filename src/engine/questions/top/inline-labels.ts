import { NONE } from '../../profile/ids.ts'
import type { Selection } from '../../select/selection.ts'
import { pairAbove } from '../../session/node-values.ts'

/**
 * How some frames are called: "(inline)" where every caller has them inlined, "(partial-inline)"
 * where some have, else "". The same as EdgeTable.inlineLabels says of the whole graph, but for
 * the few frames of a window: one pass over the tree, without a table of all edges.
 */
export function inlineLabels(
  { tree, weights }: Selection,
  wanted: ReadonlySet<number>,
): (key: number) => string {
  const { count, end, key, parent } = tree
  const called = weights.called()
  // Of each wanted frame its callers, and whether every call from there is inlined.
  const callers = new Map<number, Map<number, boolean>>()
  for (let node = 1; node < count; node++) {
    if (weights.live[node] === 0) {
      node = end[node]! - 1
      continue
    }
    const here = key[node]!
    const above = key[parent[node]!]!
    if (!wanted.has(here) || above === NONE || above === here || pairAbove(tree, node)) continue
    const own = callers.get(here) ?? new Map<number, boolean>()
    callers.set(here, own)
    own.set(above, (own.get(above) ?? true) && called[node] === 0)
  }
  return (frame) => {
    const inlined = [...(callers.get(frame)?.values() ?? [])]
    if (!inlined.includes(true)) return ''
    return inlined.includes(false) ? '(partial-inline)' : '(inline)'
  }
}
