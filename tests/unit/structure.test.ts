import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importTable, LAYERED, ROOT } from './import-table.ts'

/** How src holds together: who imports whom, and how many files stand beside each other. */

/** More are a drawer; a README that says "more than 25 files" says why as well. */
const MOST_FILES = 25

const SOURCES = filesBelow('src')

function filesBelow(folder: string): readonly string[] {
  return readdirSync(new URL(`${folder}/`, ROOT), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
  )
}

/** What a file imports of the project, types included, by path from its root. */
function importsOf(file: string): readonly string[] {
  const code = readFileSync(new URL(file, ROOT), 'utf8')
  const found = code.matchAll(/(?:\bfrom|\bimport|\bimport\()\s*'(\.{1,2}\/[^'?]+)(?:\?\w+)?'/g)
  return Array.from(found, ([, path]) => posix.join(posix.dirname(file), path!)).filter((path) =>
    path.startsWith('src/'),
  )
}

const graph: ReadonlyMap<string, readonly string[]> = new Map(
  SOURCES.filter((file) => /\.tsx?$/.test(file)).map((file) => [file, importsOf(file)]),
)

test('every import leads to a file', () => {
  const files = new Set(SOURCES)
  const lost = [...graph].flatMap(([file, imports]) =>
    imports.filter((path) => !files.has(path)).map((path) => `${file}: ${path}`),
  )
  expect(lost).toEqual([])
  expect([...graph.values()].flat().length).toBeGreaterThan(1000)
})

test('nothing is in a circle, types included', () => {
  expect(circleIn(graph)).toEqual([])
  expect(
    circleIn(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['b']],
      ]),
    ),
  ).toEqual(['b', 'c'])
})

/** The files of some circle in the order of its imports; empty if there is none. */
function circleIn(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>()
  const path: string[] = []
  const follow = (file: string): readonly string[] => {
    if (done.has(file)) return []
    const at = path.indexOf(file)
    if (at >= 0) return path.slice(at)
    path.push(file)
    for (const next of imports.get(file) ?? []) {
      const circle = follow(next)
      if (circle.length > 0) return circle
    }
    path.pop()
    done.add(file)
    return []
  }
  for (const file of imports.keys()) {
    const circle = follow(file)
    if (circle.length > 0) return circle
  }
  return []
}

describe.each(LAYERED)('%s', (folder) => {
  const table = importTable(folder)
  const names = table.map(({ name }) => name)

  test('has a row in its table for everything in it', () => {
    const inside = readdirSync(new URL(`${folder}/`, ROOT), { withFileTypes: true })
      .map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
      .filter((name) => name !== 'README.md')
    expect(names.toSorted()).toEqual(inside.sort())
  })

  test('names rows above only', () => {
    const upward = table.flatMap(({ name, imports }, row) =>
      imports.filter((other) => !names.slice(0, row).includes(other)).map((o) => `${name}: ${o}`),
    )
    expect(upward).toEqual([])
  })

  test('imports what its table says', () => {
    const rowOf = (file: string): string | undefined => {
      if (!file.startsWith(`${folder}/`)) return undefined
      const [first, ...rest] = file.slice(folder.length + 1).split('/')
      return rest.length > 0 ? `${first}/` : first
    }
    const unstated = [...graph].flatMap(([file, imports]) => {
      const from = rowOf(file)
      const stated = table.find(({ name }) => name === from)?.imports ?? []
      return imports
        .filter((path) => {
          const to = rowOf(path)
          return from !== undefined && to !== undefined && to !== from && !stated.includes(to)
        })
        .map((path) => `${file}: ${path}`)
    })
    expect(unstated).toEqual([])
  })
})

test('no view imports another: what they share is in frame/ and picture/', () => {
  const viewOf = (file: string): string | undefined => /^src\/views\/(\w+)\//.exec(file)?.[1]
  const across = [...graph].flatMap(([file, imports]) =>
    imports
      .filter((path) => {
        const [from, to] = [viewOf(file), viewOf(path)]
        return from && to && from !== to && to !== 'frame' && (to !== 'picture' || from === 'frame')
      })
      .map((path) => `${file}: ${path}`),
  )
  expect(across).toEqual([])
})

test('no folder is a drawer, or its README says why', () => {
  const folders = new Map<string, string[]>()
  for (const file of SOURCES) {
    if (file.endsWith('README.md')) continue
    const folder = posix.dirname(file)
    folders.set(folder, [...(folders.get(folder) ?? []), file])
  }
  const drawers = [...folders].filter(([folder, files]) => {
    if (files.length <= MOST_FILES) return false
    const readme = `${folder}/README.md`
    if (!SOURCES.includes(readme)) return true
    return !/more than 25 files/i.test(readFileSync(new URL(readme, ROOT), 'utf8'))
  })
  expect(drawers.map(([folder, { length }]) => `${folder}: ${length}`)).toEqual([])
})

test('READMEs name files that are there', () => {
  const names = new Set(SOURCES.map((file) => posix.basename(file)))
  const lost = SOURCES.filter((file) => file.endsWith('README.md')).flatMap((readme) => {
    const text = readFileSync(new URL(readme, ROOT), 'utf8')
    return Array.from(text.matchAll(/`[\w./-]*?([\w.-]+\.tsx?)`/g), ([, name]) => name!)
      .filter((name) => !names.has(name) && !/\.test\.ts$/.test(name))
      .map((name) => `${readme}: ${name}`)
  })
  expect(lost).toEqual([])
})

test('docs/architecture.md names files that are there', () => {
  const text = readFileSync(new URL('docs/architecture.md', ROOT), 'utf8')
  const named = Array.from(text.matchAll(/`((?:src|docs|tests)\/[\w./-]+)`/g), ([, path]) => path!)
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([])
})
