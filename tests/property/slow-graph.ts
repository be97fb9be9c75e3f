import type { Options } from '../../src/engine/select/options.ts'
import type { PlainLine, PlainProfile } from './plain-profile.ts'
import {
  aggregateSlowly,
  filterSlowly,
  type SlowLocation,
  type SlowProfile,
  slowCopy,
} from './slow-filters.ts'

/**
 * pprof's call graph, from the samples, with a node and an edge an object each: slow, but easy to
 * hold against github.com/google/pprof (internal/graph, internal/report newTrimmedGraph).
 */

/** What makes a node one: equal in all of these. */
export interface NodeInfo {
  readonly name: string
  readonly address: number
  readonly file: string
  readonly startLine: number
  readonly line: number
  readonly column: number
  readonly binary: string
}

export interface SlowNode {
  readonly key: string
  readonly info: NodeInfo
  flat: number
  flatDiv: number
  cum: number
  cumDiv: number
  readonly callers: Map<SlowNode, SlowEdge>
}

export interface SlowEdge {
  weight: number
  div: number
  residual: boolean
  inline: boolean
}

export interface SlowTrimmed {
  nodes: SlowNode[]
  originalCount: number
  droppedNodes: number
  droppedEdges: number
}

export interface SlowResult {
  readonly total: number
  /** Every node and edge, those without a value too. */
  readonly all: readonly SlowNode[]
  /** The nodes that the graph has. */
  readonly nodes: readonly SlowNode[]
  readonly trimmed: SlowTrimmed
}

export const keyOf = (info: NodeInfo): string =>
  [info.name, info.address, info.file, info.startLine, info.line, info.column, info.binary].join(
    '|',
  )

export function slowly(plain: PlainProfile, options: Options): SlowResult {
  const profile = slowCopy(plain)
  const whole = { ...profile }
  filterSlowly(profile, options)
  const total = totalOf(options.relative_percentages ? profile : whole, options)
  aggregateSlowly(profile, options)
  const all = allNodes(profile, options, null)
  return {
    total,
    all,
    nodes: shownNodes(all, options),
    trimmed: trim(profile, options),
  }
}

/** The value of every call path, with all that lies below it: frames joined from the root on. */
export function slowPaths(plain: PlainProfile, options: Options): Map<string, number> {
  const profile = slowCopy(plain)
  filterSlowly(profile, options)
  aggregateSlowly(profile, options)
  const paths = new Map<string, number>()
  for (const { stack, values } of profile.samples) {
    const [value, div] = weigh(values, options)
    if (value === 0 && div === 0) continue
    let path = ''
    for (const location of [...stack].reverse()) {
      const lines = location.lines.length === 0 ? [null] : [...location.lines].reverse()
      for (const line of lines) {
        path += ` → ${keyOf(infoOf(location, line))}`
        paths.set(path, (paths.get(path) ?? 0) + value)
      }
    }
  }
  return paths
}

function weigh(values: readonly [number, number], options: Options): [number, number] {
  return [values[options.sample_index === '0' ? 0 : 1], options.mean ? values[0] : 0]
}

function totalOf({ samples }: Pick<SlowProfile, 'samples'>, options: Options): number {
  const values = samples.map((sample) => weigh(sample.values, options))
  const total = values.reduce((sum, [value]) => sum + Math.abs(value), 0)
  const divisor = values.reduce((sum, [, div]) => sum + div, 0)
  return divisor === 0 ? total : Math.trunc(total / divisor)
}

function infoOf({ address, binary }: SlowLocation, line: PlainLine | null): NodeInfo {
  if (!line) {
    return { name: '', address, file: '', startLine: 0, line: 0, column: 0, binary: binary ?? '' }
  }
  const nameless = line.name === ''
  return {
    name: line.name,
    address,
    file: line.file,
    startLine: nameless ? line.startLine : 0,
    line: line.line,
    column: line.column,
    binary: nameless ? (binary ?? '') : '',
  }
}

