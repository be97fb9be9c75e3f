import { ProfileBuilder } from '../../profile/builder.ts'
import { ProfileError } from '../../profile/error.ts'
import { type Format, only } from '../format.ts'
import { jsonOutline, list, members, parseJson, whole } from '../json.ts'
import { CallTree, member, nodesOfTree, showsCalls } from './call-tree.ts'

/**
 * Sampling heap profiles of V8 (`node --heap-prof`, DevTools): a call tree with the bytes that each
 * node allocated and that are still in use, as V8 estimates them from its samples.
 */
export const v8HeapProfile: Format = {
  name: 'heap profile of V8',
  recognizes(bytes) {
    const outline = jsonOutline(bytes)
    const keys = outline?.keys
    if (!keys?.has('head') || (outline?.isOpen && !showsCalls(bytes))) return false
    return !['startTime', 'endTime', 'timestamps'].some((key) => keys.has(key))
  },
  async decode(bytes) {
    const row = members(parseJson(bytes, 'heap profile of V8'))
    const nodes = nodesOfTree(member(row, 'head'))
    if (!nodes.some(({ row: node }) => 'selfSize' in node)) return null
    const samples = list(member(row, 'samples'))
    const counts = new Map<number, number>()
    for (const sample of samples) {
      const id = whole(member(members(sample), 'nodeId'))
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    const space = { type: 'inuse_space', unit: 'bytes' }
    const builder = new ProfileBuilder(
      samples.length > 0 ? [{ type: 'samples', unit: 'count' }, space] : [space],
      { periodType: { type: 'space', unit: 'bytes' } },
    )
    const tree = new CallTree(nodes, builder)
    let rows = 0
    nodes.forEach(({ row: node, id }, index) => {
      const size = whole(member(node, 'selfSize'))
      const count = counts.get(id) ?? 0
      if (size === 0 && count === 0) return
      rows++
      builder.addRow(tree.stack(index), samples.length > 0 ? [count, size] : [size])
    })
    if (rows === 0) throw noSamples()
    return only(builder.build())
  },
}

function noSamples(): ProfileError {
  return new ProfileError(
    'empty',
    'This heap profile of V8 has no samples.',
    'Nothing that was sampled was in use when it was written: take it while the program runs, or sample more often (--heap-prof-interval).',
  )
}
