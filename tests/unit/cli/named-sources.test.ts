import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NamedSources } from '../../../src/cli/named-sources.ts'
import { type Served, serve } from '../../../src/cli/serve.ts'
import { gzip } from '../../../src/engine/encode/gzip.ts'
import { encodeProto } from '../../../src/engine/encode/proto.ts'
import { cleanPath } from '../../../src/engine/profile/paths.ts'
import { fromStacks } from '../../fixtures/stacks.ts'

let base: string
let profile: string

/** A recorded profile whose frames are in these files. */
function write(path: string, files: readonly string[]): void {
  const picture = files.map((file, i) => `f${i}@${file}:1`).join('\n')
  writeFileSync(path, gzip(encodeProto(fromStacks(picture))))
}

beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'flamedrop-sources-'))
  mkdirSync(join(base, 'src/app/deep'), { recursive: true })
  for (const name of ['src/app/main.go', 'src/app/deep/x.go', 'secret.txt', 'other.go']) {
    writeFileSync(join(base, name), `this is ${name}`)
  }
  symlinkSync(join(base, 'secret.txt'), join(base, 'src/app/link.go'))
  symlinkSync(join(base, 'src/app/main.go'), join(base, 'src/app/alias.go'))
  // Its real path begins as the folder's does.
  mkdirSync(join(base, 'src/app-private'))
  writeFileSync(join(base, 'src/app-private/x.go'), 'secret')
  symlinkSync(join(base, 'src/app-private/x.go'), join(base, 'src/app/beside.go'))
  profile = join(base, 'cpu.pb.gz')
  write(profile, [
    join(base, 'other.go'),
    'main.go',
    'deep/x.go',
    'link.go',
    'beside.go',
    'alias.go',
    '../../secret.txt',
    'gone.go',
    '/build/app/deep/x.go',
    '/proc/self/cwd/main.go',
  ])
})

afterAll(() => {
  rmSync(base, { recursive: true, force: true })
})

describe('a file that the profile names is found', () => {
  test.each([
    ['main.go', 'src/app/main.go'],
    ['deep/x.go', 'src/app/deep/x.go'],
    ['alias.go', 'src/app/main.go'],
    // Behind the name of the search path's folder, as pprof trims it.
    ['/build/app/deep/x.go', 'src/app/deep/x.go'],
  ])('%s in the search path', async (asked, path) => {
    const sources = new NamedSources({ file: profile }, join(base, 'src/app'))
    expect(await sources.locate(asked)).toBe(join(base, path))
  })

  test.each([
    // Built elsewhere, by module, vendored, relative to a folder above.
    ['/go/src/github.com/o/app/deep/x.go', 'src/app/deep/x.go'],
    ['github.com/o/app@v1.2.3/deep/x.go', 'src/app/deep/x.go'],
    ['/srv/vendor/o/app/main.go', 'src/app/main.go'],
    ['./app/main.go', 'src/app/main.go'],
  ])('%s by the end of its path, below one of two roots', async (asked, path) => {
    const moved = join(base, 'moved.pb.gz')
    write(moved, [asked])
    const named = cleanPath(asked)
    const roots = `${join(base, 'src/app-private')}:${join(base, 'src/app')}`
    expect(await new NamedSources({ file: moved }, roots).locate(named)).toBe(join(base, path))
  })

  test('at its absolute path', async () => {
    const sources = new NamedSources({ file: profile }, join(base, 'src/app'))
    expect(await sources.locate(join(base, 'other.go'))).toBe(join(base, 'other.go'))
  })

  test('once the profile has been written anew', async () => {
    const growing = join(base, 'growing.pb.gz')
    write(growing, ['main.go'])
    const sources = new NamedSources({ file: growing }, join(base, 'src/app'))
    expect(await sources.locate('deep/x.go')).toBeNull()
    write(growing, ['deep/x.go'])
    utimesSync(growing, new Date(), new Date(Date.now() + 5000))
    expect(await sources.locate('deep/x.go')).toBe(join(base, 'src/app/deep/x.go'))
  })
})

describe('nothing else is', () => {
  test.each([
    'secret.txt',
    '../../secret.txt',
    'link.go',
    'beside.go',
    'gone.go',
    'deep',
    '/etc/passwd',
    'deep/../main.go',
    './main.go',
    '',
  ])('%s', async (asked) => {
    const sources = new NamedSources({ file: profile }, join(base, 'src/app'))
    expect(await sources.locate(asked)).toBeNull()
  })

  test('for what is no profile', async () => {
    expect(await new NamedSources({ file: join(base, 'secret.txt') }).locate('main.go')).toBeNull()
    expect(await new NamedSources({ file: join(base, 'gone.pb.gz') }).locate('main.go')).toBeNull()
  })
})

describe('the server gives a source file', () => {
  let server: Served
  let headers: Record<string, string>

  beforeAll(async () => {
    mkdirSync(join(base, 'page'))
    writeFileSync(join(base, 'page/index.html'), 'the page')
    const sourcePath = join(base, 'src/app')
    const profiles = [{ file: profile }]
    server = await serve({ folder: join(base, 'page'), port: 0, profiles, sourcePath })
    headers = { 'x-flamedrop-token': server.token }
  })

  afterAll(() => server.close())

  test('as text, to its page', async () => {
    const response = await fetch(`${server.origin}/source/1?file=main.go`, { headers })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('this is src/app/main.go')
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  })

  test('to nobody else, and no other file', async () => {
    expect((await fetch(`${server.origin}/source/1?file=main.go`)).status).toBe(403)
    for (const path of [
      '/source/2?file=main.go',
      '/source?file=main.go',
      '/source/1?file=..%2F..%2Fsecret.txt',
      '/source/1?file=link.go',
      '/source/1?file=%2Fetc%2Fpasswd',
      '/source/1/..%2Fmain.go',
      '/source/1',
    ]) {
      expect([path, (await fetch(server.origin + path, { headers })).status]).toEqual([path, 404])
    }
  })

  test('of a profile that it has in memory, without the prefix that is to be trimmed', async () => {
    const bytes = readFileSync(profile)
    const sources = new NamedSources({ bytes }, join(base, 'src'), '/build')
    expect(await sources.locate('/build/app/deep/x.go')).toBe(join(base, 'src/app/deep/x.go'))
    expect(await sources.locate('secret.txt')).toBeNull()
  })
})
