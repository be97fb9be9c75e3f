import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { type AddressInfo, connect, type Server } from 'node:net'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { proxyFor } from '../../../../src/cli/net/proxy.ts'
import { fetchProfile, remoteSource } from '../../../../src/cli/net/remote.ts'
import { notReached } from '../../../../src/sources/service-errors.ts'
import { ask, startCompanion } from '../companion/server.ts'

// Services beyond a proxy, which the environment names as for Go's programs.

describe('the proxy for an address', () => {
  const chosen = (address: string, environment: Record<string, string>) => {
    const proxy = proxyFor(new URL(address), environment)
    return proxy && `${proxy.variable} ${proxy.url.href}`
  }

  test('is that of its scheme, in capital letters first', () => {
    const both = { HTTP_PROXY: 'http://p:1', HTTPS_PROXY: 'http://p:2', http_proxy: 'http://p:3' }
    expect(chosen('http://host/', both)).toBe('HTTP_PROXY http://p:1/')
    expect(chosen('https://host/', both)).toBe('HTTPS_PROXY http://p:2/')
    expect(chosen('http://host/', { https_proxy: 'p' })).toBeNull()
    expect(chosen('https://host/', { https_proxy: 'p' })).toBe('https_proxy http://p/')
    expect(chosen('http://host/', {})).toBeNull()
  })

  test.each([
    ['proxy.example:3128', 'http://proxy.example:3128/'],
    ['https://me:secret@proxy.example', 'https://me:secret@proxy.example/'],
    ['socks5://proxy.example:1080', 'socks5://proxy.example:1080'],
    ['http://', null],
  ])('%s is %s', (text, address) => {
    expect(proxyFor(new URL('http://host/'), { HTTP_PROXY: text })?.url.href ?? null).toBe(address)
  })

  test.each(['localhost:6060', '127.0.0.1', '127.8.9.1:80', '[::1]:6060', '[::ffff:127.0.0.1]'])(
    'is none for this machine: %s',
    (host) => expect(chosen(`http://${host}/`, { HTTP_PROXY: 'p' })).toBeNull(),
  )

  const LIST =
    'foo.com, .bar.org,*.baz.net,ports.io:8080, 10.0.0.0/8,192.0.2.7,[2001:db8::1]:81,::2,,:80'
  test.each([
    ['foo.com', true],
    ['FOO.com:1234', true],
    ['x.foo.com', true],
    ['notfoo.com', false],
    ['foo.com.evil.example', false],
    ['bar.org', false],
    ['x.bar.org', true],
    ['baz.net', false],
    ['x.y.baz.net', true],
    ['ports.io:8080', true],
    ['ports.io', false],
    ['10.1.2.3', true],
    ['11.1.2.3', false],
    ['192.0.2.7:6060', true],
    ['192.0.2.8', false],
    ['[2001:db8::1]:81', true],
    ['[2001:db8::1]', false],
    ['[0:0::2]', true],
    ['other.example', false],
    ['dot.example.', false],
  ])('NO_PROXY and %s: %s', (host, exempt) => {
    const environment = { HTTP_PROXY: 'p', no_proxy: LIST }
    expect(chosen(`http://${host}/`, environment) === null).toBe(exempt)
  })

  test('is none for anything with NO_PROXY=*', () => {
    expect(chosen('http://host/', { HTTP_PROXY: 'p', NO_PROXY: 'x, *' })).toBeNull()
  })
})

async function listening(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

/** What a proxy was asked, and by whom. */
interface Asked {
  readonly line: string
  readonly headers: IncomingMessage['headers']
}

/** A proxy that answers what is not encrypted itself and connects all else to `port`. */
async function startProxy(
  answer: RequestListener,
  port = 0,
): Promise<{ host: string; asked: Asked[] }> {
  const asked: Asked[] = []
  const note = ({ method, url, headers }: IncomingMessage) =>
    asked.push({ line: `${method} ${url}`, headers })
  const server = createServer((request, response) => {
    note(request)
    answer(request, response)
  })
  server.on('connect', (request, socket) => {
    note(request)
    if (port === 0) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      return
    }
    const service = connect(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      socket.pipe(service).pipe(socket)
    })
    service.on('error', () => socket.destroy())
    socket.on('error', () => service.destroy())
  })
  return { host: `127.0.0.1:${await listening(server)}`, asked }
}

/** A service that nobody but the proxy can reach, since its name is of no machine. */
async function startTlsService(): Promise<number> {
  const tls = (name: string) =>
    readFileSync(new URL(`../../../fixtures/tls/${name}.pem`, import.meta.url))
  return listening(
    createTlsServer({ key: tls('key'), cert: tls('certificate') }, ({ url, headers }, response) => {
      response.end(`${headers.host}${url}`)
    }),
  )
}

