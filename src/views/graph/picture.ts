import type {
  CallGraphAnswer,
  CallGraphEdge,
  CallGraphNode,
} from '../../engine/questions/graph/call-graph.ts'
import type {
  ArrowGeometry,
  BoxGeometry,
  GraphGeometry,
} from '../../worker/graph-layout-geometry.ts'
import type { Direction } from '../frame/picture-keys.ts'

/** The graph with its layout: what is drawn, what each part means, and what is next to what. */
export interface GraphPicture {
  readonly answer: CallGraphAnswer
  readonly geometry: GraphGeometry
  readonly boxes: readonly PictureBox[]
  readonly arrows: readonly PictureArrow[]
  /** Box of each node; undefined where Graphviz has none (a legend of the same name). */
  readonly boxOf: readonly (BoxGeometry | undefined)[]
  /** Edges that end or begin at each node, heaviest first. */
  readonly callers: readonly (readonly number[])[]
  readonly callees: readonly (readonly number[])[]
}

export interface PictureBox {
  readonly box: BoxGeometry
  /** A `tag` is a label of a node, `legend` says what the profile is. */
  readonly kind: 'node' | 'tag' | 'legend'
  /** The node, or the one that the label belongs to; -1 for none. */
  readonly node: number
  /** Share of the total that colours it; undefined for what is not coloured. */
  readonly share: number | undefined
}

export interface PictureArrow {
  readonly arrow: ArrowGeometry
  /** -1 for one that leads to a label. */
  readonly edge: number
  /** The node that it begins at, or whose label it leads to; -1 for none. */
  readonly node: number
  readonly share: number | undefined
}

/** What a pointer or a key is at. */
export type Place =
  | { readonly type: 'node' | 'edge'; readonly index: number }
  | { readonly type: 'tag'; readonly index: number }

export function pictureOf(answer: CallGraphAnswer, geometry: GraphGeometry): GraphPicture {
  const { nodes, edges } = answer
  const edgeBetween = new Map(
    edges.map(({ caller, callee }, i) => [`N${caller + 1} N${callee + 1}`, i]),
  )
  const boxes = geometry.boxes.map((box): PictureBox => {
    const [, number, tag] = /^N+(\d+)(_.*)?$/.exec(box.name) ?? []
    const node = number === undefined ? -1 : Number(number) - 1
    if (node < 0 || node >= nodes.length) return { box, kind: 'legend', node: -1, share: undefined }
    if (tag !== undefined) return { box, kind: 'tag', node, share: undefined }
    return { box, kind: 'node', node, share: nodes[node]!.share }
  })
  const arrows = geometry.arrows.map((arrow): PictureArrow => {
    const edge = edgeBetween.get(`${arrow.tail} ${arrow.head}`) ?? -1
    if (edge >= 0) return { arrow, edge, node: edges[edge]!.caller, share: edges[edge]!.share }
    const owner = /^N+(\d+)/.exec(arrow.tail)?.[1]
    return { arrow, edge, node: owner === undefined ? -1 : Number(owner) - 1, share: undefined }
  })
  const boxOf: (BoxGeometry | undefined)[] = nodes.map(() => undefined)
  for (const { box, kind, node } of boxes) if (kind === 'node') boxOf[node] = box
  return {
    answer,
    geometry,
    boxes,
    arrows,
    boxOf,
    callers: edgesBy(nodes, edges, 'callee'),
    callees: edgesBy(nodes, edges, 'caller'),
  }
}

function edgesBy(
  nodes: readonly CallGraphNode[],
  edges: readonly CallGraphEdge[],
  end: 'caller' | 'callee',
): number[][] {
  const lists: number[][] = nodes.map(() => [])
  edges.forEach((edge, i) => {
    lists[edge[end]]!.push(i)
  })
  const size = (edge: number): number => Math.abs(edges[edge]!.share)
  for (const list of lists) list.sort((a, b) => size(b) - size(a))
  return lists
}

/** The nodes of that name: several in a call tree. */
export function nodesNamed({ answer }: GraphPicture, name: string): number[] {
  if (name === '') return []
  return answer.nodes.flatMap(({ frame }, i) => (frame.name === name ? [i] : []))
}

/**
 * Where an arrow key leads from a node: up to its heaviest caller, down to its heaviest callee,
 * sideways to the box beside it; the node itself where there is nothing.
 */
export function neighbour(picture: GraphPicture, from: number, direction: Direction): number {
  const { callers, callees, answer } = picture
  switch (direction) {
    case 'up':
      return firstOther(callers[from]!, from, (edge) => answer.edges[edge]!.caller)
    case 'down':
      return firstOther(callees[from]!, from, (edge) => answer.edges[edge]!.callee)
    default:
      return beside(picture, from, direction === 'left' ? -1 : 1)
  }
}

/** A node that calls itself is no way to another. */
function firstOther(edges: readonly number[], from: number, end: (edge: number) => number): number {
  return edges.map(end).find((node) => node !== from) ?? from
}

/** Sideways counts; a box on another row is further than it looks. */
function beside({ boxOf }: GraphPicture, from: number, side: 1 | -1): number {
  const here = boxOf[from]
  if (!here) return from
  let nearest = from
  let least = Number.POSITIVE_INFINITY
  boxOf.forEach((box, node) => {
    if (!box || node === from) return
    const dx = (middleOf(box).x - middleOf(here).x) * side
    const distance = dx + 4 * Math.abs(middleOf(box).y - middleOf(here).y)
    if (dx <= 0 || distance >= least) return
    least = distance
    nearest = node
  })
  return nearest
}

export function middleOf({ x, y, width, height }: BoxGeometry): { x: number; y: number } {
  return { x: x + width / 2, y: y + height / 2 }
}

/** The node that a walk begins at: the heaviest that nothing calls, or the heaviest of all. */
export function firstNode({ answer, callers }: GraphPicture): number {
  const order = answer.nodes.map((_, i) => i)
  order.sort((a, b) => Math.abs(answer.nodes[b]!.share) - Math.abs(answer.nodes[a]!.share))
  return order.find((node) => callers[node]!.length === 0) ?? order[0] ?? -1
}

/** The boxes from the heaviest node that nothing calls down its heaviest calls. */
export function hottestPath(picture: GraphPicture): BoxGeometry[] {
  const { callees, answer, boxOf } = picture
  const met = new Set<number>()
  let node = firstNode(picture)
  while (node >= 0 && !met.has(node)) {
    met.add(node)
    const next = callees[node]!.map((edge) => answer.edges[edge]!.callee)
    node = next.find((callee) => !met.has(callee)) ?? -1
  }
  return [...met].flatMap((each) => boxOf[each] ?? [])
}

/** The next node that the search found, from top left to bottom right, round and round; or -1. */
export function nextMatch({ answer, boxOf }: GraphPicture, from: number, step: 1 | -1): number {
  const place = (node: number) => middleOf(boxOf[node]!)
  const found = answer.nodes.flatMap(({ match }, i) => (match && boxOf[i] ? [i] : []))
  found.sort((a, b) => place(a).y - place(b).y || place(a).x - place(b).x)
  if (found.length === 0) return -1
  const at = found.indexOf(from)
  if (at < 0) return step > 0 ? found[0]! : found.at(-1)!
  return found.at((at + step) % found.length)!
}
