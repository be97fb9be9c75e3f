import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DEFAULT_RULES, parseRules } from '../../../src/sources/source-text-forge.ts'
import { FolderIndex } from '../../../src/sources/source-text-index.ts'
import { serverOf } from '../../../src/store/source-text.ts'
import { type SourceTextSearch, searchSourceText } from '../../../src/store/source-text-search.ts'

const RAW = 'https://raw.githubusercontent.com'
/** What each address answers; others are not found. */
let served: Map<string, string>
let fetched: string[]

beforeEach(() => {
  served = new Map()
  fetched = []
  vi.stubGlobal('location', { href: 'http://localhost/' })
  vi.stubGlobal('fetch', async (url: string) => {
    fetched.push(url)
    const text = served.get(url)
    return text === undefined ? new Response('', { status: 404 }) : new Response(text)
  })
})

afterEach(() => {
  vi.unstubAllGlobals()
})

function folder(...paths: string[]): FolderIndex {
  return new FolderIndex({
    name: 'src',
    async *files() {
      for (const path of paths) yield { path, open: async () => new File([`in ${path}`], path) }
    },
  })
}

const search = (file: string, parts: Partial<SourceTextSearch> = {}) =>
  searchSourceText({
    file,
    chosen: '',
    folders: [],
    server: '',
    rules: parseRules(DEFAULT_RULES),
    goVersion: '',
    mayFetch: () => 'yes',
    signal: new AbortController().signal,
    onProgress: () => {},
    ...parts,
  })

describe('source is looked for', () => {
  test('in the folders first, where another file can be chosen', async () => {
    const folders = [folder('src/b/x/run.go', 'src/a/x/run.go')]
    expect(await search('/app/a/x/run.go', { folders })).toMatchObject({
      status: 'found',
      lines: ['in src/a/x/run.go'],
      place: 'src/a/x/run.go',
      others: ['src/b/x/run.go'],
    })
    const chosen = 'src/b/x/run.go'
    expect(await search('/app/a/x/run.go', { folders, chosen })).toMatchObject({
      place: chosen,
      others: ['src/a/x/run.go'],
    })
    expect(fetched).toEqual([])
  })

  test('then on the server that gave the profile', async () => {
    served.set('/source/t?file=%2Fa%2Fmain.go', 'one\r\ntwo\n')
    const found = await search('/a/main.go', {
      folders: [folder('src/x.go')],
      server: '/source/t?file=',
    })
    expect(found).toMatchObject({ from: 'server', lines: ['one', 'two'] })
  })

  test('then on the net, which says where the version is not known', async () => {
    served.set(`${RAW}/o/r/v3.0.0/v3/x.go`, 'x')
    expect(await search('github.com/o/r/v3@v3.0.0/x.go')).toMatchObject({
      from: 'forge',
      place: `${RAW}/o/r/v3.0.0/v3/x.go`,
      doubt: '',
    })
    expect(fetched).toEqual([`${RAW}/o/r/v3.0.0/x.go`, `${RAW}/o/r/v3.0.0/v3/x.go`])
    served.set(`${RAW}/golang/go/master/src/fmt/print.go`, 'x')
    const newest = await search('/usr/local/go/src/fmt/print.go')
    expect(newest).toMatchObject({ doubt: expect.stringContaining('this is master') })
  })

  test('nowhere on the net that the user has not agreed to', async () => {
    const file = 'github.com/o/r@v1.0.0/x.go'
    const asked = await search(file, { mayFetch: () => 'ask' })
    expect(asked).toMatchObject({ status: 'ask', host: 'raw.githubusercontent.com' })
    expect(await search(file, { mayFetch: () => 'no' })).toMatchObject({ status: 'none' })
    expect(fetched).toEqual([])
  })

  test('and what was tried is said', async () => {
    const none = await search('github.com/o/r@v1.0.0/x.go', {
      folders: [folder('src/y.go')],
      server: '/source/t?file=',
    })
    expect(none).toEqual({
      status: 'none',
      tried: [
        'Folder src: no file with a matching path.',
        'This machine, by the server that gave the profile: no such file.',
        `${RAW}/o/r/v1.0.0/x.go: there is no such file.`,
      ],
    })
  })

  test('what is no text is not taken for source', async () => {
    served.set('/source/t?file=a.go', 'ELF\0\0')
    const found = await search('a.go', { server: '/source/t?file=' })
    expect(found).toMatchObject({ tried: [expect.stringContaining('a.go is not text')] })
  })
})

test('only a profile that the server itself gave has source there', () => {
  const of = (url: string) => serverOf({ source: { kind: 'url', url, host: '' } })
  expect(of('/profile/2/cpu.pb.gz')).toBe('/source/2?file=')
  expect(of('https://elsewhere.example/profile/2/cpu.pb.gz')).toBe('')
  expect(of('//elsewhere.example/profile/2/cpu.pb.gz')).toBe('')
  expect(of('/profile/../cpu.pb.gz')).toBe('')
  expect(serverOf({ source: { kind: 'file', blob: new Blob() } })).toBe('')
})
