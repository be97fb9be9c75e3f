import type { RequestListener } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import type { LiveLimits } from '../../../../src/cli/companion/live.ts'
import { type Answer, ask, startCompanion, startService } from './server.ts'

// Fetching from services for the page. The service here is one of Go, played by Node.

const live = (address: string, more = '') => `/live?url=${encodeURIComponent(address)}${more}`

async function fetched(
  answer: RequestListener,
  { path = '/debug/pprof/heap', more = '', limits = {} as Partial<LiveLimits> } = {},
): Promise<Answer> {
  const served = await startCompanion({ live: limits })
  return ask(served, live((await startService(answer)) + path, more))
}

describe('a fetch', () => {
  test('passes the bytes on as bytes, whatever the service calls them', async () => {
    const { status, headers, text } = await fetched((_, response) => {
      response.writeHead(200, {
        'content-type': 'Text/HTML; charset=utf-8',
        'set-cookie': 'a=b',
        'content-security-policy': "script-src 'unsafe-inline'",
        'access-control-allow-origin': '*',
        'content-length': 16,
      })
      response.end('<script></script'.slice(0, 16))
    })
    expect([status, text]).toEqual([200, '<script></script'])
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment',
      'content-length': '16',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'x-flamedrop-status': '200',
      'x-flamedrop-type': 'text/html',
    })
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  test('tells the service nothing but the address', async () => {
    const served = await startCompanion()
    const service = await startService(({ url, method, headers }, response) => {
      response.end(JSON.stringify({ url, method, headers }))
    })
    const { text } = await ask(served, live(`${service}/debug/pprof/heap?gc=1`, '&seconds=5'), {
      headers: { cookie: 'secret=1', referer: served.origin, authorization: 'Bearer x' },
    })
    expect(JSON.parse(text)).toEqual({
      url: '/debug/pprof/heap?gc=1&seconds=5',
      method: 'GET',
      headers: {
        host: service,
        'user-agent': 'flamedrop',
        'accept-encoding': 'identity',
        connection: 'close',
      },
    })
  })

  test.each([
    ['', '/debug/pprof/profile'],
    ['/', '/debug/pprof/profile'],
    ['/debug/pprof/', '/debug/pprof/'],
    ['/own/path?x=1', '/own/path?x=1'],
  ])('of a service with the path “%s” is %s', async (path, asked) => {
    const { text } = await fetched(({ url }, response) => response.end(url), { path })
    expect(text).toBe(asked)
  })

  test('arrives as the service sends it', async () => {
    let finish = (): void => {}
    const served = await startCompanion()
    const service = await startService((_, response) => {
      response.write('first')
      finish = () => response.end(', last')
    })
    const headers = { 'x-flamedrop-token': served.token }
    const response = await fetch(served.origin + live(service), { headers })
    const reader = response.body!.getReader()
    const next = async () => new TextDecoder().decode((await reader.read()).value)
    expect(await next()).toBe('first')
    finish()
    expect(await next()).toBe(', last')
  })

  test('says what the service says in place of a profile', async () => {
    const { status, headers, text } = await fetched((_, response) => {
      response.writeHead(404, { 'x-go-pprof': '1', 'content-type': 'text/plain; charset=utf-8' })
      response.end('Unknown profile\n')
    })
    expect([status, text]).toEqual([502, 'Unknown profile'])
    expect(headers).toMatchObject({ 'x-flamedrop-status': '404', 'x-flamedrop-type': 'text/plain' })
    expect(headers['content-type']).toBe('application/octet-stream')
  })
})

describe('a redirection', () => {
  test('is followed within the service', async () => {
    const { text } = await fetched(
      ({ url }, response) => {
        if (url === '/debug/pprof/') response.end('the index')
        else response.writeHead(301, { location: '/debug/pprof/' }).end()
      },
      { path: '/debug/pprof' },
    )
    expect(text).toBe('the index')
  })

  test.each([
    ['http://192.0.2.1/x', 'another server, http://192.0.2.1'],
    ['http://localhost:1/x', 'another server, http://localhost:1'],
    ['//192.0.2.1/', 'another server, http://192.0.2.1'],
    ['file:///etc/passwd', 'a file: address'],
    ['http://[', 'what is not an address'],
  ])('to %s is not', async (location, where) => {
    const { status, headers, text } = await fetched((_, response) => {
      response.writeHead(302, { location }).end()
    })
    expect([status, text.replace(/^127\.0\.0\.1:\d+: /, '')]).toEqual([
      502,
      `it redirects to ${where}.\n`,
    ])
    expect(headers['x-flamedrop-status']).toBeUndefined()
  })

  test('without an end has one', async () => {
    let asked = 0
    const { status } = await fetched(({ url }, response) => {
      asked++
      response.writeHead(302, { location: `${url}x` }).end()
    })
    expect([status, asked]).toEqual([502, 11])
  })
})

