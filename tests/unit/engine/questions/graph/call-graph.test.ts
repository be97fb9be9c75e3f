import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadProfile } from '../../../../../src/engine/load.ts'
import { report } from '../../../../../src/engine/pprof.ts'
import type { Profile } from '../../../../../src/engine/profile/profile.ts'
import type { CallGraphAnswer } from '../../../../../src/engine/questions/graph/call-graph.ts'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

const NO_SEARCH = { text: '', regexp: false, matchCase: false }

function graph(
  session: EngineSession,
  options: Partial<Options> = {},
  search: Partial<typeof NO_SEARCH> = {},
): CallGraphAnswer {
  return ask(session, 'graph', {
    options: { ...DEFAULT_OPTIONS, ...options },
    search: { ...NO_SEARCH, ...search },
    labels: true,
  })
}

function dotOf(profile: Profile, options: Partial<Options>): string {
  const lines = report(profile, { name: 'dot', options: { ...DEFAULT_OPTIONS, ...options } })
  return [...(lines as Iterable<string>)].map((line) => `${line}\n`).join('')
}

async function recorded(name: string): Promise<Profile> {
  const file = new URL(`../../../../fixtures/profiles/${name}`, import.meta.url)
  return (await loadProfile(new Uint8Array(readFileSync(file)))).profile
}

/** What the report's text says of a node and of an edge. */
function saysNode(dot: string, i: number): { name: string; cum: string; own: string } {
  const line = dot.split('\n').find((text) => text.startsWith(`N${i + 1} [label=`))!
  const [, name = '', cum = ''] = /tooltip="(.*) \(([^()]*)\)" color=/.exec(line)!
  return { name, cum, own: /label="(.*?)" id=/.exec(line)![1]! }
}

function saysEdge(dot: string, caller: number, callee: number): string | undefined {
  return dot.split('\n').find((text) => text.startsWith(`N${caller + 1} -> N${callee + 1} [`))
}

