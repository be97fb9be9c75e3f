import { orderedChildren, wayTo } from '../../layout/flame.ts'
import type { FlameTree } from '../../layout/flame-tree.ts'
import type { TreeMatches } from '../../layout/next-match.ts'

/**
 * A node whose children are shown, named by what a person sees rather than by its number, which is
 * another one when the tree is made again.
 */
export interface OpenNode {
  /** Place in the list of the open node that it is a child of; -1: of the root. Before its own. */
  readonly above: number
  /** Frame key. */
  readonly key: number
}

/** The rows of a tree of which some nodes are open, in reading order; a column each. */
export interface TreeRows {
  readonly node: readonly number[]
  /** Place of the row's node in the list of open ones; -1: it is closed. */
  readonly open: readonly number[]
  /** The same of the node that it is a child of; -1: the root. */
  readonly above: readonly number[]
  /** Row of that node; -1: the root. */
  readonly parentRow: readonly number[]
}

/** Steps of the hottest path that are opened at once. */
const LONGEST_PATH = 100

/**
 * Lays out what is open: the work grows with the rows, not with the tree.
 * @param tree shows the children that have a width, the widest first
 * @param only shows but what matches and what leads there; null shows all
 */
export function treeRows(
  tree: FlameTree,
  open: readonly OpenNode[],
  only: TreeMatches | null,
): TreeRows {
  const placeOf = new Map(open.map(({ above, key }, i) => [`${above} ${key}`, i]))
  const rows = {
    node: [] as number[],
    open: [] as number[],
    above: [] as number[],
    parentRow: [] as number[],
  }
  // Children still to be written, the next one last. Stacks may be deeper than calls can nest.
  const waiting: { node: number; above: number; parentRow: number }[] = []
  const queue = (parent: number, above: number, parentRow: number) => {
    for (const node of orderedChildren(tree, parent, undefined).reverse()) {
      if (!only || only.matches(node) || only.leads(node)) waiting.push({ node, above, parentRow })
    }
  }
  queue(0, -1, -1)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, above, parentRow } = next
    const row = rows.node.length
    const place = placeOf.get(`${above} ${tree.keyOf(node)}`) ?? -1
    rows.node.push(node)
    rows.open.push(place)
    rows.above.push(above)
    rows.parentRow.push(parentRow)
    if (place >= 0) queue(node, place, row)
  }
  return rows
}

/** The list with a node and all that leads to it open. */
export function openedTo(
  tree: FlameTree,
  open: readonly OpenNode[],
  node: number,
): readonly OpenNode[] {
  const all = [...open]
  let above = -1
  for (const at of wayTo(tree, node).slice(1)) {
    const key = tree.keyOf(at)
    const known = all.findIndex((other) => other.above === above && other.key === key)
    above = known < 0 ? all.push({ above, key }) - 1 : known
  }
  return all
}

/**
 * The end of the hottest path below a node: each step goes to the heaviest child, as long as that one
 * has more than half of what its caller has.
 */
export function hottestBelow(tree: FlameTree, node: number): number {
  let at = node
  for (let steps = 0; steps < LONGEST_PATH; steps++) {
    const heaviest = orderedChildren(tree, at, undefined)[0]
    // From the root some step is always taken: the values below it may be spread over many.
    if (heaviest === undefined) return at
    if (at !== 0 && tree.totalOf(heaviest) * 2 <= tree.totalOf(at)) return at
    at = heaviest
  }
  return at
}
