import { layoutFlame } from '../../src/engine/layout/flame.ts'
import { WholeTree } from '../../src/engine/layout/flame-tree.ts'
import { report } from '../../src/engine/pprof.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'
import {
  cumOf,
  flatOf,
  graphEdges,
  graphNodes,
  nodeValues,
} from '../../src/engine/report/graph/graph.ts'
import { DEFAULT_OPTIONS, type Options } from '../../src/engine/select/options.ts'
import { type Selection, Selector } from '../../src/engine/select/selection.ts'

/** Selections drawn as text, so that a test shows what a profile looks like under some options. */

/** A drawing without its common indentation and without empty lines. */
export function drawing(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const margin = Math.min(...lines.map((line) => line.search(/\S/)))
  return lines.map((line) => line.slice(margin).trimEnd()).join('\n')
}

export function select(profile: Profile, options: Partial<Options> = {}): Selection {
  return new Selector(profile).select({ ...DEFAULT_OPTIONS, ...options })
}

/** The frame tree: a line per path that counts, `name total`, two spaces deeper for each call. */
export function tree(profile: Profile, options: Partial<Options> = {}): string {
  const { tree, weights, names } = select(profile, options)
  const lines: string[] = []
  for (let node = 1; node < tree.count; node++) {
    if (weights.live[node] === 0) continue
    const indent = '  '.repeat(tree.depth[node]! - 1)
    lines.push(`${indent}${names.of(tree.key[node]!)} ${weights.total[node]}`)
  }
  return lines.join('\n')
}

/** The frames of the graph in the order they were met: `name flat cum`. */
export function values(profile: Profile, options: Partial<Options> = {}): string[] {
  const { tree, frames, weights, names } = select(profile, options)
  const sums = nodeValues(tree, frames, weights)
  return Array.from(
    graphNodes(sums, options.drop_negative ?? false),
    (key) => `${names.of(key)} ${flatOf(sums, key)} ${cumOf(sums, key)}`,
  )
}

/**
 * The edges of the graph: `caller → callee weight`, with "residual" and "inline" behind it.
 * @param left only frames of these names are kept
 */
export function edges(
  profile: Profile,
  options: Partial<Options> = {},
  left?: readonly string[],
): string[] {
  const { tree, frames, weights, names } = select(profile, options)
  const kept = left
    ? Uint8Array.from({ length: frames.count }, (_, key) => (left.includes(names.of(key)) ? 1 : 0))
    : null
  const found = graphEdges(tree, weights, frames, kept)
  return Array.from({ length: found.count }, (_, edge) => {
    const marks = [
      ...(found.residual[edge] === 1 ? ['residual'] : []),
      ...(found.inline[edge] === 1 ? ['inline'] : []),
    ]
    const caller = names.of(found.caller[edge]!)
    const callee = names.of(found.callee[edge]!)
    return [caller, '→', callee, found.weight[edge], ...marks].join(' ')
  })
}

/** How each frame is called, by name: "(inline)", "(partial-inline)" or "". */
export function inlineLabels(profile: Profile, options: Partial<Options> = {}): string[] {
  const { tree, frames, weights, names } = select(profile, options)
  const label = graphEdges(tree, weights, frames, null).inlineLabels()
  return Array.from({ length: frames.count }, (_, key) => `${names.of(key)} ${label(key)}`.trim())
}

export interface Zoom {
  /** Node to zoom to, by the names on the way to it. */
  readonly root?: readonly string[]
  readonly from?: number
  readonly to?: number
  readonly minShare?: number
}

/** The flame graph: a line per frame, sorted by depth and place: `depth left–right name`. */
export function flame(profile: Profile, zoom: Zoom = {}, options: Partial<Options> = {}): string {
  const { tree, weights, names } = select(profile, options)
  const { root = [], from = 0, to = 1, minShare = 0 } = zoom
  let node = 0
  for (const name of root) {
    let child = node + 1
    while (child < tree.end[node]! && names.of(tree.key[child]!) !== name) child = tree.end[child]!
    if (child >= tree.end[node]!) throw new Error(`no ${name} in ${root.join(' ')}`)
    node = child
  }
  const rows = layoutFlame(new WholeTree(tree, weights), { root: node, from, to, minShare })
  const round = (share: number): number => Math.round(share * 1000) / 1000
  return Array.from(rows.node, (n, i) => {
    const name = n === 0 ? 'root' : names.of(tree.key[n]!)
    return { depth: tree.depth[n]!, x: rows.x[i]!, right: rows.x[i]! + rows.w[i]!, name }
  })
    .sort((a, b) => a.depth - b.depth || a.x - b.x)
    .map(({ depth, x, right, name }) => `${depth} ${round(x)}–${round(right)} ${name}`)
    .join('\n')
}

/** The lines that the command would print. */
export function printed(profile: Profile, name: string, options: Partial<Options> = {}): string[] {
  const output = report(profile, { name, options: { ...DEFAULT_OPTIONS, ...options } })
  if (output instanceof Uint8Array) throw new Error(`${name} is no text`)
  return [...output]
}
