import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { ask } from '../../src/engine/questions/questions.ts'
import type { EdgeTable } from '../../src/engine/report/graph/edges.ts'
import {
  cumOf,
  flatOf,
  graphEdges,
  graphNodes,
  nodeValues,
} from '../../src/engine/report/graph/graph.ts'
import { trimmedGraph } from '../../src/engine/report/graph/trim.ts'
import { inlinedFrames } from '../../src/engine/report/inlined-frames.ts'
import type { Options } from '../../src/engine/select/options.ts'
import { type Selection, Selector } from '../../src/engine/select/selection.ts'
import type { TopAnswer } from '../../src/engine/session/answers.ts'
import { callWeights } from '../../src/engine/session/call-weights.ts'
import { EngineSession } from '../../src/engine/session/session.ts'
import { options, plainProfile, tablesOf } from './plain-profile.ts'
import { inlineLabel, keyOf, printable, type SlowNode, slowly, slowPaths } from './slow-graph.ts'

// Many runs, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

/**
 * The engine adds up values on a tree of call paths; pprof goes from sample to sample. Both must
 * come to the same graph, whatever the filters and the granularity.
 */

/** A frame by its attributes, as the slow graph names its nodes. */
function keysOf({ frames, profile }: Selection): string[] {
  const { strings } = profile
  return Array.from({ length: frames.count }, (_, key) =>
    keyOf({
      name: strings.get(frames.name[key]!),
      address: Number(frames.address[key]!),
      file: strings.get(frames.file[key]!),
      startLine: frames.startLine[key]!,
      line: frames.line[key]!,
      column: frames.column[key]!,
      binary: strings.get(frames.binary[key]!),
    }),
  )
}

interface Edge {
  weight: number
  div: number
  residual: boolean
  inline: boolean
}

function edgesOf(table: EdgeTable, keys: readonly string[]): Map<string, Edge> {
  const edges = Array.from({ length: table.count }, (_, edge) => edge).filter(
    (edge) => table.dropped[edge] === 0,
  )
  return new Map(
    edges.map((edge) => [
      `${keys[table.caller[edge]!]} → ${keys[table.callee[edge]!]}`,
      {
        weight: table.weight[edge]!,
        div: table.weightDiv[edge]!,
        residual: table.residual[edge] === 1,
        inline: table.inline[edge] === 1,
      },
    ]),
  )
}

function slowEdgesOf(nodes: readonly SlowNode[]): Map<string, Edge> {
  return new Map(
    nodes.flatMap((callee) =>
      [...callee.callers].map(([caller, edge]) => [`${caller.key} → ${callee.key}`, edge] as const),
    ),
  )
}

/** A value as it is shown: the mean where there is a divisor, cut to a whole number. */
const shown = (value: number, div: number): number => (div === 0 ? value : Math.trunc(value / div))

