import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Served } from '../../../../src/cli/serve.ts'
import { startCompanion, startService } from './server.ts'

// The page's side of the companion, against the companion itself.

let page: typeof import('../../../../src/sources/companion.ts')
let startToken: typeof import('../../../../src/sources/companion-token.ts').startToken
let download: typeof import('../../../../src/sources/url.ts').download

beforeEach(async () => {
  vi.resetModules()
  page = await import('../../../../src/sources/companion.ts')
  ;({ startToken } = await import('../../../../src/sources/companion-token.ts'))
  ;({ download } = await import('../../../../src/sources/url.ts'))
})

/** The page as the companion's link opens it, or another link. */
function openPage({ origin }: Served, hash: string): void {
  vi.stubGlobal('document', { baseURI: `${origin}/` })
  startToken({
    location: { origin, hash },
    history: { state: null, replaceState: () => {} },
    sessionStorage: { getItem: () => null, setItem: () => {} },
    addEventListener: () => {},
  })
}

async function open(): Promise<Served> {
  const profiles = [{ name: 'cpu.pb.gz', bytes: Buffer.from('a profile') }]
  const served = await startCompanion({ profiles })
  openPage(served, `#/top?token=${served.token}`)
  return served
}

describe('the companion', () => {
  test('is not there for any other page, which asks nobody', async () => {
    const served = await startCompanion()
    openPage(served, '#/top')
    const asked = vi.spyOn(globalThis, 'fetch')
    await expect(page.fetchLive('localhost:6060')).rejects.toMatchObject({
      message: expect.stringContaining('CORS'),
      hint: expect.stringContaining('Start flamedrop in a terminal'),
    })
    expect(asked).not.toHaveBeenCalled()
    asked.mockRestore()
  })

  test('that is another one by now is none', async () => {
    const served = await open()
    openPage(served, '#/top?token=old')
    await expect(page.fetchLive('localhost:6060')).rejects.toMatchObject({
      hint: 'Open the link that it printed.',
    })
  })

  test('gives its profile to the page that has the token', async () => {
    const served = await open()
    const url = new URL(served.profiles[0]!, served.origin)
    expect(await (await download(url)).text()).toBe('a profile')
    openPage(served, '#/top?token=old')
    await expect(download(url)).rejects.toMatchObject({
      message: expect.stringContaining('gives its profiles only to'),
      hint: expect.stringContaining('drop the file of the profile here'),
    })
    await served.close()
    await expect(download(url)).rejects.toThrow('is no longer running')
  })
})

describe('fetching from a service', () => {
  test('gives its bytes, with progress', async () => {
    await open()
    let sendRest = () => {}
    const service = await startService(({ url }, response) => {
      response.setHeader('content-length', 6)
      response.write('abc')
      sendRest = () => response.end(url!.slice(-3))
    })
    const progress: [number, number][] = []
    const { blob } = await page.fetchLive(` ${service}/debug/pprof/profile `, {
      seconds: 5,
      onProgress: (done, total) => {
        progress.push([done, total])
        if (done === 3) sendRest()
      },
    })
    expect(await blob.text()).toBe('abcs=5')
    expect(progress).toEqual([
      [0, 6],
      [3, 6],
      [6, 6],
    ])
  })

  test('says where the source is that the profile names, and of none of a page', async () => {
    await open()
    const service = await startService(({ url }, response) => {
      response.setHeader('content-type', url === '/debug/pprof/' ? 'text/html' : 'text/plain')
      response.end('x')
    })
    const sourceOf = async (name: string) =>
      (await page.fetchLive(`${service}/debug/pprof/${name}`)).sourceTextServer
    // The companion's own profile is the first.
    expect(await sourceOf('heap')).toBe('/source/2?file=')
    expect(await sourceOf('')).toBe('')
    expect(await sourceOf('goroutine')).toBe('/source/3?file=')
  })

  test('says what the service says', async () => {
    await open()
    const service = await startService((_, response) => {
      response.writeHead(404).end('Unknown profile\nmore\n')
    })
    await expect(page.fetchLive(`${service}/debug/pprof/x`)).rejects.toMatchObject({
      name: 'SourceError',
      message: `${service}/debug/pprof/x answered 404: Unknown profile.`,
      hint: expect.stringContaining('/debug/pprof/'),
    })
  })

  test.each([
    ['127.0.0.1:1', /^127\.0\.0\.1:1: nothing listens there/, /that the service runs/],
    ['nonsense', /^This is not the address of a service/, /localhost:6060/],
  ])('says why %s cannot be fetched', async (address, message, hint) => {
    await open()
    await expect(page.fetchLive(address)).rejects.toMatchObject({
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    })
  })

  test('is not taken for whole when it stops on the way', async () => {
    await open()
    const service = await startService((_, response) => {
      response.write('only this', () => response.destroy())
    })
    await expect(page.fetchLive(service)).rejects.toThrow('stopped sending before')
  })

  test('may be larger than the page takes', async () => {
    await open()
    const service = await startService((_, response) => response.end('x'.repeat(2000)))
    const tooLarge = page.fetchLive(`${service}/debug/pprof/heap`, { maxBytes: 1000 })
    await expect(tooLarge).rejects.toThrow(`heap from ${service} is larger than`)
  })

  test('can be cancelled, which ends the recording', async () => {
    await open()
    const state = { asked: false, left: false }
    const service = await startService((request) => {
      state.asked = true
      request.on('close', () => {
        state.left = true
      })
    })
    const cancel = new AbortController()
    const fetched = page.fetchLive(service, { signal: cancel.signal })
    await vi.waitFor(() => expect(state.asked).toBe(true))
    cancel.abort()
    await expect(fetched).rejects.toMatchObject({ name: 'AbortError' })
    await vi.waitFor(() => expect(state.left).toBe(true))
  })

  test('needs the companion to run', async () => {
    const served = await open()
    await served.close()
    await expect(page.fetchLive('localhost:6060')).rejects.toThrow('is no longer running')
  })
})
