import type { OpenNode } from '../../engine/questions/calltree/rows.ts'

/** Frame keys from the outermost row to the one that is a child of an open node. */
export function pathTo(open: readonly OpenNode[], { above, key }: OpenNode): readonly number[] {
  const path = [key]
  for (let at = open[above]; at; at = open[at.above]) path.push(at.key)
  return path.reverse()
}

/**
 * What is open when the row at the end of a path is opened, or, if it is open, closed with all below
 * it. Nothing changes where what leads to it is closed.
 */
export function toggled(open: readonly OpenNode[], path: readonly number[]): readonly OpenNode[] {
  let above = -1
  for (const [i, key] of path.entries()) {
    const place = open.findIndex((node) => node.above === above && node.key === key)
    if (place < 0) return i === path.length - 1 ? [...open, { above, key }] : open
    above = place
  }
  return without(open, above)
}

function without(open: readonly OpenNode[], closed: number): readonly OpenNode[] {
  // What is above a node stands before it in the list.
  const placeOf: number[] = []
  const left: OpenNode[] = []
  for (const [i, { above, key }] of open.entries()) {
    const goes = i === closed || placeOf[above] === -1
    placeOf.push(goes ? -1 : left.length)
    if (!goes) left.push({ above: placeOf[above] ?? -1, key })
  }
  return left
}
