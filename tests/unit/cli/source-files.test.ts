import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sourceReader } from '../../../src/cli/source-files.ts'

let base: string

function put(path: string): void {
  mkdirSync(dirname(join(base, path)), { recursive: true })
  writeFileSync(join(base, path), `this is ${path}\n`)
}

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'flamedrop-list-'))
  for (const path of [
    'goroot/src/bufio/bufio.go',
    'mod/github.com/!foo!bar/!baz@v1.2.3/do.go',
    'mod/github.com/!foo!bar/!baz@v1.3.0/do.go',
    'home/my app/w.go',
    'home/m/vendor/github.com/a/b/b.go',
    'home/m/node_modules/left/left.go',
    'outside.go',
  ]) {
    put(path)
  }
  symlinkSync(join(base, 'outside.go'), join(base, 'home/outside.go'))
})

afterAll(() => rmSync(base, { recursive: true, force: true }))

const read = async (file: string, roots: readonly string[]): Promise<string> => {
  const reader = await sourceReader({ source_path: roots.join(':'), trim_path: '' })
  return reader(file)[0]!
}

describe('a file that is not where the profile says is found below the search path', () => {
  test.each([
    ['bufio/bufio.go', 'goroot/src/bufio/bufio.go'],
    ['/nowhere/go/src/bufio/bufio.go', 'goroot/src/bufio/bufio.go'],
    ['github.com/FooBar/Baz@v1.2.3/do.go', 'mod/github.com/!foo!bar/!baz@v1.2.3/do.go'],
    ['C:\\Users\\u\\my app\\w.go', 'home/my app/w.go'],
    ['/go/src/m/vendor/github.com/a/b/b.go', 'home/m/vendor/github.com/a/b/b.go'],
  ])('%s', async (file, path) => {
    const roots = ['goroot', 'mod', 'home'].map((root) => join(base, root))
    expect(await read(file, roots)).toBe(`this is ${path}`)
  })
})

describe('not found, with the words of pprof, is', () => {
  test.each(['left/left.go', 'x/outside.go', 'other/gone.go'])('%s', async (file) => {
    const roots = [join(base, 'home')]
    await expect(read(file, roots)).rejects.toThrow(
      `could not find file ${file} on path ${roots[0]}`,
    )
  })

  test('a file below the folder that the command runs in, unless that was asked for', async () => {
    await expect(read('elsewhere/cli/source-files.ts', [])).rejects.toThrow('could not find file')
  })
})

const shared = resolve('../shared/wild')
describe.skipIf(!existsSync(shared))('recorded paths of every kind', () => {
  test.each([
    'github.com/dgraph-io/ristretto@v0.1.0/cache.go',
    'github.com/FooBar/Baz@v1.2.3/do.go',
    'bufio/bufio.go',
    '/go/src/github.com/ilya/app/db/init.go',
    '/root/go/src/example.com/m/vendor/github.com/a/b/b.go',
    'cmd/main.go',
    'C:/Program Files/app/w.go',
  ])('%s', async (file) => {
    const name = file.slice(file.lastIndexOf('/') + 1)
    expect(await read(file, [join(shared, '31-src')])).toBe(`line 1 of ${name}`)
  })
})
