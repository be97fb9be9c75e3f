import { beforeEach, describe, expect, test } from 'vitest'
import { Serving } from '../../../src/offline/serving.ts'
import { fileOf, SHARED_CACHE } from '../../../src/offline/shared.ts'

const HOST = 'https://host/flamedrop/'
const FILES = ['', 'assets/index-00000001.js', 'favicon.svg', 'examples/cpu.pb.gz']

/** Caches by name, in the order in which they were made. */
class MemoryCaches {
  readonly all = new Map<string, Map<string, Response>>()

  async open(name: string) {
    const cache = this.all.get(name) ?? new Map<string, Response>()
    this.all.set(name, cache)
    return {
      put: async (address: string, response: Response) => {
        cache.set(address, response)
      },
      matchAll: async () => [...cache.values()],
    }
  }

  async keys() {
    return [...this.all.keys()]
  }

  async delete(name: string) {
    return this.all.delete(name)
  }

  async match(address: string, { cacheName = '' } = {}) {
    const caches = cacheName === '' ? [...this.all.values()] : [this.all.get(cacheName)]
    return caches.flatMap((cache) => cache?.get(address)?.clone() ?? [])[0]
  }
}

let caches: MemoryCaches
/** What the network was asked for. */
let asked: string[]
let network: (address: string) => Response

function serving(version: string, files = FILES, scope = HOST): Serving {
  const fetched = async (request: RequestInfo | URL) => {
    const address = request instanceof Request ? request.url : String(request)
    asked.push(address.replace(scope, ''))
    return network(address)
  }
  return new Serving(
    { version, files },
    { caches: caches as unknown as CacheStorage, fetch: fetched, scope },
  )
}

beforeEach(() => {
  caches = new MemoryCaches()
  asked = []
  network = (address) => new Response(`network: ${address}`)
})

const textOf = async (answer: Promise<Response> | null) => (await answer)?.text()

describe('the service worker', () => {
  test('answers for each file of its build without a network', async () => {
    const worker = serving('1')
    await worker.install()
    expect(asked).toEqual(FILES)
    network = () => {
      throw new TypeError('Failed to fetch')
    }
    for (const path of [...FILES, '?url=x', 'index.html']) {
      expect(await textOf(worker.answer(new Request(HOST + path))), path).toMatch(/^network/)
    }
  })

  test.each([
    'source/1?file=main.go',
    'live?url=localhost:6060',
    'profile/1/cpu.pb.gz',
    '../other/',
    'examples/unknown',
  ])('leaves %s to the network', async (path) => {
    const worker = serving('1')
    await worker.install()
    expect(worker.answer(new Request(new URL(path, HOST)))).toBe(null)
    expect(worker.answer(new Request('https://elsewhere/assets/index-00000001.js'))).toBe(null)
    expect(worker.answer(new Request(HOST, { method: 'POST', body: '' }))).toBe(null)
  })

  test('installs all or nothing', async () => {
    network = (address) => new Response('', { status: address.endsWith('.svg') ? 500 : 200 })
    await expect(serving('1').install()).rejects.toThrow('favicon.svg answers 500')
    expect(await caches.keys()).toEqual([])
  })

  test('keeps the parts of the build before, which a page may have open, and no older one', async () => {
    for (const version of ['1', '2', '3']) {
      network = () => new Response(version)
      const worker = serving(version, ['', `assets/index-0000000${version}.js`])
      await worker.install()
      await worker.activate()
    }
    network = () => new Response('network')
    const worker = serving('3', ['', 'assets/index-00000003.js'])
    const part = (n: number) =>
      textOf(worker.answer(new Request(`${HOST}assets/index-0000000${n}.js`)))
    expect(await textOf(worker.answer(new Request(HOST)))).toBe('3')
    expect([await part(1), await part(2), await part(3)]).toEqual(['network', '2', '3'])
  })

  test('asks a server of this machine first: another one may use its port', async () => {
    const scope = 'http://127.0.0.1:8711/'
    const worker = serving('1', FILES, scope)
    await worker.install()
    network = () => new Response('of another program')
    expect(await textOf(worker.answer(new Request(scope)))).toBe('of another program')
    network = () => {
      throw new TypeError('Failed to fetch')
    }
    expect(await textOf(worker.answer(new Request(scope)))).toMatch(/^network/)
  })

  test('takes files that are shared, at most fifty, for the page', async () => {
    const form = new FormData()
    for (let i = 0; i < 60; i++) form.append('profiles', new File([`${i}`], `é ${i}.pb.gz`))
    form.append('profiles', 'no file')
    const request = new Request(`${HOST}share`, { method: 'POST', body: form })
    const answer = await serving('1').answer(request)
    expect(answer?.status).toBe(303)
    expect(answer?.headers.get('location')).toBe(`${HOST}?shared`)
    const waiting = await (await caches.open(SHARED_CACHE)).matchAll()
    expect(waiting.length).toBe(50)
    const file = await fileOf(waiting[7]!)
    expect([file?.name, await file?.text()]).toEqual(['é 7.pb.gz', '7'])
  })
})
