import { mkdirSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { type IncomingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type Served, type ServeOptions, serve } from '../../../src/cli/serve.ts'

const PROFILE = gzipSync('a profile')

let base: string
let app: string
let server: Served

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'flamedrop-serve-'))
  app = join(base, 'app')
  mkdirSync(join(app, 'assets'), { recursive: true })
  mkdirSync(join(app, 'examples'))
  mkdirSync(join(base, 'app-private'))
  writeFileSync(join(base, 'secret.txt'), 'secret')
  writeFileSync(join(base, 'app-private/secret.txt'), 'secret')
  for (const name of [
    'index.html',
    'icon.svg',
    'manifest.webmanifest',
    'a b.txt',
    '.env',
    'assets/main-DeadBeef.js',
    'assets/main-DeadBeef.css',
    'assets/graph-0a1b2c3d.wasm',
    'examples/index.json',
  ]) {
    writeFileSync(join(app, name), `this is ${name}`)
  }
  writeFileSync(join(app, 'empty.txt'), '')
  writeFileSync(join(app, 'examples/cpu.pb.gz'), PROFILE)
  writeFileSync(join(base, 'heap #1: 50%.pb.gz'), PROFILE)
  symlinkSync(join(base, 'secret.txt'), join(app, 'link.txt'))
  symlinkSync(base, join(app, 'linked'))
  // Its real path begins as the folder's does.
  symlinkSync(join(base, 'app-private'), join(app, 'private'))
  symlinkSync(join(app, 'icon.svg'), join(app, 'inside.svg'))
  server = await started({ profiles: [{ file: join(base, 'heap #1: 50%.pb.gz') }] })
})

afterAll(async () => {
  await server.close()
  rmSync(base, { recursive: true, force: true })
})

function started(options: Partial<ServeOptions> = {}): Promise<Served> {
  return serve({ folder: app, port: 0, ...options })
}

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Sends the path as it is: fetch would resolve `..` before the server sees it. */
function get(path: string, more: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  const headers = { 'x-flamedrop-token': server.token, ...more }
  const { hostname, port } = new URL(server.origin)
  return new Promise((done, failed) => {
    const sent = request({ hostname, port, path, headers, method }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () =>
        done({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts),
        }),
      )
    })
    sent.on('error', failed)
    sent.end()
  })
}

test('the root is index.html, whatever the query', async () => {
  for (const path of ['/', '/?', '/?a=b/c', '/index.html']) {
    const { status, body } = await get(path)
    expect([path, status, body.toString()]).toEqual([path, 200, 'this is index.html'])
  }
})

test.each([
  ['/index.html', 'text/html; charset=utf-8'],
  ['/assets/main-DeadBeef.js', 'text/javascript; charset=utf-8'],
  ['/assets/main-DeadBeef.css', 'text/css; charset=utf-8'],
  ['/assets/graph-0a1b2c3d.wasm', 'application/wasm'],
  ['/icon.svg', 'image/svg+xml'],
  ['/manifest.webmanifest', 'application/manifest+json'],
  ['/examples/index.json', 'application/json; charset=utf-8'],
  ['/examples/cpu.pb.gz', 'application/octet-stream'],
])('%s is %s', async (path, type) => {
  const { status, headers } = await get(path)
  expect(status).toBe(200)
  expect(headers['content-type']).toBe(type)
})

test('a profile arrives compressed as it is', async () => {
  const { headers, body } = await get('/examples/cpu.pb.gz', { 'accept-encoding': 'gzip' })
  expect(headers['content-encoding']).toBeUndefined()
  expect(body.equals(PROFILE)).toBe(true)
})

test('every answer carries the security headers, refusals too', async () => {
  for (const path of ['/', '/assets/main-DeadBeef.js', '/nothing', server.profiles[0]!]) {
    const { headers } = await get(path)
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';")
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'/)
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['access-control-allow-origin']).toBeUndefined()
  }
})

test('only what has a hash in its name is kept without asking', async () => {
  const cacheOf = async (path: string) => (await get(path)).headers['cache-control']
  expect(await cacheOf('/assets/main-DeadBeef.js')).toBe('public, max-age=31536000, immutable')
  expect(await cacheOf('/')).toBe('no-cache')
  expect(await cacheOf('/icon.svg')).toBe('no-cache')
  expect(await cacheOf(server.profiles[0]!)).toBe('no-store')
})

test('HEAD has the headers and no body; other methods are refused', async () => {
  const head = await get('/icon.svg', {}, 'HEAD')
  expect([head.status, head.headers['content-length']]).toEqual([200, '16'])
  expect(head.body.length).toBe(0)
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
    const { status, headers } = await get('/', {}, method)
    expect([method, status, headers.allow]).toEqual([method, 405, 'GET, HEAD'])
  }
})

