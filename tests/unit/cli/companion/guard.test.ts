import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Served } from '../../../../src/cli/serve.ts'
import { ask, askWithout, folderForTest, sendRaw, startCompanion } from './server.ts'

// Who gets what from the companion: its own page all, everybody else the empty app.

const BYTES = Buffer.from('a profile')

const start = () => startCompanion({ profiles: [{ name: 'cpu.pb.gz', bytes: BYTES }] })

const ENDPOINTS = ['/profile/1/cpu.pb.gz', '/source/1?file=main.go', '/live?url=127.0.0.1:1']

async function statuses(
  paths: readonly string[],
  asked: (path: string) => Promise<{ status: number }>,
): Promise<number[]> {
  return Promise.all(paths.map(async (path) => (await asked(path)).status))
}

describe('the page of the companion', () => {
  test('gets the profile as it is', async () => {
    const served = await start()
    expect(served.profiles).toEqual(['/profile/1/cpu.pb.gz'])
    const { status, body, headers } = await ask(served, '/profile/1/cpu.pb.gz')
    expect([status, body]).toEqual([200, BYTES])
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    })
  })

  test('may say whence it asks', async () => {
    const served = await start()
    const headers = { origin: served.origin, 'sec-fetch-site': 'same-origin' }
    expect((await ask(served, '/profile/1/cpu.pb.gz', { headers })).status).toBe(200)
  })
})

describe('without the token', () => {
  test('there is the app and nothing else', async () => {
    const served = await start()
    expect((await askWithout(served, '/')).text).toBe('the page')
    expect(await statuses(ENDPOINTS, (path) => askWithout(served, path))).toEqual([403, 403, 403])
  })

  test.each([
    ['empty', () => ''],
    ['another one', () => 'A'.repeat(43)],
    ['its beginning', ({ token }: Served) => token.slice(0, -1)],
    ['more than it', ({ token }: Served) => `${token}A`],
    ['in other letters', ({ token }: Served) => token.toUpperCase()],
  ])('%s is no token', async (_, wrong) => {
    const served = await start()
    const headers = { 'x-flamedrop-token': wrong(served) }
    const asked = await statuses(ENDPOINTS, (path) => askWithout(served, path, { headers }))
    expect(asked).toEqual([403, 403, 403])
  })

  test('in the address it is none either', async () => {
    const served = await start()
    for (const path of [`/profile/1/cpu.pb.gz?token=${served.token}`, `/profile/${served.token}`]) {
      expect((await askWithout(served, path)).status).toBe(403)
    }
  })

  test('each run has its own', async () => {
    const [one, two] = await Promise.all([start(), start()])
    expect(one.token).not.toBe(two.token)
    expect(one.token).toMatch(/^[\w-]{43}$/)
  })
})

describe('another page of the browser', () => {
  test.each([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: 'http://127.0.0.1:1' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'none' }],
  ])('%j gets nothing, even with the token', async (headers) => {
    const served = await start()
    const asked = await statuses(ENDPOINTS, (path) => ask(served, path, { headers }))
    expect(asked).toEqual([403, 403, 403])
  })

  test('gets no leave to ask (CORS)', async () => {
    const served = await start()
    const headers = {
      origin: 'https://evil.example',
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-flamedrop-token',
    }
    const answer = await askWithout(served, '/profile/1/cpu.pb.gz', { method: 'OPTIONS', headers })
    expect(answer.status).toBe(405)
    expect(Object.keys(answer.headers).filter((name) => /^access-control/.test(name))).toEqual([])
  })

  test('under a name of its own (DNS rebinding) gets nothing, not even the app', async () => {
    const served = await start()
    for (const host of ['evil.example', 'evil.example:8711', '127.0.0.1.evil.example']) {
      const asked = await statuses(['/', ...ENDPOINTS], (path) =>
        ask(served, path, { headers: { host, origin: `http://${host}` } }),
      )
      expect(asked).toEqual([403, 403, 403, 403])
    }
  })

  test('changes nothing: only GET and HEAD are answered', async () => {
    const served = await start()
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      const headers = { origin: served.origin }
      const { status, headers: said } = await ask(served, ENDPOINTS[0]!, { method, headers })
      expect([method, status, said.allow]).toEqual([method, 405, 'GET, HEAD'])
    }
    expect((await ask(served, ENDPOINTS[0]!, { method: 'HEAD' })).text).toBe('')
    // A recording is not made only to be discarded.
    expect((await ask(served, '/live?url=127.0.0.1:1', { method: 'HEAD' })).status).toBe(405)
  })
})

