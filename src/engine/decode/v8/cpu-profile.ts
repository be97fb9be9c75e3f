import { ProfileBuilder } from '../../profile/builder.ts'
import { ProfileError } from '../../profile/error.ts'
import type { Profile } from '../../profile/profile.ts'
import { type Format, only } from '../format.ts'
import { malformed } from '../ids.ts'
import { jsonOutline, list, members, number, parseJson, whole } from '../json.ts'
import {
  type CallNode,
  CallTree,
  member,
  nodesOfList,
  nodesOfTree,
  showsCalls,
} from './call-tree.ts'

/**
 * CPU profiles of V8 (`node --cpu-prof`, DevTools): a call tree, the node of each sample and the
 * time since the one before. A sample lasts until the next one, the last until the end.
 */
export const v8CpuProfile: Format = {
  name: 'CPU profile of V8',
  recognizes(bytes) {
    const outline = jsonOutline(bytes)
    const keys = outline?.keys
    if (!keys || keys.has('snapshot')) return false
    const beginsWithCalls = showsCalls(bytes)
    if (keys.has('profile') || keys.has('result')) return beginsWithCalls
    const timed = ['startTime', 'endTime', 'timeDeltas', 'timestamps'].some((key) => keys.has(key))
    // The times come last: one that is cut short may have lost them.
    const mayBe = outline.isOpen ? beginsWithCalls : timed
    return mayBe && (keys.has('nodes') || keys.has('head'))
  },
  async decode(bytes) {
    const row = unwrapped(parseJson(bytes, 'CPU profile of V8'))
    const head = member(row, 'head')
    const nodes = head === undefined ? nodesOfList(list(member(row, 'nodes'))) : nodesOfTree(head)
    if (!nodes.some(({ row: node }) => 'callFrame' in node || 'functionName' in node)) return null
    return only(profileOf(row, nodes))
  },
}

type Row = Readonly<Record<string, unknown>>

/** What the inspector answers has the profile within. */
function unwrapped(value: unknown): Row {
  const row = members(value)
  const result = members(member(row, 'result') ?? row)
  const profile = member(result, 'profile')
  return profile === undefined ? row : members(profile)
}

function profileOf(row: Row, nodes: readonly CallNode[]): Profile {
  const builder = new ProfileBuilder(
    [
      { type: 'samples', unit: 'count' },
      { type: 'wall', unit: 'microseconds' },
    ],
    { periodType: { type: 'wall', unit: 'microseconds' } },
  )
  const tree = new CallTree(nodes, builder)
  const { counts, times, duration } = figures(row, nodes)
  builder.setHeader({ durationNanos: BigInt(duration) * 1000n })
  nodes.forEach(({ row: node }, index) => {
    const count = counts[index]!
    const time = times[index]!
    if (count === 0 && time === 0) return
    let [countLeft, timeLeft] = [count, time]
    for (const [line, share] of linesOf(node)) {
      // The lines of a node are known by their share of it, not sample by sample.
      const [c, t] = [
        Math.min(countLeft, Math.round(count * share)),
        Math.min(timeLeft, Math.round(time * share)),
      ]
      if (c === 0 && t === 0) continue
      builder.addRow(tree.stackAt(index, line), [c, t])
      countLeft -= c
      timeLeft -= t
    }
    if (countLeft > 0 || timeLeft > 0) builder.addRow(tree.stack(index), [countLeft, timeLeft])
  })
  return builder.build()
}

interface Figures {
  readonly counts: Float64Array
  /** Microseconds. */
  readonly times: Float64Array
  readonly duration: number
}

function figures(row: Row, nodes: readonly CallNode[]): Figures {
  const counts = new Float64Array(nodes.length)
  const times = new Float64Array(nodes.length)
  const samples = list(member(row, 'samples'))
  const stamps = timestamps(row, samples.length)
  let start = number(member(row, 'startTime'))
  let end = number(member(row, 'endTime'))
  // Older files give both in seconds, and times in microseconds.
  const last = stamps[samples.length - 1] ?? 0
  if (list(member(row, 'timestamps')).length > 0 && end > 0 && end * 1000 < last) {
    start *= 1e6
    end *= 1e6
  }
  const duration = Math.max(0, Math.min(Math.round(end - start), 2 ** 52))
  if (samples.length === 0) return { ...byHits(nodes, duration), duration }
  const indexOf = nodeIndex(nodes)
  const order = inOrder(stamps)
  for (let i = 0; i < order.length; i++) {
    const at = order[i]!
    const sample = samples[at]
    const node = indexOf(typeof sample === 'number' ? sample : whole(sample))
    if (node < 0) {
      throw malformed(
        `sample ${at} refers to node ${String(sample).slice(0, 40)}, which does not exist`,
      )
    }
    const next = i + 1 < order.length ? stamps[order[i + 1]!]! : Math.max(end, stamps[at]!)
    counts[node]!++
    times[node]! += next - stamps[at]!
  }
  for (let i = 0; i < times.length; i++) times[i] = Math.min(Math.round(times[i]!), 2 ** 53)
  return { counts, times, duration }
}

/** When each sample was taken, in microseconds. */
function timestamps(row: Row, count: number): Float64Array {
  const stamps = new Float64Array(count)
  const given = list(member(row, 'timestamps'))
  const deltas = list(member(row, 'timeDeltas'))
  let now = number(member(row, 'startTime'))
  for (let i = 0; i < count; i++) {
    now = given.length > 0 ? number(given[i]) : now + number(deltas[i])
    stamps[i] = Math.max(-(2 ** 52), Math.min(now, 2 ** 52))
  }
  return stamps
}

/** Samples by their time: some were written down after later ones. */
function inOrder(stamps: Float64Array): Uint32Array {
  const order = new Uint32Array(stamps.length)
  let isSorted = true
  for (let i = 0; i < order.length; i++) {
    order[i] = i
    isSorted &&= i === 0 || stamps[i - 1]! <= stamps[i]!
  }
  return isSorted ? order : order.sort((a, b) => stamps[a]! - stamps[b]! || a - b)
}

/** Finds nodes by their id: V8 numbers them from 1, so that a column serves. */
function nodeIndex(nodes: readonly CallNode[]): (id: number) => number {
  const dense = new Int32Array(nodes.length * 2 + 1).fill(-1)
  const others = new Map<number, number>()
  nodes.forEach(({ id }, index) => {
    if (id >= 0 && id < dense.length) dense[id] = index
    else others.set(id, index)
  })
  return (id) => dense[id] ?? others.get(id) ?? -1
}

/** Without samples, the tree's own counts share the time. */
function byHits(nodes: readonly CallNode[], duration: number): Omit<Figures, 'duration'> {
  const counts = Float64Array.from(nodes, ({ row }) => Math.max(0, whole(member(row, 'hitCount'))))
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) throw noSamples()
  return { counts, times: counts.map((count) => Math.round((count / total) * duration)) }
}

/** Lines that were running when the node was, and their share of its samples. */
function linesOf(node: Row): [line: number, share: number][] {
  const ticks = list(member(node, 'positionTicks')).map(members)
  const lines = ticks.map((tick): [number, number] => [
    Math.max(0, whole(member(tick, 'line'))),
    Math.max(0, whole(member(tick, 'ticks'))),
  ])
  const total = lines.reduce((sum, [, count]) => sum + count, 0)
  return total > 0 ? lines.map(([line, count]) => [line, count / total]) : []
}

function noSamples(): ProfileError {
  return new ProfileError(
    'empty',
    'This CPU profile of V8 has no samples.',
    'Record for longer, while the program works.',
  )
}