describe.each([
  ['cpu.pb.gz', {}],
  ['cpu.pb.gz', { call_tree: true }],
  ['cpu.pb.gz', { focus: 'fmt', nodecount: 20, granularity: 'lines' }],
  ['cpu.pb.gz', { trim: false }],
  ['heap.4.pb.gz', { sample_index: 'alloc_space', unit: 'MB' }],
  ['heap.4.pb.gz', { sample_index: 'inuse_space', mean: true }],
  ['goroutine.4.pb.gz', { nodefraction: 0.1 }],
] as const)('%s with %o', (file, options) => {
  test('is the text of the report dot, and its numbers', async () => {
    const profile = await recorded(file)
    const { dot, nodes, edges } = graph(new EngineSession(profile), options)
    expect(dot).toBe(dotOf(profile, options))
    expect(nodes.length).toBeGreaterThan(3)
    for (const [i, node] of nodes.entries()) {
      const { name, cum, own } = saysNode(dot, i)
      expect(node.frame.name).toBe(name)
      expect(node.cumText).toBe(cum)
      if (node.flatText !== '0') expect(own).toContain(`${node.flatText} (${node.flatPercent})`)
      if (node.flatText !== node.cumText) {
        expect(own).toContain(`of ${node.cumText} (${node.cumPercent})`)
      }
    }
    // Arrows between boxes of functions; the others lead to labels.
    const arrows = dot.split('\n').filter((line) => /^N\d+ -> N\d+ \[/.test(line))
    expect(arrows.length).toBe(edges.length)
    for (const edge of edges) {
      const said = saysEdge(dot, edge.caller, edge.callee)
      expect(said).toContain(`label=" ${edge.weightText}${edge.inline ? '\\n (inline)' : ''}"`)
      expect(said?.includes('style="dotted"')).toBe(edge.residual)
    }
  })
})

test('its figures are those of the top table', async () => {
  const session = new EngineSession(await recorded('cpu.pb.gz'))
  const top = ask(session, 'top', {
    options: DEFAULT_OPTIONS,
    column: 'flat',
    reverse: false,
    search: NO_SEARCH,
    onlyMatches: false,
    from: 0,
    to: 1000,
  })
  const rows = new Map(top.rows.map((row) => [row.frame.key, row]))
  const { nodes } = graph(session)
  expect(nodes.length).toBe(31)
  for (const { frame, flatText, flatPercent, cumText, cumPercent } of nodes) {
    expect(rows.get(frame.key)).toMatchObject({ flatText, flatPercent, cumText, cumPercent })
  }
})

const small = `
  main   main   main
  serve  serve  gc
  json   sort[inl]
  ---
  cpu/nanoseconds  10000000  20000000  30000000
`

describe('a small graph', () => {
  const session = new EngineSession(fromStacks(small))

  test('has shares for the colours, and says which calls are inlined', () => {
    const { nodes, edges } = graph(session)
    const named = (name: string) => nodes.findIndex(({ frame }) => frame.name === name)
    expect(nodes[named('serve')]!.share).toBe(0.5)
    const call = edges.find(({ callee }) => callee === named('sort'))!
    expect(call).toMatchObject({ caller: named('serve'), inline: true, residual: false })
    expect(call.share).toBeCloseTo(1 / 3)
  })

  test('says how many nodes there are besides', () => {
    const { nodes, legend, originalCount } = graph(session, { nodecount: 2 })
    expect(nodes.length).toBe(2)
    expect(originalCount).toBe(5)
    expect(legend).toContain('Showing top 2 nodes out of 5')
  })

  test('marks what the search finds without another text', () => {
    const before = graph(session)
    const found = graph(session, {}, { text: 'S' })
    expect(found.dot).toBe(before.dot)
    expect(found.matches).toBe(3)
    expect(found.nodes.filter(({ match }) => match).map(({ frame }) => frame.name)).toEqual(
      expect.arrayContaining(['serve', 'sort', 'json']),
    )
    expect(graph(session, {}, { text: '(', regexp: true }).searchError).not.toBe('')
  })

  test('is laid out without the labels of nodes, which are counted', () => {
    const labelled = new EngineSession(
      fromStacks(`
  main  main  main
  get   get   put
  ---
  cpu/nanoseconds  1  2  4
  @route  /a  /b  .
`),
    )
    const request = { options: DEFAULT_OPTIONS, search: NO_SEARCH }
    const open = ask(labelled, 'graph', { ...request, labels: true })
    const folded = ask(labelled, 'graph', { ...request, labels: false })
    const named = (name: string) => folded.nodes.find(({ frame }) => frame.name === name)
    expect(open.drawn).toBe(open.dot)
    expect(open.drawn).toContain('label = "route:/a"')
    expect(folded.dot).toBe(open.dot)
    expect(folded.drawn).not.toContain('route:')
    expect([named('get')?.folded, named('put')?.folded, named('main')?.folded]).toEqual([2, 0, 0])
    expect(open.nodes.every((node) => node.folded === 0)).toBe(true)
  })

  test('has no text where the filters leave nothing', () => {
    const empty = graph(session, { focus: 'nowhere' })
    expect(empty).toMatchObject({ dot: '', nodeCount: 0, tooLarge: false, nodes: [], edges: [] })
  })
})

test('a graph that is too large to lay out is counted, not written', () => {
  const names = Array.from({ length: 1200 }, (_, i) => `f${i}`)
  const session = new EngineSession(
    fromStacks(`${names.join(' ')}\n---\ncpu/nanoseconds ${names.map(() => '5').join(' ')}`),
  )
  expect(graph(session, { nodefraction: 0, nodecount: 0 })).toMatchObject({
    dot: '',
    nodes: [],
    nodeCount: 1200,
    tooLarge: true,
  })
  expect(graph(session, { nodefraction: 0 })).toMatchObject({ nodeCount: 80, tooLarge: false })
})

describe('what would show a frame that is left out', () => {
  const reach = (session: EngineSession, name: string, options: Partial<Options> = {}) =>
    ask(session, 'graph-reach', { options: { ...DEFAULT_OPTIONS, ...options }, name })

  test.each([
    ['sort.Strings', {}],
    ['main.regexWork', {}],
    ['main.regexWork', { nodefraction: 0.2 }],
    ['encoding/json.Marshal', { call_tree: true }],
    ['runtime.nanotime', { nodecount: 5 }],
  ])('brings %s in, given %o', async (name, options) => {
    const session = new EngineSession(await recorded('cpu.pb.gz'))
    const shows = (limits: Partial<Options>) =>
      graph(session, { ...options, ...limits }).nodes.some(({ frame }) => frame.name === name)
    const { shownWith, frame, left } = reach(session, name, options)
    expect(frame.name).toBe(name)
    expect(left).toBe(true)
    expect(shownWith).not.toBeNull()
    expect(shows(shownWith!)).toBe(true)
    expect(shows({ ...shownWith, nodecount: Math.max(1, shownWith!.nodecount - 6) })).toBe(
      shownWith!.nodecount <= 6,
    )
  })

  test('says where the filters leave nothing of it', () => {
    const session = new EngineSession(fromStacks(small))
    expect(reach(session, 'gc', { focus: 'json' })).toMatchObject({ left: false, shownWith: null })
    expect(reach(session, 'gc')).toMatchObject({
      left: true,
      cumText: '30ms',
      cumPercent: '50.00%',
    })
  })

  test('a frame that is not there is an error', () => {
    expect(() => reach(new EngineSession(fromStacks(small)), 'nowhere')).toThrow('nowhere')
  })
})