const fetched = async (address: string) =>
  new TextDecoder().decode(await fetchProfile(remoteSource(address, { seconds: -1, timeout: 5 })!))

describe('a service beyond a proxy', () => {
  beforeEach(() => {
    for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY']) {
      vi.stubEnv(name, '')
      vi.stubEnv(name.toLowerCase(), '')
    }
    vi.spyOn(console, 'error').mockImplementation(() => {})
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  test('is asked for by its whole address, with its own sign-in and that of the proxy', async () => {
    const { host, asked } = await startProxy((_, response) => response.end('profile'))
    vi.stubEnv('HTTP_PROXY', `http://me:p%20w@${host}`)
    expect(await fetched('http://you:word@service.example/debug/pprof/heap?gc=1')).toBe('profile')
    expect(asked).toMatchObject([
      {
        line: 'GET http://service.example/debug/pprof/heap?gc=1',
        headers: {
          host: 'service.example',
          authorization: `Basic ${btoa('you:word')}`,
          'proxy-authorization': `Basic ${btoa('me:p w')}`,
        },
      },
    ])
  })

  test('by https is reached through a tunnel, of which the proxy reads nothing', async () => {
    const { host, asked } = await startProxy(() => {}, await startTlsService())
    vi.stubEnv('HTTPS_PROXY', host)
    expect(await fetched('https+insecure://service.example/debug/pprof/heap')).toBe(
      'service.example/debug/pprof/heap',
    )
    expect(asked.map(({ line }) => line)).toEqual(['CONNECT service.example:443'])
  })

  test('has to show its own certificate in the tunnel', async () => {
    const { host } = await startProxy(() => {}, await startTlsService())
    vi.stubEnv('HTTPS_PROXY', host)
    await expect(fetched('https://service.example/')).rejects.toThrow('self-signed certificate')
  })

  test('is asked for by the companion in the same way, and this machine never is', async () => {
    const { host, asked } = await startProxy(({ url }, response) => response.end(url))
    vi.stubEnv('HTTP_PROXY', host)
    const served = await startCompanion()
    const live = (address: string) => ask(served, `/live?url=${encodeURIComponent(address)}`)
    expect((await live('service.example:6060/debug/pprof/heap')).text).toBe(
      'http://service.example:6060/debug/pprof/heap',
    )
    // It would answer for any host; asked itself, it has another path.
    expect((await live(`${host}/debug/pprof/heap`)).text).toBe('/debug/pprof/heap')
    expect(asked).toHaveLength(2)
  })
})

describe('a proxy that does not let us through is told of, not the service', () => {
  beforeEach(() => {
    vi.stubEnv('NO_PROXY', '')
    vi.stubEnv('no_proxy', '')
  })
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  /** What the page says of it. */
  async function told(address: string) {
    const { status, text } = await ask(
      await startCompanion(),
      `/live?url=${encodeURIComponent(address)}`,
    )
    expect(status).toBe(502)
    return notReached(address, text.trim())
  }

  test.each([
    ['HTTP_PROXY', 'http://service.example:6060'],
    ['HTTPS_PROXY', 'https://service.example'],
  ])('as nobody listens there: %s', async (variable, address) => {
    vi.stubEnv(variable, '127.0.0.1:1')
    const { message, hint } = await told(address)
    expect(message).toBe(
      `${address}: the proxy 127.0.0.1:1 (${variable}): connect ECONNREFUSED 127.0.0.1:1.`,
    )
    expect(hint).toContain('NO_PROXY')
  })

  test('as it wants a sign-in', async () => {
    const { host } = await startProxy(() => {})
    vi.stubEnv('HTTPS_PROXY', host)
    expect((await told('https://service.example')).message).toBe(
      `https://service.example: the proxy ${host} (HTTPS_PROXY) answered 407 Proxy Authentication Required.`,
    )
  })

  test.each([
    ['HTTP_PROXY', 'http://service.example'],
    ['HTTPS_PROXY', 'https://service.example'],
  ])('as its password is not well encoded, and not which it is: %s', async (variable, address) => {
    vi.stubEnv(variable, 'http://me:100%@127.0.0.1:1')
    expect((await told(address)).message).toBe(
      `${address}: the proxy 127.0.0.1:1 (${variable}): URI malformed.`,
    )
  })

  test('as it is of another kind', async () => {
    vi.stubEnv('HTTP_PROXY', 'socks5://127.0.0.1:1')
    expect((await told('http://service.example')).message).toContain('does not speak http')
  })
})
