import type { FlameAnswer, FrameText } from '../../../../src/worker/protocol.ts'

/**
 * A flame graph from a picture of it: a column a sample, outermost on top; neighbours of one name
 * under one caller are one frame.
 *
 *     main  main  gc
 *     json  sort
 */
export function drawn(
  picture: string,
  match: (name: string) => boolean = () => false,
): FlameAnswer {
  const stacks: string[][] = []
  for (const line of picture.trim().split('\n')) {
    for (const [column, name] of line.trim().split(/\s+/).entries()) {
      const stack = stacks[column] ?? []
      stacks[column] = stack
      if (name !== '.') stack.push(name)
    }
  }
  const names = [...new Set(['root', ...stacks.flat()])]
  const columns: { depth: number; x: number; w: number; frame: number; self: number }[] = []
  const add = (depth: number, from: number, to: number, name: string) => {
    const inside = stacks.slice(from, to)
    const self = inside.filter((stack) => stack.length === depth).length
    columns.push({ depth, x: from, w: to - from, frame: names.indexOf(name), self })
    let start = from
    while (start < to) {
      const child = stacks[start]?.[depth]
      let end = start + 1
      while (end < to && stacks[end]?.[depth] === child) end++
      if (child !== undefined) add(depth + 1, start, end, child)
      start = end
    }
  }
  add(0, 0, stacks.length, 'root')
  const of = (pick: (column: (typeof columns)[number]) => number) => columns.map(pick)
  return {
    node: Int32Array.from(columns.keys()),
    x: Float64Array.from(of(({ x }) => x / stacks.length)),
    w: Float64Array.from(of(({ w }) => w / stacks.length)),
    depth: Uint16Array.from(of(({ depth }) => depth)),
    frame: Uint32Array.from(of(({ frame }) => frame)),
    match: Uint8Array.from(of(({ frame }) => (match(names[frame]!) ? 1 : 0))),
    total: Float64Array.from(of(({ w }) => w)),
    self: Float64Array.from(of(({ self }) => self)),
    selfShare: Float64Array.from(of(({ self, w }) => self / w)),
    narrow: new Uint32Array(columns.length),
    narrowX: new Float64Array(columns.length),
    narrowW: new Float64Array(columns.length),
    frames: names.map(frameText),
    root: [],
    rootDepth: 0,
    maxDepth: Math.max(...of(({ depth }) => depth)) + 1,
    total100: stacks.length,
    matched: 0,
    matchedText: '',
    searchError: '',
    matchedPercent: '',
  }
}

function frameText(name: string, index: number): FrameText {
  // The root of all is no frame of the profile.
  const key = name === 'root' ? -1 : index
  const dot = name.indexOf('.')
  const packageName = name === 'root' ? '' : dot < 0 ? 'main' : name.slice(0, dot)
  return { key, name, file: `${packageName}.go`, line: index, package: packageName }
}
