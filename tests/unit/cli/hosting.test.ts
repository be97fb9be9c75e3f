import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Served, serve } from '../../../src/cli/serve.ts'

// docs/hosting.md tells other servers to send what ours sends.

const text = readFileSync(new URL('../../../docs/hosting.md', import.meta.url), 'utf8')
const KEPT = 'assets/main-B2abcd_9.js'
const BY_CONTENT = [
  ...['index.html', KEPT, 'a.mjs', 'a.css', 'a.txt', 'a.json', 'a.wasm', 'a.svg'],
  ...['a.webmanifest', 'a.pb.gz', 'service-worker.js'],
]

let folder: string
let served: Served

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'flamedrop-hosting-'))
  mkdirSync(join(folder, 'assets'))
  for (const name of BY_CONTENT) writeFileSync(join(folder, name), 'x')
  served = await serve({ folder, port: 0 })
})

afterAll(async () => {
  await served?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function headersOf(path: string): Promise<Headers> {
  const response = await fetch(`${served.origin}/${path}`)
  await response.arrayBuffer()
  return response.headers
}

/** The example for a server. */
function example(language: string): string {
  return new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(text)![1]!
}

/** Those of ours that are not about one file or connection. */
async function ourHeaders(): Promise<Record<string, string>> {
  const sent = Object.fromEntries(await headersOf('index.html'))
  const own = [
    'cache-control',
    'content-length',
    'content-type',
    'date',
    'connection',
    'keep-alive',
  ]
  return Object.fromEntries(Object.entries(sent).filter(([name]) => !own.includes(name)))
}

function asHeaders(pairs: Iterable<RegExpMatchArray>): Record<string, string> {
  return Object.fromEntries(Array.from(pairs, ([, name, value]) => [name!.toLowerCase(), value!]))
}

test('nginx sends the headers of our server', async () => {
  const documented = asHeaders(example('nginx').matchAll(/add_header (\S+) "(.*)" always;/g))
  expect(documented).toEqual(await ourHeaders())
})

test('Caddy sends the headers of our server', async () => {
  const block = /^ {2}header \{\n(.*?)^ {2}\}/ms.exec(example('caddyfile'))![1]!
  expect(asHeaders(block.matchAll(/^ +(\S+) "(.*)"$/gm))).toEqual(await ourHeaders())
})

test('the table names them, and no other', async () => {
  const rows = Array.from(text.matchAll(/^\| `([A-Z][\w-]+)(?:: ([^`]+))?` \|/gm))
  const ours = await ourHeaders()
  const named = rows
    .map(([, name]) => name!.toLowerCase())
    .filter((name) => name !== 'cache-control')
  expect(named.sort()).toEqual(Object.keys(ours).sort())
  for (const [, name, value] of rows) {
    if (value !== undefined) expect(ours[name!.toLowerCase()]).toBe(value)
  }
})

test('what is kept for how long is the same everywhere', async () => {
  const kept = (await headersOf(KEPT)).get('cache-control')!
  for (const path of ['index.html', 'service-worker.js']) {
    expect((await headersOf(path)).get('cache-control')).toBe('no-cache')
  }
  // nginx, Caddy and both buckets.
  expect(text.split(kept)).toHaveLength(5)
  const [, pattern] = /"~(.*?)"/.exec(example('nginx'))!
  const [, caddy] = /@kept path_regexp (.*)/.exec(example('caddyfile'))!
  expect(caddy).toBe(pattern)
  const matches = (path: string) => new RegExp(pattern!).test(`/${path}`)
  expect([matches(KEPT), matches('index.html'), matches('service-worker.js')]).toEqual([
    ...[true, false, false],
  ])
})

test('types are those that our server sends', async () => {
  const types = /types \{\n(.*?)\}/s.exec(example('nginx'))![1]!
  const documented = new Map(
    Array.from(types.matchAll(/^ +(\S+) +([\w ]+);$/gm)).flatMap(([, type, endings]) =>
      endings!.split(' ').map((ending) => [ending, type!] as const),
    ),
  )
  for (const path of BY_CONTENT) {
    const sent = (await headersOf(path)).get('content-type')!.split(';')[0]
    const ending = path.slice(path.lastIndexOf('.') + 1)
    expect(documented.get(ending) ?? 'application/octet-stream', path).toBe(sent)
  }
})
