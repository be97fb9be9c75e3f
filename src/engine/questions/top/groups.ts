import { compareText } from '../../profile/format.ts'
import { NONE } from '../../profile/ids.ts'
import { packageOf } from '../../profile/package.ts'
import { baseName, cleanPath } from '../../profile/paths.ts'
import { flatOf, graphNodes, type NodeValues } from '../../report/graph/graph.ts'
import type { FrameTree } from '../../select/frame-tree.ts'
import type { Selection } from '../../select/selection.ts'
import type { Weights } from '../../select/weights.ts'
import type { TopColumn, TopGrouping } from '../../session/answers.ts'
import { moduleOf } from './module.ts'

/** What the frames of a selection are put together by, with the values of each group. */
export interface FrameGroups {
  readonly names: readonly string[]
  /** Group of each frame key. */
  readonly ofFrame: Int32Array
  /** Flat is the sum over the group's frames; cum counts a path once, however often it comes by. */
  readonly values: NodeValues
}

/** The groups in one order, with the flat values added up down to each. */
export interface GroupOrder {
  readonly groups: Int32Array
  readonly running: Float64Array
}

/** The last groups of each set of weights, which stand for the options that they depend on. */
const known = new WeakMap<Weights, { readonly by: TopGrouping; readonly groups: FrameGroups }>()

/** The frames of a selection grouped by package or module; cached per set of weights. */
export function frameGroups(source: Selection, by: TopGrouping): FrameGroups {
  const last = known.get(source.weights)
  if (last?.by === by) return last.groups
  const { names, ofFrame } = namedGroups(source, by)
  const { tree, weights } = source
  const values = groupValues(tree, weights, ofFrame, names.length)
  const groups = { names, ofFrame, values }
  known.set(source.weights, { by, groups })
  return groups
}

function namedGroups(source: Selection, by: TopGrouping): Omit<FrameGroups, 'values'> {
  const { frames } = source
  const nameOf = by === 'file' ? fileOf : by === 'module' ? moduleName : packageName
  const ids = new Map<string, number>()
  const ofFrame = new Int32Array(frames.count)
  for (let key = 0; key < frames.count; key++) {
    const name = nameOf(source, key)
    const id = ids.get(name) ?? ids.size
    ids.set(name, id)
    ofFrame[key] = id
  }
  return { names: [...ids.keys()], ofFrame }
}

function packageName({ profile, frames, names }: Selection, key: number): string {
  const own = packageOf(profile.strings.get(frames.name[key]!) || names.of(key))
  return own === '' ? '(no package)' : own
}

function moduleName(source: Selection, key: number): string {
  const own = packageName(source, key)
  return /^[[(<]/.test(own) ? own : moduleOf(own)
}

/** The file as the granularity `files` has it; the binary where it is not known. */
function fileOf({ profile, frames }: Selection, key: number): string {
  const { strings, functions, lines } = profile
  const line = frames.sampleLine[key]!
  const file = line === NONE ? '' : strings.get(functions.file[lines.function[line]!]!)
  if (file !== '') return cleanPath(file)
  const binary = binaryOf({ profile, frames }, key)
  return binary === '' ? '(no file)' : `[${binary}]`
}

/** Base name of the binary that a frame is in; "" if not known. */
export function binaryOf({ profile, frames }: Pick<Selection, 'profile' | 'frames'>, key: number) {
  const { mappings, locations, strings } = profile
  const mapping = locations.mapping[frames.sampleLocation[key]!]!
  return mapping === NONE ? '' : baseName(strings.get(mappings.file[mapping]!))
}

function groupValues(
  tree: FrameTree,
  weights: Weights,
  ofFrame: Int32Array,
  count: number,
): NodeValues {
  const { flat, cum } = sumByGroup(tree, weights, ofFrame, count, weights.total)
  if (!weights.totalDiv) return { flat, cum, flatDiv: null, cumDiv: null }
  const div = sumByGroup(tree, weights, ofFrame, count, weights.totalDiv)
  return { flat, cum, flatDiv: div.flat, cumDiv: div.cum }
}

/** One preorder walk with a counter per group, so that a path counts where it first comes to it. */
function sumByGroup(
  tree: FrameTree,
  { live }: Weights,
  ofFrame: Int32Array,
  count: number,
  total: Float64Array,
): { flat: Float64Array; cum: Float64Array } {
  const flat = new Float64Array(count)
  const cum = new Float64Array(count)
  const onPath = new Int32Array(count)
  // Nodes from the root to here: the deepest path has fewer than the tree has nodes.
  const open: number[] = []
  for (let node = 1; node < tree.count; node++) {
    while (open.length > 0 && tree.end[open.at(-1)!]! <= node) {
      onPath[ofFrame[tree.key[open.pop()!]!]!]!--
    }
    if (live[node] === 0) {
      // Nothing below counts either.
      node = tree.end[node]! - 1
      continue
    }
    const group = ofFrame[tree.key[node]!]!
    const above = tree.parent[node]!
    // Flat is what is left of a node's total when its children have taken theirs.
    flat[group]! += total[node]!
    if (above > 0) flat[ofFrame[tree.key[above]!]!]! -= total[node]!
    if (onPath[group]!++ === 0) cum[group]! += total[node]!
    open.push(node)
  }
  return { flat, cum }
}

/** The groups as the table sorts frames: by absolute value and then name, or by name. */
export function groupOrder(
  { names, values }: FrameGroups,
  column: TopColumn,
  reverse: boolean,
  dropNegative: boolean,
): GroupOrder {
  const groups = graphNodes(values, dropNegative)
  const byName = (a: number, b: number): number => compareText(names[a]!, names[b]!)
  const weight = column === 'name' ? null : values[column]
  groups.sort((a, b) =>
    weight ? Math.abs(weight[b]!) - Math.abs(weight[a]!) || byName(a, b) : byName(a, b),
  )
  if (reverse) groups.reverse()
  if (!weight || reverse) return { groups, running: new Float64Array(0) }
  let sum = 0
  const running = Float64Array.from(groups, (group) => {
    sum += flatOf(values, group)
    return sum
  })
  return { groups, running }
}
