import { expect, test } from 'vitest'
import { shapedTree } from '../../../../../src/engine/questions/flame/flame-trees.ts'
import { DEFAULT_OPTIONS } from '../../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

// Where library code is folded, each stack counts as if it had but own frames and its outermost one.

const LIBRARY = ['runtime.main', 'net/http.serve', 'sort.Sort', 'runtime.gc']
const OWN = ['main.main', 'main.handle', 'a.example/b.F']
const STACKS = 60
const DEPTH = 7

/** Numbers that look drawn, the same every time. */
function* drawn(): Generator<number> {
  for (let x = 7; ; ) {
    x = (Math.imul(x, 1103515245) + 12345) & 0x7fffffff
    yield x >> 8
  }
}

const next = drawn()
const number = (below: number): number => next.next().value! % below
const stacks = Array.from({ length: STACKS }, () => {
  const names = [...LIBRARY, ...OWN]
  return Array.from({ length: 1 + number(DEPTH) }, () => names[number(names.length)]!)
})
const rows = Array.from({ length: DEPTH }, (_, i) =>
  stacks.map((stack) => stack[i] ?? '.').join(' '),
)
const session = new EngineSession(fromStacks(rows.join('\n')))

/** Values by call path, the root's "". */
function pathsOf(direction: 'down' | 'up'): Record<string, number> {
  const selection = session.selection(DEFAULT_OPTIONS)
  const shape = { direction, frame: '', collapse: false, onlyOwn: true, order: 'size' } as const
  const tree = shapedTree(selection, shape)
  const found: Record<string, number> = {}
  const visit = (node: number, path: string): void => {
    found[path] = tree.totalOf(node)
    tree.eachChild(node, (child) =>
      visit(child, `${path}/${selection.names.of(tree.keyOf(child))}`),
    )
  }
  visit(0, '')
  return found
}

function slowly(direction: 'down' | 'up'): Record<string, number> {
  const found: Record<string, number> = {}
  for (const stack of stacks) {
    const left = stack.filter((name, i) => i === 0 || OWN.includes(name))
    if (direction === 'up') left.reverse()
    let path = ''
    found[path] = (found[path] ?? 0) + 1
    for (const name of left) {
      path += `/${name}`
      found[path] = (found[path] ?? 0) + 1
    }
  }
  return found
}

test.each(['down', 'up'] as const)('%s: library code counts for its caller', (direction) => {
  expect(pathsOf(direction)).toEqual(slowly(direction))
})
