import type { FlameTree } from './flame-tree.ts'

/**
 * A tree of signed values ordered by their magnitude: every child has a width, what shrank as much
 * as what grew. A child that counts and whose values cancel out has the smallest width.
 */
export function byMagnitude(tree: FlameTree): FlameTree {
  return {
    keyOf: (node) => tree.keyOf(node),
    parentOf: (node) => tree.parentOf(node),
    depthOf: (node) => tree.depthOf(node),
    totalOf: (node) => Math.abs(tree.totalOf(node)) || Number.MIN_VALUE,
    divisorOf: (node) => tree.divisorOf(node),
    eachChild: (node, visit) => tree.eachChild(node, visit),
  }
}
