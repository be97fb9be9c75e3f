import type { StringTable } from '../profile/strings.ts'
import type { Frames } from '../select/frames.ts'
import type { Selection } from '../select/selection.ts'
import { EdgeLists } from './graph/edge-lists.ts'
import { type CallGraph, cumOf, flatOf, frameOf } from './graph/graph.ts'
import { trimmedGraph } from './graph/trim.ts'
import type { ReportInput } from './input.ts'
import { outputUnit, wholeValue } from './output-unit.ts'

/**
 * The report `callgrind`: costs of each address and call, for kcachegrind and its like.
 * (Format: valgrind.org/docs/manual/cl-format.html, as github.com/google/pprof writes it in
 * internal/report printCallgrind: names are numbered where they first occur, addresses are
 * relative to the node before, where that is shorter.)
 */
export function* callgrindReport(input: ReportInput): Generator<string> {
  const { profile, options, source, measure } = input
  const { graph } = trimmedGraph(source, options, { callTree: options.call_tree })
  const { nodes, values, edges } = graph
  const shown = Array.from(nodes, (node) => flatOf(values, node) || cumOf(values, node))
  const unit = outputUnit(measure, options, shown, true)
  const cost = (value: number): number => wholeValue(value, measure.unit, unit)
  yield 'positions: instr line'
  yield `events: ${measure.type}(${unit})`

  const { frames } = source
  const { strings } = profile
  const lists = new EdgeLists(graph, source.names)
  const calleeNames = disambiguatedNames(graph, source, strings)
  const binaries = new NameNumbers()
  const files = new NameNumbers()
  const functions = new NameNumbers()
  // Frame of the node before; addresses are relative to it, those of calls too.
  let before: number | null = null
  for (const node of nodes) {
    const frame = frameOf(graph, node)
    if (before === null || !sameFunction(frames, before, frame)) {
      yield ''
      yield `ob=${binaries.of(strings.get(frames.binary[frame]!))}`
      yield `fl=${files.of(strings.get(frames.file[frame]!))}`
      yield `fn=${functions.of(strings.get(frames.name[frame]!))}`
    }
    yield `${position(frames, before, frame)} ${cost(flatOf(values, node))}`
    for (const edge of lists.callees(node)) {
      const callee = edges.callee[edge]!
      const called = frameOf(graph, callee)
      yield `cfl=${files.of(strings.get(frames.file[called]!))}`
      yield `cfn=${functions.of(calleeNames.get(callee) ?? '')}`
      // How often is not known.
      yield `calls=0 ${position(frames, before, called)}`
      yield `* * ${cost(edges.weight[edge]!)}`
    }
    before = frame
  }
}

function sameFunction({ binary, file, name }: Frames, a: number, b: number): boolean {
  return binary[a] === binary[b] && file[a] === file[b] && name[a] === name[b]
}

/** Address and line of a frame. */
function position(frames: Frames, before: number | null, frame: number): string {
  return `${addressFrom(frames, before, frame)} ${frames.line[frame]}`
}

function addressFrom({ address }: Frames, before: number | null, frame: number): string {
  const here = address[frame]!
  const absolute = `0x${here.toString(16)}`
  if (before === null) return absolute
  if (address[before] === here) return '*'
  const distance = BigInt.asIntN(64, here - address[before]!)
  const relative = distance > 0n ? `+${distance}` : String(distance)
  return relative.length < absolute.length ? relative : absolute
}

/**
 * What each node is called by where it is a callee. Readers merge functions of equal file and
 * name: where these are several, each gets a number behind its name, in the order of the nodes.
 */
function disambiguatedNames(
  graph: CallGraph,
  source: Selection,
  strings: StringTable,
): ReadonlyMap<number, string> {
  const { frames } = source
  const numbers = new Map<string, Map<string, number>>()
  const numbersOf = (frame: number): Map<string, number> => {
    const name = `${frames.file[frame]} ${frames.name[frame]}`
    let known = numbers.get(name)
    if (!known) {
      known = new Map()
      numbers.set(name, known)
    }
    return known
  }
  // In a call tree a function stands once under each of its callers.
  const callerOf = (node: number): number => (graph.frames ? source.tree.parent[node]! : 0)
  const functionOf = (node: number): string =>
    `${callerOf(node)} ${functionKey(frames, frameOf(graph, node))}`
  for (const node of graph.nodes) {
    const known = numbersOf(frameOf(graph, node))
    const key = functionOf(node)
    if (!known.has(key)) known.set(key, known.size + 1)
  }
  const names = new Map<number, string>()
  for (const node of graph.nodes) {
    const frame = frameOf(graph, node)
    const known = numbersOf(frame)
    const number = known.size > 1 ? ` [${known.get(functionOf(node))}/${known.size}]` : ''
    names.set(node, strings.get(frames.name[frame]!) + number)
  }
  return names
}

/** Equal for the frames that pprof takes for lines and addresses of one function. */
function functionKey(frames: Frames, frame: number): string {
  const { name, file, startLine, binary, address, line, column } = frames
  const bare = address[frame] === 0n && line[frame] === 0
  return [name[frame], file[frame], startLine[frame], binary[frame], bare ? column[frame] : 0].join(
    ' ',
  )
}

/** Numbers names in the order of their first coming; later only the number is written. */
class NameNumbers {
  private readonly known = new Map<string, number>()

  of(name: string): string {
    if (name === '') return ''
    const number = this.known.get(name)
    if (number !== undefined) return `(${number})`
    this.known.set(name, this.known.size + 1)
    return `(${this.known.size}) ${name}`
  }
}