describe('paths', () => {
  test.each([
    '/profile',
    '/profile/',
    '/profile/1',
    '/profile/1/',
    '/profile/0/cpu.pb.gz',
    '/profile/2/cpu.pb.gz',
    '/profile/01/cpu.pb.gz',
    '/profile/-1/cpu.pb.gz',
    '/profile/1e0/cpu.pb.gz',
    '/profile/__proto__/cpu.pb.gz',
    '/profile/1/other',
    '/profile/1/..%2fcpu.pb.gz',
    '/profile/1/cpu.pb.gz/',
    '/profile/1/cpu.pb.gz%00',
    '/profile/../profile/1/cpu.pb.gz',
    '/source',
    '/source/1',
    '/source/2?file=x',
    '/live/1?url=127.0.0.1:1',
  ])('%s is nothing', async (path) => {
    expect((await ask(await start(), path)).status).toBe(404)
  })

  test('do not lead out of the app, in whatever form', async () => {
    const folder = folderForTest()
    const app = join(folder, 'app')
    mkdirSync(join(app, 'assets'), { recursive: true })
    writeFileSync(join(app, 'index.html'), 'the page')
    writeFileSync(join(folder, 'secret.txt'), 'secret')
    symlinkSync(join(folder, 'secret.txt'), join(app, 'link.txt'))
    symlinkSync(folder, join(app, 'out'))
    const served = await startCompanion({ folder: app })
    for (const path of [
      '/../secret.txt',
      '/%2e%2e/secret.txt',
      '/%2e%2e%2fsecret.txt',
      '/%252e%252e/secret.txt',
      '/..%5csecret.txt',
      `/${join(folder, 'secret.txt')}`,
      join(folder, 'secret.txt'),
      '/C:/secret.txt',
      '/C:%5csecret.txt',
      '/%5c%5chost%5cshare',
      '/index.html::$DATA',
      '/index.html%00',
      '/link.txt',
      '/out/secret.txt',
      '/assets',
      '/assets/',
    ]) {
      const { status, text } = await askWithout(served, path)
      expect([path, status, text]).toEqual([path, 404, 'There is no such file.\n'])
    }
  })

  test('without a host, or that are no paths, are refused', async () => {
    const served = await start()
    expect(await sendRaw(served, 'GET / HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1\.1 403 /)
    const proxied = `GET http://127.0.0.1/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`
    expect(await sendRaw(served, proxied)).toMatch(/^HTTP\/1\.1 400 /)
  })
})

describe('a client that wastes the time of the server', () => {
  test('with a request that is never finished is cut off', async () => {
    const served = await startCompanion({ requestMs: 400 })
    const started = performance.now()
    const unfinished = sendRaw(served, 'GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ')
    expect(await unfinished).toMatch(/^HTTP\/1\.1 408 /)
    expect(performance.now() - started).toBeLessThan(3000)
  })

  test('by not reading what it has asked for is cut off', async () => {
    const bytes = Buffer.alloc(2 ** 26)
    const served = await startCompanion({ profiles: [{ name: 'x', bytes }], idleMs: 200 })
    const headers = `Host: localhost\r\nX-Flamedrop-Token: ${served.token}`
    const socket = connect(Number(new URL(served.origin).port), '127.0.0.1')
    onTestFinished(() => void socket.destroy())
    socket.on('error', () => {})
    socket.write(`GET /profile/1/x HTTP/1.1\r\n${headers}\r\n\r\n`)
    await new Promise((later) => setTimeout(later, 1000))
    let taken = 0
    socket.on('data', (part) => {
      taken += part.length
    })
    await new Promise((closed) => socket.once('close', closed))
    expect(taken).toBeGreaterThan(0)
    expect(taken).toBeLessThan(bytes.length)
  })

  test('with a hundred connections that say nothing makes room for one that asks', async () => {
    const served = await start()
    const port = Number(new URL(served.origin).port)
    const sockets = Array.from({ length: 100 }, () => connect(port, '127.0.0.1'))
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy()
    })
    await Promise.all(sockets.map((socket) => new Promise((done) => socket.once('connect', done))))
    const closed = new Promise((done) => sockets[0]?.once('close', done))
    expect((await askWithout(served, '/')).status).toBe(200)
    await closed
  })

  test('with endless headers is refused', async () => {
    const served = await start()
    const headers = `X-A: ${'a'.repeat(20_000)}`
    const answer = await sendRaw(served, `GET / HTTP/1.1\r\nHost: localhost\r\n${headers}\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 431 /)
  })

  test('with a body is refused, and its body not waited for', async () => {
    const served = await start()
    for (const body of ['Content-Length: 1000000', 'Transfer-Encoding: chunked']) {
      const answer = await sendRaw(served, `GET / HTTP/1.1\r\nHost: localhost\r\n${body}\r\n\r\n`)
      expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    }
  })
})