/** The graph of all samples. Nodes that are not kept are passed over. */
function allNodes(
  { locations, samples }: SlowProfile,
  options: Options,
  kept: ReadonlySet<string> | null,
): SlowNode[] {
  const nodes = new Map<string, SlowNode>()
  const nodeOf = (info: NodeInfo): SlowNode | null => {
    const key = keyOf(info)
    if (kept && !kept.has(key)) return null
    const values = { flat: 0, flatDiv: 0, cum: 0, cumDiv: 0 }
    const node = nodes.get(key) ?? { key, info, ...values, callers: new Map() }
    nodes.set(key, node)
    return node
  }
  const nodesOf = new Map(
    locations.map((location) => {
      const lines = location.lines.length === 0 ? [null] : location.lines
      return [location, lines.map((line) => nodeOf(infoOf(location, line)))]
    }),
  )
  for (const sample of samples) {
    const [value, div] = weigh(sample.values, options)
    if (value === 0 && div === 0) continue
    const seenNodes = new Set<SlowNode>()
    const seenEdges = new Set<string>()
    let parent: SlowNode | null = null
    let residual = false
    for (const location of [...sample.stack].reverse()) {
      const calls = nodesOf.get(location)!
      for (let i = calls.length - 1; i >= 0; i--) {
        const node: SlowNode | null = calls[i]!
        if (!node) {
          residual = true
          continue
        }
        if (!seenNodes.has(node)) {
          seenNodes.add(node)
          node.cum += value
          node.cumDiv += div
        }
        const pair: string = JSON.stringify([parent?.key, node.key])
        if (parent && parent !== node && !seenEdges.has(pair)) {
          seenEdges.add(pair)
          addToEdge(parent, node, { weight: value, div, residual, inline: i !== calls.length - 1 })
        }
        parent = node
        residual = false
      }
    }
    if (parent && !residual) {
      parent.flat += value
      parent.flatDiv += div
    }
  }
  return [...nodes.values()]
}

function addToEdge(caller: SlowNode, callee: SlowNode, added: SlowEdge): void {
  const edge = callee.callers.get(caller)
  if (!edge) {
    callee.callers.set(caller, added)
    return
  }
  edge.weight += added.weight
  edge.div += added.div
  edge.residual ||= added.residual
  edge.inline &&= added.inline
}

function shownNodes(all: readonly SlowNode[], { drop_negative }: Options): SlowNode[] {
  return all.filter(({ flat, cum }) => {
    if (flat === 0 && cum === 0) return false
    return !drop_negative || !(flat < 0 || (flat === 0 && cum < 0))
  })
}

function trim(profile: SlowProfile, options: Options): SlowTrimmed {
  const graph = (kept: readonly SlowNode[] | null): SlowNode[] =>
    shownNodes(allNodes(profile, options, kept && new Set(kept.map(({ key }) => key))), options)
  let nodes = graph(null)
  let droppedNodes = 0
  const total = nodes.reduce((sum, { flat }) => sum + flat, 0)
  const nodeCutoff = Math.abs(Math.trunc(total * options.nodefraction))
  const edgeCutoff = Math.abs(Math.trunc(total * options.edgefraction))
  if (nodeCutoff > 0) {
    const heavy = nodes.filter(({ cum }) => Math.abs(cum) >= nodeCutoff)
    droppedNodes = nodes.length - heavy.length
    if (droppedNodes > 0) nodes = graph(heavy)
  }
  const originalCount = nodes.length
  sort(nodes, options)
  if (options.nodecount > 0) {
    trimEdges(nodes, edgeCutoff)
    const first = nodes.slice(0, options.nodecount)
    if (first.length < nodes.length) {
      nodes = graph(first)
      sort(nodes, options)
    }
  }
  return { nodes, originalCount, droppedNodes, droppedEdges: trimEdges(nodes, edgeCutoff) }
}

function trimEdges(nodes: readonly SlowNode[], cutoff: number): number {
  let dropped = 0
  for (const { callers } of nodes) {
    for (const [caller, { weight }] of callers) {
      if (Math.abs(weight) < cutoff && callers.delete(caller)) dropped++
    }
  }
  return dropped
}

function sort(nodes: SlowNode[], options: Options): void {
  const [first, second] =
    options.sort === 'cum' ? (['cum', 'flat'] as const) : (['flat', 'cum'] as const)
  const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  nodes.sort(
    (a, b) =>
      Math.abs(b[first]) - Math.abs(a[first]) ||
      text(printable(a.info), printable(b.info)) ||
      Math.abs(b[second]) - Math.abs(a[second]) ||
      text(sprint(a.info), sprint(b.info)),
  )
}

export function printable({ name, address, file, line, column, binary }: NodeInfo): string {
  const parts = address === 0 ? [] : [address.toString(16).padStart(16, '0')]
  if (name !== '') parts.push(name)
  if (line !== 0) parts.push(`${file}:${line}${column === 0 ? '' : `:${column}`}`)
  else if (file !== '') parts.push(file)
  else if (name === '') parts.push(binary === '' ? '<unknown>' : `[${binary.replace(/.*\//, '')}]`)
  return parts.join(' ')
}

/** Go's fmt.Sprint of the info, which decides between nodes that print alike. */
function sprint(info: NodeInfo): string {
  const { name, address, file, startLine, line, column, binary } = info
  return `{${name}  ${address} ${file} ${startLine} ${line} ${column} ${binary}}`
}

/** How a node is called, by the calls that the graph has. */
export function inlineLabel({ callers }: SlowNode): string {
  const inline = [...callers.values()].map((edge) => edge.inline)
  if (!inline.includes(true)) return ''
  return inline.includes(false) ? '(partial-inline)' : '(inline)'
}