describe('the fast aggregation', () => {
  test('has the total, the frames and the calls that pprof has', () => {
    fc.assert(
      fc.property(plainProfile, options, (plain, chosen) => {
        const slow = slowly(plain, chosen)
        const selection = new Selector(tablesOf(plain)).select(chosen)
        const { tree, frames, weights, total } = selection
        const keys = keysOf(selection)
        const values = nodeValues(tree, frames, weights)
        const fast = new Map(
          Array.from(graphNodes(values, chosen.drop_negative), (key) => [
            keys[key]!,
            [flatOf(values, key), cumOf(values, key)],
          ]),
        )
        expect(total).toBe(slow.total)
        expect(new Set(keys).size).toBe(keys.length)
        expect(fast).toEqual(
          new Map(
            slow.nodes.map(({ key, flat, flatDiv, cum, cumDiv }) => [
              key,
              [shown(flat, flatDiv), shown(cum, cumDiv)],
            ]),
          ),
        )
        expect(edgesOf(graphEdges(tree, weights, frames, null), keys)).toEqual(
          slowEdgesOf(slow.all),
        )
      }),
      { numRuns: 300 },
    )
  })

  test('has every call path with its value', () => {
    fc.assert(
      fc.property(plainProfile, options, (plain, chosen) => {
        const selection = new Selector(tablesOf(plain)).select(chosen)
        const { tree, weights } = selection
        const keys = keysOf(selection)
        const paths = ['']
        const fast = new Map<string, number>()
        for (let node = 1; node < tree.count; node++) {
          paths[node] = `${paths[tree.parent[node]!]} → ${keys[tree.key[node]!]}`
          if (weights.live[node] === 1) fast.set(paths[node]!, weights.total[node]!)
        }
        expect(fast).toEqual(slowPaths(plain, chosen))
      }),
      { numRuns: 150 },
    )
  })

  test('trims the graph as pprof does: what is kept, in which order, what is residual', () => {
    fc.assert(
      fc.property(plainProfile, options, (plain, chosen) => {
        const slow = slowly(plain, chosen).trimmed
        const selection = new Selector(tablesOf(plain)).select(chosen)
        const keys = keysOf(selection)
        const { graph, ...counts } = trimmedGraph(selection, chosen)
        const { nodes, values, edges } = graph
        expect(
          Array.from(nodes, (key) => [keys[key], flatOf(values, key), cumOf(values, key)]),
        ).toEqual(
          slow.nodes.map(({ key, flat, flatDiv, cum, cumDiv }) => [
            key,
            shown(flat, flatDiv),
            shown(cum, cumDiv),
          ]),
        )
        expect(counts).toMatchObject({
          originalCount: slow.originalCount,
          droppedNodes: slow.droppedNodes,
        })
        const left = new Set(slow.nodes.map(({ key }) => key))
        const fast = [...edgesOf(edges, keys)].filter(([edge]) => left.has(edge.split(' → ')[1]!))
        expect(new Map(fast)).toEqual(slowEdgesOf(slow.nodes))
        const label = edges.inlineLabels()
        expect(Array.from(nodes, label)).toEqual(slow.nodes.map(inlineLabel))
        const callees = inlinedFrames(selection)
        const few = trimmedGraph(selection, chosen, { callees }).graph.edges
        expect(Array.from(nodes, few.inlineLabels())).toEqual(slow.nodes.map(inlineLabel))
      }),
      { numRuns: 300 },
    )
  })

  test('is the same in a session that has answered other questions before', () => {
    fc.assert(
      fc.property(plainProfile, fc.array(options, { minLength: 2, maxLength: 5 }), (plain, all) => {
        const session = new EngineSession(tablesOf(plain))
        for (const chosen of all) {
          const { nodes } = slowly(plain, chosen)
          const { rows, count } = topOf(session, chosen)
          expect(count).toBe(nodes.length)
          const fast = rows.map(({ frame, flat, cum, inline }) => [frame.name, flat, cum, inline])
          const slow = nodes.map((node) => [
            printable(node.info),
            shown(node.flat, node.flatDiv),
            shown(node.cum, node.cumDiv),
            inlineLabel(node),
          ])
          expect(sorted(fast)).toEqual(sorted(slow))
        }
      }),
      { numRuns: 100 },
    )
  })

  test('of some calls is that of the whole graph', () => {
    fc.assert(
      fc.property(plainProfile, options, fc.infiniteStream(fc.boolean()), (plain, chosen, is) => {
        const selection = new Selector(tablesOf(plain)).select(chosen)
        const { tree, weights, frames } = selection
        const edges = graphEdges(tree, weights, frames, null)
        const asked = Array.from({ length: edges.count }, (_, edge) => edge)
          .flatMap((edge) => [edge, edge])
          .filter(() => is.next().value)
        const calls = asked.map((edge) => ({
          caller: edges.caller[edge]!,
          callee: edges.callee[edge]!,
        }))
        expect([...callWeights(selection, calls)]).toEqual(asked.map((edge) => edges.weight[edge]))
      }),
      { numRuns: 300 },
    )
  })

  test('lists on the card of a frame the calls that the graph has', () => {
    fc.assert(
      fc.property(plainProfile, options, (plain, chosen) => {
        const inNanoseconds = { ...chosen, mean: false, unit: 'ns' }
        const { all, nodes } = slowly(plain, inNanoseconds)
        const session = new EngineSession(tablesOf(plain))
        const told = topOf(session, inNanoseconds).rows.flatMap(({ frame: { key, name } }) => {
          const { callers, callees } = ask(session, 'frame', {
            options: inNanoseconds,
            key,
            node: -1,
          })
          return [
            ...callers.map(({ frame, valueText }) => `${frame.name} ⇒ ${name} ${valueText}`),
            ...callees.map(({ frame, valueText }) => `${name} → ${frame.name} ${valueText}`),
          ]
        })
        const shownKeys = new Set(nodes.map(({ key }) => key))
        const calls = all.flatMap((callee) =>
          [...callee.callers].flatMap(([caller, { weight }]) => {
            const text = weight === 0 ? '0' : `${weight}ns`
            const [from, to] = [printable(caller.info), printable(callee.info)]
            return [
              ...(shownKeys.has(callee.key) ? [`${from} ⇒ ${to} ${text}`] : []),
              ...(shownKeys.has(caller.key) ? [`${from} → ${to} ${text}`] : []),
            ]
          }),
        )
        expect(told.sort()).toEqual(calls.sort())
      }),
      { numRuns: 150 },
    )
  })
})

function topOf(session: EngineSession, chosen: Options): TopAnswer {
  return ask(session, 'top', {
    options: chosen,
    column: 'flat',
    reverse: false,
    search: { text: '', regexp: false, matchCase: false },
    onlyMatches: false,
    from: 0,
    to: 1000,
  })
}

function sorted(rows: readonly (string | number)[][]): string[] {
  return rows.map((row) => row.join(' ')).sort()
}