describe('what cannot be fetched is said', () => {
  test.each([
    '',
    'file:///etc/passwd',
    '/etc/passwd',
    'cpu.pb.gz',
    'ftp://127.0.0.1/x',
    'gopher://127.0.0.1:1/x',
    'javascript:alert(1)',
    'unix:///var/run/docker.sock',
    `http://127.0.0.1:1/${'x'.repeat(5000)}`,
  ])('“%s” is no service', async (address) => {
    expect((await ask(await startCompanion(), live(address))).status).toBe(400)
  })

  test.each(['0x10', '-1', '1.5', '999999', '3601'])('%s seconds are none', async (seconds) => {
    const path = live('127.0.0.1:1', `&seconds=${seconds}`)
    expect((await ask(await startCompanion(), path)).status).toBe(400)
  })

  test('an address may not ask for a longer recording either', async () => {
    const path = live('127.0.0.1:1/debug/pprof/profile?seconds=1e12')
    expect((await ask(await startCompanion(), path)).status).toBe(400)
  })

  test('nobody listens', async () => {
    const { status, text } = await ask(await startCompanion(), live('127.0.0.1:1'))
    expect(status).toBe(502)
    expect(text).toMatch(/^127\.0\.0\.1:1: .*ECONNREFUSED/)
  })

  test('it stops on the way', async () => {
    const served = await startCompanion()
    const service = await startService((_, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('only this', () => response.destroy())
    })
    await expect(ask(served, live(service))).rejects.toThrow()
  })

  test.each<[string, RequestListener]>([
    ['before its first byte', (_, response) => response.flushHeaders()],
    ['after it', (_, response) => void response.write('first')],
  ])('it pauses for too long %s', async (_, answer) => {
    const served = await startCompanion({ live: { idleMs: 200 } })
    await expect(ask(served, live(await startService(answer)))).rejects.toThrow()
  })

  test('it is larger than the limit, said or not', async () => {
    const limits = { maxBytes: 1000 }
    const announced = await fetched((_, response) => response.end('x'.repeat(1001)), { limits })
    expect(announced.status).toBe(502)
    expect(announced.text).toContain('its answer is larger than')
    const unannounced = fetched(
      (_, response) => {
        response.write('x'.repeat(600))
        setTimeout(() => response.end('x'.repeat(600)), 50)
      },
      { limits },
    )
    await expect(unannounced).rejects.toThrow()
    const fitting = await fetched((_, response) => response.end('x'.repeat(1000)), { limits })
    expect(fitting.body.length).toBe(1000)
  })

  test('too many run', async () => {
    const waiting: (() => void)[] = []
    const served = await startCompanion({ live: { most: 2 } })
    const service = await startService((_, response) => {
      waiting.push(() => response.end('done'))
    })
    const running = [ask(served, live(service)), ask(served, live(service))]
    await vi.waitFor(() => expect(waiting.length).toBe(2))
    expect((await ask(served, live(service))).status).toBe(503)
    for (const finish of waiting.splice(0)) finish()
    await Promise.all(running)
    const after = ask(served, live(service))
    await vi.waitFor(() => expect(waiting.length).toBe(1))
    waiting[0]!()
    expect((await after).text).toBe('done')
  })
})

describe('a fetch ends', () => {
  /** A service that never answers, and whether it was left. */
  async function hanging() {
    const state = { asked: false, left: false }
    const address = await startService((request) => {
      state.asked = true
      request.on('close', () => {
        state.left = true
      })
    })
    return { state, address }
  }

  test('with the page that asked for it', async () => {
    const served = await startCompanion()
    const { state, address } = await hanging()
    const { port } = new URL(served.origin)
    const socket = connect(Number(port), '127.0.0.1', () => {
      const headers = `Host: localhost\r\nX-Flamedrop-Token: ${served.token}`
      socket.write(`GET ${live(address)} HTTP/1.1\r\n${headers}\r\n\r\n`)
    })
    await vi.waitFor(() => expect(state.asked).toBe(true))
    socket.destroy()
    await vi.waitFor(() => expect(state.left).toBe(true))
  })

  test('with the companion, which does not wait for it', async () => {
    const served = await startCompanion()
    const { state, address } = await hanging()
    const asked = ask(served, live(address)).catch((error: Error) => error)
    await vi.waitFor(() => expect(state.asked).toBe(true))
    await served.close()
    await vi.waitFor(() => expect(state.left).toBe(true))
    expect(await asked).toBeInstanceOf(Error)
  })

  test('when its answer, never pausing, takes too long', async () => {
    const served = await startCompanion({ live: { answerMs: 100, idleMs: 5000, transferMs: 300 } })
    const service = await startService((_, response) => {
      const drips = setInterval(() => response.write('drip'), 20)
      response.on('close', () => clearInterval(drips))
    })
    const started = performance.now()
    await expect(ask(served, live(service))).rejects.toThrow()
    expect(performance.now() - started).toBeLessThan(4000)
  })

  test('when the service takes too long to answer', async () => {
    const served = await startCompanion({ live: { answerMs: 200 } })
    const { address } = await hanging()
    const { status, text } = await ask(served, live(address))
    expect(status).toBe(502)
    expect(text).toContain('it has not answered for 0.2 s')
  })
})
