import { Graphviz } from '@hpcc-js/wasm-graphviz'
import { beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../src/engine/session/session.ts'
import {
  firstNode,
  type GraphPicture,
  neighbour,
  nextMatch,
  nodesNamed,
  pictureOf,
} from '../../../../src/views/graph/picture.ts'
import { shownLines, spokenOf, wordsOf } from '../../../../src/views/graph/words.ts'
import { layoutOf } from '../../../../src/worker/graph-layout.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'

const session = new EngineSession(
  fromStacks(`
    main    main         main    main
    worker  worker       gc      worker
    json    sort[inl]    .       worker
    ---
    cpu/nanoseconds  10000000  20000000  30000000  5000000
    @route           json      sort      .         .
  `),
)

let graphviz: Graphviz
beforeAll(async () => {
  graphviz = await Graphviz.load()
})

function picture(options: Partial<Options> = {}, text = '', of = session): GraphPicture {
  const answer = ask(of, 'graph', {
    options: { ...DEFAULT_OPTIONS, ...options },
    search: { text, regexp: false, matchCase: false },
    labels: true,
  })
  return pictureOf(answer, layoutOf(graphviz, answer.dot))
}

const nameOf = ({ answer }: GraphPicture, node: number) => answer.nodes[node]!.frame.name
const nodeOf = (shown: GraphPicture, name: string) => nodesNamed(shown, name)[0]!

describe('walking', () => {
  test('begins at the root, goes down the heaviest calls and up again', () => {
    const shown = picture()
    const root = firstNode(shown)
    expect(nameOf(shown, root)).toBe('main')
    const worker = neighbour(shown, root, 'down')
    expect(nameOf(shown, worker)).toBe('worker')
    const sort = neighbour(shown, worker, 'down')
    expect(nameOf(shown, sort)).toBe('sort')
    expect(neighbour(shown, sort, 'down')).toBe(sort)
    expect(neighbour(shown, sort, 'up')).toBe(worker)
    expect(neighbour(shown, root, 'up')).toBe(root)
  })

  test('goes sideways to the box on the same row, and back', () => {
    const shown = picture()
    const worker = nodeOf(shown, 'worker')
    const gc = nodeOf(shown, 'gc')
    const x = (node: number) => shown.boxOf[node]!.x
    const [there, back] =
      x(gc) > x(worker) ? (['right', 'left'] as const) : (['left', 'right'] as const)
    expect(neighbour(shown, worker, there)).toBe(gc)
    expect(neighbour(shown, gc, back)).toBe(worker)
  })

  test('goes round the matches, in the order of reading', () => {
    const shown = picture({}, 'o')
    const first = nextMatch(shown, -1, 1)
    const second = nextMatch(shown, first, 1)
    const third = nextMatch(shown, second, 1)
    expect(new Set([first, second, third].map((node) => nameOf(shown, node)))).toEqual(
      new Set(['worker', 'json', 'sort']),
    )
    expect(nameOf(shown, first)).toBe('worker')
    expect(nextMatch(shown, third, 1)).toBe(first)
    expect(nextMatch(shown, first, -1)).toBe(third)
    expect(nextMatch(picture({}, 'nothing'), -1, 1)).toBe(-1)
  })
})

test('a name is several nodes of a call tree', () => {
  const stacks = new EngineSession(fromStacks('a  b\nc  c\n---\ncpu/nanoseconds 5 6'))
  const shown = picture({ call_tree: true }, '', stacks)
  expect(nodesNamed(shown, 'c').length).toBe(2)
  expect(nodesNamed(shown, '')).toEqual([])
})

describe('words', () => {
  test('say what a node is', () => {
    const shown = picture()
    const worker = nodeOf(shown, 'worker')
    expect(wordsOf(shown, { type: 'node', index: worker })).toEqual({
      line: 'worker: flat 5ms, 7.69%; cum 35ms, 53.85% of 65ms',
      remarks: ['1 caller and 2 callees shown.'],
    })
    expect(spokenOf(picture({}, 'worker'), worker)).toContain('Matches the search.')
  })

  test('say what an arrow is', () => {
    const shown = picture()
    const sort = nodeOf(shown, 'sort')
    const edge = shown.answer.edges.findIndex(({ callee }) => callee === sort)
    expect(wordsOf(shown, { type: 'edge', index: edge })).toEqual({
      line: 'worker calls sort: 20ms, 30.77% of 65ms',
      remarks: ['(inline): inlined into the caller.'],
    })
  })

  test('say what a dotted arrow is', () => {
    const deep = fromStacks(`
      main    main    main
      worker  worker  gc
      pool    pool    .
      json    sort    .
      ---
      cpu/nanoseconds  10000000  20000000  30000000
    `)
    const shown = picture({ nodecount: 3 }, '', new EngineSession(deep))
    const edge = shown.answer.edges.findIndex(({ residual }) => residual)
    const { line, remarks } = wordsOf(shown, { type: 'edge', index: edge })
    expect(line).toBe('main leads to sort: 20ms, 33.33% of 60ms')
    expect(remarks[0]).toBe('Dotted: frames between the two were left out.')
  })

  test('say whose a label is', () => {
    const shown = picture()
    const tag = shown.boxes.findIndex(
      ({ kind, box }) => kind === 'tag' && box.texts.some(({ text }) => text === 'route:sort'),
    )
    expect(wordsOf(shown, { type: 'tag', index: tag }).line).toBe(
      '20ms of sort with the label route:sort',
    )
  })

  test('say what was dropped, as the report does', () => {
    const { legend } = picture({ nodefraction: 0.2 }).answer
    expect(shownLines(legend)).toEqual([
      'Showing nodes accounting for 55ms, 84.62% of 65ms total',
      'Dropped 1 node (cum <= 13ms)',
    ])
  })
})