test('an empty file is an empty answer', async () => {
  const { status, headers, body } = await get('/empty.txt')
  expect([status, headers['content-length'], body.length]).toEqual([200, '0', 0])
})

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/%2E%2E/secret.txt',
  '/assets/../../secret.txt',
  '/assets/%2e%2e/%2e%2e/secret.txt',
  '/..%2fsecret.txt',
  '/assets%2f..%2f..%2fsecret.txt',
  '/..%5csecret.txt',
  '/..\\secret.txt',
  '/../app-private/secret.txt',
  '/%252e%252e/secret.txt',
  '/%00',
  '/index.html%00.js',
  '//secret.txt',
  '/link.txt',
  '/linked/secret.txt',
  '/private/secret.txt',
  '/.env',
  '/%2eenv',
  // No listing.
  '/assets',
  '/assets/',
  '/index.html/',
  '/nothing.js',
])('%s is not there', async (path) => {
  const { status, body } = await get(path)
  expect(body.toString()).not.toContain('secret')
  expect(status).toBe(404)
})

test('a link that stays inside the folder is followed; names may hold spaces', async () => {
  expect((await get('/inside.svg')).headers['content-type']).toBe('image/svg+xml')
  expect((await get('/a%20b.txt')).body.toString()).toBe('this is a b.txt')
})

test('what is no address is refused', async () => {
  for (const path of ['/%', '/%zz', '/%ff', 'http://127.0.0.1/index.html', '*']) {
    expect([path, (await get(path)).status]).toEqual([path, 400])
  }
})

test.each([
  'localhost',
  'LOCALHOST:1',
  '127.0.0.1',
  '127.0.0.1:8711',
  '127.8.9.1',
  '[::1]:80',
  '[::1]',
])('answers to the name %s', async (host) => expect((await get('/', { host })).status).toBe(200))

test.each([
  'evil.example',
  'evil.example:8711',
  'localhost.evil.example',
  '127.0.0.1.evil.example',
  'evil.example:localhost',
  '[::2]',
  '192.168.0.1',
  '0.0.0.0',
])('does not answer to the name %s', async (host) => {
  for (const path of ['/', server.profiles[0]!]) {
    expect([path, (await get(path, { host })).status]).toEqual([path, 403])
  }
})

test('does not answer without a name', async () => {
  const { port } = new URL(server.origin)
  const answer = await new Promise<string>((done, failed) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.end('GET / HTTP/1.0\r\n\r\n'))
    let text = ''
    socket.on('data', (part) => {
      text += part.toString()
    })
    socket.on('end', () => done(text))
    socket.on('error', failed)
  })
  expect(answer).toMatch(/^HTTP\/1\.1 403 /)
})

test('a named file is read anew each time', async () => {
  const file = join(base, 'grows.pb.gz')
  writeFileSync(file, 'one')
  const other = await started({ profiles: [{ file }] })
  onTestFinished(() => other.close())
  const [path] = other.profiles
  expect(path).toBe('/profile/1/grows.pb.gz')
  const read = async () => {
    const headers = { 'x-flamedrop-token': other.token }
    const response = await fetch(`${other.origin}${path}`, { headers })
    return [response.status, await response.text()]
  }
  expect(await read()).toEqual([200, 'one'])
  writeFileSync(file, 'two, longer')
  expect(await read()).toEqual([200, 'two, longer'])
  unlinkSync(file)
  expect(await read()).toEqual([404, 'There is no such file.\n'])
})

test('a named file may have any name, as the browser writes it', async () => {
  const path = new URL(server.profiles[0]!, server.origin).pathname
  const { status, headers, body } = await get(path)
  expect([status, headers['content-type']]).toEqual([200, 'application/octet-stream'])
  expect(body.equals(PROFILE)).toBe(true)
})

test('two files of one name have two places', async () => {
  const profiles = ['a/x.pb', 'b/x.pb'].map((name) => ({ file: join(base, name) }))
  const other = await started({ profiles })
  onTestFinished(() => other.close())
  expect(other.profiles).toEqual(['/profile/1/x.pb', '/profile/2/x.pb'])
})

test('a port that was asked for and is taken is an error; without one the next is tried', async () => {
  const port = Number(new URL(server.origin).port)
  await expect(started({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  const servers = await Promise.all(Array.from({ length: 3 }, () => serve({ folder: app })))
  onTestFinished(async () => {
    await Promise.all(servers.map((each) => each.close()))
  })
  expect(new Set(servers.map(({ origin }) => origin)).size).toBe(3)
})

test('closing does not wait for connections that are kept open', async () => {
  const other = await started()
  const { port } = new URL(other.origin)
  // One that has sent half a request, which the server would wait for.
  await new Promise<void>((connected) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\n'))
    socket.on('error', () => {})
    setTimeout(connected, 100)
  })
  await other.close()
  await expect(fetch(`${other.origin}/`)).rejects.toThrow()
})
