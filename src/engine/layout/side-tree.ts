import type { FlameTree } from './flame-tree.ts'
import type { MergedTree } from './merged-tree.ts'
import { NOWHERE, sameNodes } from './same-nodes.ts'

/**
 * One of two trees that are compared, with the nodes of both together: the pictures of the two
 * sides number their frames alike, and siblings stand in the same order, the heaviest of both
 * first.
 */
export class SideTree implements FlameTree {
  /** Of a node of both the one of the side; NOWHERE for none. */
  private readonly nodeOn: (node: number) => number

  /**
   * @param both has the nodes of either side
   * @param side has the values; of the same shape
   * @param sameNumbers whether the nodes of `side` are those of `both`, by number
   */
  constructor(
    private readonly both: FlameTree & Pick<MergedTree, 'leadsToMatch'>,
    private readonly side: FlameTree,
    sameNumbers: boolean,
  ) {
    this.nodeOn = sameNumbers ? (node) => node : sameNodes(both, side)
  }

  keyOf(node: number): number {
    return this.both.keyOf(node)
  }

  parentOf(node: number): number {
    return this.both.parentOf(node)
  }

  depthOf(node: number): number {
    return this.both.depthOf(node)
  }

  totalOf(node: number): number {
    const own = this.nodeOn(node)
    return own === NOWHERE ? 0 : this.side.totalOf(own)
  }

  orderOf(node: number): number {
    return this.both.totalOf(node)
  }

  divisorOf(node: number): number {
    const own = this.nodeOn(node)
    return own === NOWHERE ? 0 : this.side.divisorOf(own)
  }

  eachChild(node: number, visit: (child: number) => void): void {
    this.both.eachChild(node, visit)
  }

  leadsToMatch(found: Uint8Array): (node: number) => boolean {
    return this.both.leadsToMatch(found)
  }
}
